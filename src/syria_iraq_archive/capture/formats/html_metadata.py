"""What a page says of itself beside its text: in JSON-LD, in ``meta`` elements, in marked elements; each by its place.

A publication date is taken only where the page says outright that it is one. When a page was modified isn't when it was
published, and no date is guessed from addresses or from what else the page prints. For title and author,
trafilatura is asked where no declared place tells.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from syria_iraq_archive.capture.formats.base import Fact, plain_value
from syria_iraq_archive.capture.formats.page_size import Extraction
from syria_iraq_archive.extras import importing
from syria_iraq_archive.patterns import later

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# For each field the names of `meta` elements (`name`, `property` or `itemprop`), the clearest first.
META = {
    "headline": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"),
    "byline": ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"),
    "published": (
        *("article:published_time", "og:article:published_time", "datepublished", "article:published"),
        *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date"),
        *("dc.date.issued", "dcterms.issued", "publication_date", "publish-date", "publish_date", "publishdate"),
        *("pubdate", "article_date_original", "dc.date", "dcterms.date", "date"),
    ),
    "site": ("og:site_name", "application-name", "publisher", "dc.publisher"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language", "dc.language", "language"),
}

MAX_AUTHOR = 80  # characters of an element that is marked as an author's name,
MAX_MARKED = 10  # such names of a page,
MAX_CALLED = 100  # and elements in which they are looked for

_ARTICLE_TYPES = later(r"(?:Article|Posting|Report|Webpage)$", re.IGNORECASE)
_ADDRESS = later(r"(?:https?:)?//|^www\.|@|^\S+\.[a-z]{2,}$")
_BY = later(r"^by\s+", re.IGNORECASE)
_CALLED_AUTHOR = (
    "//body//*[contains(@class, 'uthor') or contains(@class, 'yline') or @rel='author' or @itemprop='author'"
    " or (self::a and (contains(@href, '/author') or contains(@href, '/staff/') or contains(@href, '/people/')"
    " or contains(@href, '/by/') or contains(@href, '/contributor') or contains(@href, '/profile')))]"
)
_AUTHOR_CLASS = later(r"(?:^|[\s_-])(?:authors?|bylines?)(?:[-_]*(?:name|link|title))?(?:\s|$)")
_AUTHOR_PAGE = later(r"/(?:authors?|staff|people|by|contributors?|profiles?)/[^/?#]+")
# A name of two words, and no month of a day that stood beside it.
_MAY_BE_GUESSED = later(
    r"[^\W\d]\D*\s(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)$)[^\d\s]+"
)
_TITLE = later(r"^(?:The|About|More|All|Our)\b|\b(?:author|writer|editor|staff|news)s?$", re.IGNORECASE)
_FULL_NAME = later(
    r"[^\W\d_a-z][\w.'’\-]*(?: (?:(?:al|el|bin|ibn|de|la|van|von|der|di|da) )*[^\W\d_a-z][\w.'’\-]*){1,4}"
)


def page_facts(tree: "HtmlElement", uri: str | None = None, how: Extraction = Extraction.WHOLE) -> tuple[Fact, ...]:
    """What the page says, one fact for each field, by the first place that says it."""
    found: dict[str, Fact] = {}
    for place in _PLACES:
        for field, written, rule in place(tree):
            value = plain_value(written)
            if field == "byline" and value:
                value = _person(value)
            if value:
                found.setdefault(field, Fact(field, value, rule))
    is_asked = how is not Extraction.NONE and not {"headline", "byline"} <= found.keys()
    for fact in _by_trafilatura(tree, uri) if is_asked else ():
        found.setdefault(fact.field, fact)
    return tuple(found.values())


class Said(NamedTuple):
    """What a page says outright of its story."""

    titles: tuple[str, ...]  # its headline, the clearest first
    about: str  # its headline and description
    body: str  # its text, as JSON-LD has it; empty if it doesn't
    authors: tuple[str, ...] = ()  # who wrote it
    marked: tuple[str, ...] = ()  # who may have: names in what it calls authors,
    guessed: tuple[str, ...] = ()  # and names that a library takes for an author's
    site: str = ""  # whose it is


def said_of_story(tree: "HtmlElement") -> Said:
    """What the page says of its story in JSON-LD, in ``meta`` elements and in its title."""
    things = list(_things(tree))
    told = [text for text in (_unescaped(thing.get("articleBody")) for thing in things) if text]
    named = [text for text in (_unescaped(thing.get("headline") or thing.get("name")) for thing in things) if text]
    meta = _meta_contents(tree)
    title = " ".join((tree.findtext(".//title") or "").split())
    titles = (*named, meta.get("og:title", ""), meta.get("twitter:title", ""), title)
    about = (*named[:1], meta.get("og:title", ""), meta.get("og:description", meta.get("description", "")), title)
    authors = [name for thing in things for name in _authors(thing)]
    authors += [meta[name] for name in META["byline"] if name in meta]
    site = next((meta[name] for name in META["site"] if meta.get(name)), "")
    return Said(
        titles=tuple(filter(None, titles)),
        about=" ".join(filter(None, about)),
        body=told[0] if told else "",
        authors=tuple(filter(None, map(_person, authors))),
        marked=tuple(islice(_marked_authors(tree), MAX_MARKED)),
        site=site,
    )


def _authors(thing: dict[str, Any]) -> list[str]:
    return list(filter(None, map(_name, _listed(thing.get("author") or thing.get("creator")))))


def _person(author: str) -> str | None:
    """The author's name as it is said, less "By"; None for an address, and for ", Example News", which names nobody."""
    return None if _ADDRESS.search(author) or not author[:1].isalnum() else _BY.sub("", author)


