"""Archives, packed files and what crawlers store: their members, one by one, within a budget."""
