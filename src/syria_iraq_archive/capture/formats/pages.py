"""The text of an HTML page as its reader sees it, block by block, in the order of the page.

One line for each block element: that is how text copied from a browser reads, and what the parser was made for. All
that the page shows is there, furniture included, so that nothing printed is lost; `main_text` tells which lines are
furniture. The text that trafilatura extracts isn't taken itself, because it leaves out what an archive wants to point
at: the date line, the byline, captions and credits.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.extras import importing
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "button",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
        ),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
        *(
            "h6",
            "head",
            "header",
            "hgroup",
            "hr",
            "html",
            "label",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
        ),
        *("search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
# A head isn't unseen: where a page leaves out its `<body>`, the library puts what it doesn't know there.
_UNSEEN = frozenset(
    (
        *("applet", "area", "audio", "canvas", "datalist", "embed", "iframe", "input", "map", "math", "meta"),
        *("noembed", "noframes", "noscript", "object", "option", "param", "script", "select", "source", "style", "svg"),
        *("template", "textarea", "title", "track", "video"),
    )
)
_CELLS = frozenset({"td", "th"})
_SET_APART = frozenset({"a", "small", "span", "time"})  # by styles, where nothing stands between two of them
_WHOLE = frozenset({"html", "body", "main"})
_FURNITURE = frozenset({"aside", "button", "footer", "form", "menu", "nav", "label", "dialog"})
_HIDDEN_STYLE = later(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MAX_ATTRIBUTES = 5_000  # of one element; the library compares each with each
_ATTRIBUTE = later(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_TAG = later(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE.pattern})*+")
_MARKS = (("“", "”"), ("‘", "’"))  # that browsers put around what is marked as a quotation, and within one
_QUOTES = ("“", "”", '"', "«", "„", "‘", "'")
_WHITE = later(r"[ \t\n\r\f]+")  # what HTML takes for white space: no-break spaces stay


@dataclass(slots=True, eq=False)
class PageContainer:
    """A block element of a page: which lines are in it, and what its author called it."""

    tag: str
    label: str  # its class, id and role, in small letters
    parent: "PageContainer | None"
    first: int  # index of its first line
    end: int = 0  # and of the first behind it
    children: int = 0
    article: "PageContainer | None" = None  # the outermost `<article>` around it, perhaps itself


class PageLine(NamedTuple):
    """A line of a page, its span in the page's text, and what the page's tree says of it."""

    text: str
    span: Span
    within: frozenset[str]  # the names of the elements around it that matter
    container: PageContainer  # the block that it stands in
    linked: int = 0  # characters of it that are a link,
    bold: int = 0  # that are set in bold,
    timed: int = 0  # and that are marked as a time

    @property
    def is_title(self) -> bool:
        """Whether the page marks it as its title."""
        return "h1" in self.within

    @property
    def is_furniture(self) -> bool:
        """Whether the page marks it as something to use, or beside the matter."""
        return not self.within.isdisjoint(_FURNITURE)


_INLINE = frozenset({"a", "b", "strong", "time"})
_TELLING = (
    _FURNITURE
    | _INLINE
    | {"article", "blockquote", "figcaption", "figure", "h1", "header", "main", "table", "ul", "ol"}
)


def tree_of(page: str) -> "HtmlElement":
    """The tree of an HTML page, whole.

    Raises `MissingExtra` if lxml is missing, `CaptureRejected` if there is no element, or so many in each other, or so
    many attributes in one, that the library would leave out what comes behind, or take minutes.
    """
    with importing("lxml", "html"):
        from lxml import etree
        from lxml.html import HTMLParser, document_fromstring
    _check_attributes(page)
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(page.replace("\0", "\ufffd").encode(), parser=parser, ensure_head_body=True)
    except etree.ParserError as error:
        raise CaptureRejected("holds no HTML") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log.filter_from_fatals()):
        raise CaptureRejected("nests its elements deeper than can be read", hint="close them")
    return tree


def _check_attributes(page: str) -> None:
    """Raise `CaptureRejected` if an element has so many attributes that comparing each with each takes minutes."""
    for tag in _TAG.finditer(page):
        if tag.end() - tag.start() < 2 * MAX_ATTRIBUTES:
            continue
        is_script = page.rfind("<script", 0, tag.start()) > page.rfind("</script", 0, tag.start())
        if not is_script and len(_ATTRIBUTE.findall(tag.group())) > MAX_ATTRIBUTES:
            raise CaptureRejected(f"has an element with more than {MAX_ATTRIBUTES:,} attributes")


def page_lines(tree: "HtmlElement") -> list[PageLine]:
    """The lines of a page that its reader sees."""
    writer = _Writer(PageContainer("", "", None, 0))
    kinds: list[object] = []  # of the elements that are open
    for step, element, text in _walk(tree):
        if step == "open":
            kinds.append(_kind(element))
            writer.open(kinds[-1], text, element)
        elif step == "close":
            writer.close(kinds.pop(), text)
        else:
            writer.write(text)
    writer.finish()
    return writer.lines


def _kind(element: "HtmlElement") -> object:
    """The element's tag; that of a block, for a cell that holds more than a line, as where tables lay out a page."""
    in_lines = element.tag in _CELLS and any(child.tag in _BLOCKS or child.tag == "br" for child in element.iter())
    return "div" if in_lines else element.tag


