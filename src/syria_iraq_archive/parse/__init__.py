"""From the text of a capture to blocks with roles, and articles made of them.

The way of a text, file by file: `lines` → `shapes` (what each line looks like by itself) → `openings` (where each
article begins) → `layouts` and `roles` (what each line is in its article) → `blocks` → `articles`.
"""

from syria_iraq_archive.parse.blocks import Section, parse_text
from syria_iraq_archive.parse.outside import parse_main_text
from syria_iraq_archive.parse.vocabulary import Vocabulary

__all__ = ["Section", "Vocabulary", "parse_main_text", "parse_text"]
