"""Web pages: the article on one, its metadata, and the readers' comments under it."""
