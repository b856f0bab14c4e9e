"""Builds the bulk of the gazetteer from GeoNames' data and the tables beside this file."""
