"""What can be wrong with the curated files though each has its form: a table of small named checks."""
