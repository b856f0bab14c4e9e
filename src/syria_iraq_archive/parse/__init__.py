"""From the text of a capture to blocks with roles, and to the articles that the blocks make up.

How a text passes, file by file:

1. `lines` splits it into lines; `vocabulary` is what the registry says about single lines.
2. `shape_rules` says what each line looks like by itself, and `shapes` lists what a line can look like. The rules for
   each kind of line: `captions` (and photo credits), `header_lines` (dates, bylines, mastheads), `bylines`,
   `printed_dates`, `datelines`.
3. `page` holds the lines and knows which of them are printed twice (`copies`).
4. `openings` finds where each article begins.
5. `layouts` recognises how an outlet prints an article. `header` and `body` then decide what each line is in its
   article, as `block_drafts`. A page that was saved whole, menus and all, is read by `saved_pages` instead, with
   `page_model` (the features) and `learned` (their weights).
6. `overrides` puts curators' corrections in place, and `blocks` numbers the blocks and proves that they tile the text.
7. `fields` reads an article's fields, images and body from its blocks.

`outside` comes before all of this if the format of a capture says which lines are not part of the main text.
"""

from syria_iraq_archive.parse.blocks import Section, parse_text
from syria_iraq_archive.parse.outside import parse_main_text
from syria_iraq_archive.parse.vocabulary import Vocabulary

__all__ = ["Section", "Vocabulary", "parse_main_text", "parse_text"]
