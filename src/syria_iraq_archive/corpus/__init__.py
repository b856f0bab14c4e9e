"""The corpus: one SQLite database, declared once, written by one writer, read by anybody, and proved by `verify`."""
