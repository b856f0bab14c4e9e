"""This project's own pages. Each module asks the corpus with plain functions and hands a template what they answer."""
