"""Tables and lists of articles: CSV, Parquet, JSON."""
