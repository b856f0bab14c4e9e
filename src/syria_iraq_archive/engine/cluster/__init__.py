"""Ingest into a lake: portions of captures, parsed and appended here, or by the workers of a Dask cluster."""
