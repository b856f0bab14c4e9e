"""A corpus as a folder of Delta tables, a lake: what many workers write side by side, and DuckDB and others read."""
