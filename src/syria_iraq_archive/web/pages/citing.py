"""How to cite an article: in words, as RIS and as BibTeX; with the hash of its capture and the words quoted."""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.corpus.read import Dossier, read_article
from syria_iraq_archive.export.bibtex import bibtex_of
from syria_iraq_archive.export.references import QuotedWords, in_words, reference_to, ris_of
from syria_iraq_archive.web.ask import ask, words

LONGEST_QUOTE = 600  # characters

_FORMS: dict[str, tuple[Callable[..., str], str]] = {
    "ris": (ris_of, "application/x-research-info-systems"),
    "bib": (bibtex_of, "application/x-bibtex"),
}


@dataclass(frozen=True, slots=True)
class Citation:
    """What the article's page says of how to cite it."""

    text: str
    asked: str | None  # the words to quote, as they were given
    quoted: QuotedWords | None  # as they stand in the capture; None if they don't


def citation(dossier: Dossier, asked: str | None) -> Citation:
    """The citation of an article, and of words in it."""
    asked = asked and asked[:LONGEST_QUOTE]
    quoted = find_words(dossier, asked) if asked else None
    return Citation(in_words(reference_to(dossier, quoted)), asked, quoted)


def find_words(dossier: Dossier, asked: str) -> QuotedWords | None:
    """Where words stand in the article; white space makes no difference. None if they don't stand there as they are."""
    own = [block for block in dossier.blocks if block["article_id"] == dossier.article["id"]]
    sought = r"\s+".join(map(re.escape, asked.split()))
    if not own or not sought:
        return None
    text: str = dossier.capture["text"]
    found = re.compile(sought).search(text, own[0]["start_char"], own[-1]["end_char"])
    return QuotedWords(" ".join(found[0].split()), found.start(), found.end()) if found else None


async def citation_file(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/article/KEY.ris`` and ``.bib``, with ``?quote=…``: the reference as a file."""
    key, form = request.url_vars["key"], request.url_vars["form"]
    quote = words(request, "quote")

    def asked(connection: sqlite3.Connection) -> tuple[str, str]:
        dossier = read_article(connection, key)
        write, _ = _FORMS[form]
        quoted = find_words(dossier, quote[:LONGEST_QUOTE]) if quote else None
        return write([reference_to(dossier, quoted)]), dossier.article["key"]

    text, whole = await ask(datasette, asked)
    headers = {"content-disposition": f'attachment; filename="{whole}.{form}"'}
    return Response(text, content_type=f"{_FORMS[form][1]}; charset=utf-8", headers=headers)
