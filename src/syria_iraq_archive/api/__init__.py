"""For programs in Python: a corpus, or a folder with one, as an object that answers in typed records."""
