"""Direct speech: the stretches in quotation marks, who says them, and to whom."""

from syria_iraq_archive.annotate.quotes.finder import QuoteFinder

__all__ = ["QuoteFinder"]
