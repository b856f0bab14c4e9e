"""Comparing a corpus with hand annotations: what the parser is measured by."""
