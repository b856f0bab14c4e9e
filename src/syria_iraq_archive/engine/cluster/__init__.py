"""The engine for many machines: chunks of captures, each parsed and written whole by one worker of a Dask cluster."""
