"""From the bytes of a capture to its text and to what they say of it besides: a file for each format.

The text of a format that isn't plain text is what a reader of it sees, derived from the bytes by an extractor whose
name and version are recorded; the bytes are kept, and deriving again gives the same text.
"""
