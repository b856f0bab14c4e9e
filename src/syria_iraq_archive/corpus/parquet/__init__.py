"""A corpus as a folder of Parquet tables: what many machines write side by side, and DuckDB reads."""
