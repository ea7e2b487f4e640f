"""Doc -> mentions and statements, one document at a time."""
