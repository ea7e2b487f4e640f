"""How the language model is trained, evaluated and exported. Not part of the installed package."""
