"""Plain text: the roles of its lines, and what they say of the article."""
