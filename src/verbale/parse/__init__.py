"""Document -> spaCy Doc: one pass of the language model."""
