"""Damage as it happens to news that is copied: a generator with two halves that share neither texts nor synonyms."""
