"""The weights by which saved pages are read, learned from annotated pages, and what is computed with them."""