def _marked_authors(tree: "HtmlElement") -> Iterator[str]:
    """The names in elements that are called authors or bylines, and in links to the pages of authors."""
    for element in islice(tree.xpath(_CALLED_AUTHOR), MAX_CALLED):
        is_called = _AUTHOR_CLASS.search(f"{element.get('class', '')} {element.get('itemprop', '')}".lower())
        if is_called or element.get("rel") == "author" or _AUTHOR_PAGE.search(element.get("href", "")):
            name = _BY.sub("", " ".join(element.text_content().split()))
            if len(name) <= MAX_AUTHOR and _FULL_NAME.fullmatch(name) and not _TITLE.search(name):
                yield name


Places = Iterator[tuple[str, object, str]]  # field, value, rule


def _json_ld(tree: "HtmlElement") -> Places:
    for thing in _things(tree):
        publisher = thing.get("publisher")
        yield "headline", _unescaped(thing.get("headline") or thing.get("name")), "html:jsonld headline"
        yield "byline", ", ".join(filter(None, map(_person, _authors(thing)))), "html:jsonld author"
        yield "published", next(iter(_listed(thing.get("datePublished"))), None), "html:jsonld datePublished"
        yield "site", next(filter(None, map(_name, _listed(publisher))), None), "html:jsonld publisher"
        yield "language", thing.get("inLanguage"), "html:jsonld inLanguage"


def _things(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    """The articles that JSON-LD describes; a plain web page only after them."""
    found: list[dict[str, Any]] = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            content = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _listed(content):
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            found += [one for one in (thing, *_listed(graph)) if isinstance(one, dict)]
    typed = [(_type(thing), thing) for thing in found]
    articles = [(type, thing) for type, thing in typed if _ARTICLE_TYPES.search(type)]
    for _, thing in sorted(articles, key=lambda one: one[0].lower().endswith("webpage")):
        yield thing


def _type(thing: dict[str, Any]) -> str:
    return next((type for type in _listed(thing.get("@type")) if isinstance(type, str)), "")


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(thing: object) -> str | None:
    return _unescaped(thing.get("name") if isinstance(thing, dict) else thing)


def _unescaped(value: object) -> str | None:
    """JSON-LD is written with HTML's entities by many."""
    return html.unescape(value) if isinstance(value, str) else None


def _meta(tree: "HtmlElement") -> Places:
    said = _meta_contents(tree)
    for field, names in META.items():
        for name in names:
            yield field, said.get(name), f"html:meta {name}"


def _meta_contents(tree: "HtmlElement") -> dict[str, str]:
    """What each ``meta`` element says, by its name; the first of several."""
    said: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in element.get(attribute, "").lower().split():
                said.setdefault(name, element.get("content", ""))
    return said


def _marked(tree: "HtmlElement") -> Places:
    """Elements that are marked as what they are: microdata, ``time pubdate``, ``link rel=canonical``."""
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield "published", element.get("content") or element.get("datetime"), "html:itemprop datePublished"
    for element in tree.iterfind(".//time[@pubdate]"):
        yield "published", element.get("datetime"), "html:time pubdate"
    for element in tree.iterfind(".//link[@rel='canonical']"):
        yield "url", element.get("href"), "html:link canonical"
    yield "language", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"), "html:lang"


def _by_trafilatura(tree: "HtmlElement", uri: str | None) -> Iterator[Fact]:
    """What trafilatura makes of the rest; its dates may come from anywhere, so they are left alone."""
    with importing("htmldate", "html"), importing("trafilatura", "html"):
        from trafilatura.metadata import extract_metadata
    document = extract_metadata(tree, default_url=uri, date_config=dict(_NO_SEARCH))
    for field, written in (("headline", document.title), ("byline", document.author)):
        value = plain_value(written)
        if value and (field != "byline" or _MAY_BE_GUESSED.fullmatch(value)):
            yield Fact(field, value, f"html:trafilatura {field}")


_NO_SEARCH = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d", "max_date": "2100-01-01"}

_PLACES: tuple[Callable[["HtmlElement"], Places], ...] = (_json_ld, _meta, _marked)
"""Where a page says something of itself, the clearest first."""
