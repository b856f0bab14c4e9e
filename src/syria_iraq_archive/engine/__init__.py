"""Engines map the pure pipeline over many captures and hand the results, in input order, to the one writer."""
