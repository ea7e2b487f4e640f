"""Names to actors, pronouns and titles to names: one document at a time."""
