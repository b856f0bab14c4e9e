"""The curated knowledge under ``data/``: its form, its loading, and finding the names in it."""