def page_text(lines: list[PageLine]) -> str:
    """The text in which the lines' spans lie."""
    return "".join(f"{line.text}\n" for line in lines)


def _walk(tree: "HtmlElement") -> Iterator[tuple[str, "HtmlElement", str]]:
    """Every visible element as it opens, with the text right in it, and closes, with the text right behind it.

    Of those that aren't seen there is only the text behind them, which may be. Not recursive: a page may
    nest its elements as deep as it likes.
    """
    stack: list[tuple[HtmlElement, Iterator[HtmlElement]]] = []
    if isinstance(tree.tag, str) and not _is_unseen(tree):
        yield "open", tree, tree.text or ""
        stack.append((tree, iter(tree)))
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "close", element, (element.tail or "") if stack else ""
        elif not isinstance(child.tag, str) or _is_unseen(child):
            yield "pass", child, child.tail or ""
        else:
            yield "open", child, child.text or ""
            stack.append((child, iter(child)))


def _is_unseen(element: "HtmlElement") -> bool:
    if element.tag in _UNSEEN or "hidden" in element.attrib:
        return True
    if element.tag in _WHOLE:  # scripts show it when the page is there
        return False
    return bool(_HIDDEN_STYLE.search(element.get("style", "")))


@dataclass(slots=True)
class _Writer:
    """Puts text together to lines, as a browser would."""

    _container: PageContainer  # the innermost block that is open
    lines: list[PageLine] = field(default_factory=list)
    _reached: int = 0
    _of_line: PageContainer | None = None  # the block in which the line began
    _linked: int = 0
    _bold: int = 0
    _timed: int = 0
    _pieces: list[str] = field(default_factory=list)
    _within: Counter[str] = field(default_factory=Counter)  # how many are open of those that tell something
    _preformatted: int = 0
    _quoted: list[str] = field(default_factory=list)  # the mark that closes each quotation that is open
    _closed: bool = False  # the last thing met was an element's end, with nothing behind it

    def open(self, tag: object, text: str, element: "HtmlElement") -> None:
        if tag in _BLOCKS or tag == "br":
            self.end_line()
        if tag in _BLOCKS:
            self._container.children += 1
            label = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
            around = self._container
            self._container = PageContainer(element.tag, label.lower(), around, len(self.lines), article=around.article)
            if element.tag == "article" and around.article is None:
                self._container.article = self._container
        elif tag in _CELLS:
            self._pieces.append("\t")
        elif tag in _SET_APART and self._closed and text[:1].isalnum():
            self._pieces.append(" ")
        if isinstance(tag, str) and tag in _TELLING:
            self._within[tag] += 1
        elif tag == "q":
            opening, closing = ("", "") if text.lstrip().startswith(_QUOTES) else _MARKS[len(self._quoted) % 2]
            self._pieces.append(opening)
            self._quoted.append(closing)
        self._preformatted += tag == "pre"
        self._closed = False
        self.write(text)

    def close(self, tag: object, text: str) -> None:
        if tag in _BLOCKS:
            self.end_line()
            self._container.end = len(self.lines)
            if self._container.parent is not None:
                self._container = self._container.parent
        if isinstance(tag, str) and tag in _TELLING:
            self._within[tag] -= 1
        elif tag == "q":
            self._pieces.append(self._quoted.pop())
        self._preformatted -= tag == "pre"
        self.write(text)
        self._closed = tag in _SET_APART and not text

    def write(self, text: str) -> None:
        if text and (length := len(text.strip())):
            self._of_line = self._of_line or self._container
            self._linked += length * (self._within["a"] > 0)
            self._bold += length * (self._within["b"] + self._within["strong"] > 0)
            self._timed += length * (self._within["time"] > 0)
        if not self._preformatted:
            self._pieces.append(_WHITE.sub(" ", text))
            return
        first, *rest = text.split("\n")
        self._pieces.append(first)
        for line in rest:
            self.end_line()
            self._pieces.append(line)

    def finish(self) -> None:
        """End the last line, and the blocks that are still open."""
        self.end_line()
        one: PageContainer | None = self._container
        while one is not None:
            one.end = len(self.lines)
            one = one.parent

    def end_line(self) -> None:
        printed = "".join(self._pieces)
        self._pieces.clear()
        text = re.sub(r"[ \r\f]*\t[ \t\r\f]*", "\t", re.sub(" {2,}", " ", printed)).strip()
        if text:
            span = Span(self._reached, self._reached + len(text))
            within = frozenset(name for name, number in self._within.items() if number)
            container = self._of_line or self._container
            self.lines.append(PageLine(text, span, within, container, self._linked, self._bold, self._timed))
            self._reached = span.end + 1
        self._of_line, self._linked, self._bold, self._timed = None, 0, 0, 0
