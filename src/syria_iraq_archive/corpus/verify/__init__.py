"""Verification: the design's invariants, proved on a corpus from nothing but what is in it."""
