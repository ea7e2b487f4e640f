"""Web addresses, fetched only when the user asks for it."""
