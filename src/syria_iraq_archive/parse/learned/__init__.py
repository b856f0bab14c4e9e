"""Weights learned from annotated pages, as data of the program, and what is computed with them; no words of pages."""
