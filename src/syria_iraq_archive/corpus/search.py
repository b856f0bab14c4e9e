"""What a user types into a search box: words, phrases, AND, OR, NOT, parentheses. Never a syntax error.

What is typed becomes a tree, the tree an FTS5 expression over `words`. What isn't well-formed is taken for words.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from syria_iraq_archive.corpus.tables import ARTICLES_FOLDED, ARTICLES_FTS
from syria_iraq_archive.corpus.words import words
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.patterns import later

MAX_DEPTH = 8  # of parentheses; FTS5's own parser has a small stack

_TERM = later(r'"([^"]*)"?|(\S+)')
_TOKEN = later(r'["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]?(?P<star>\*?)|(?P<mark>[()])|(?P<word>[^\s()"“”„«»]+)')
_OPERATORS = ("AND", "OR", "NOT")
_ARTICLE = later(r"[ae]l", re.IGNORECASE)


class Term(NamedTuple):
    """A word or phrase sought; one that only `begins_word` may go on."""

    text: str
    begins_word: bool


class Phrase(NamedTuple):
    """Words that must stand side by side, by their keys; the last may go on if it only `begins_word`."""

    keys: tuple[str, ...]
    begins_word: bool

    @property
    def expression(self) -> str:
        """In FTS5's syntax: keys are letters and digits alone."""
        return f'"{" ".join(self.keys)}"{" *" if self.begins_word else ""}'


class Operation(NamedTuple):
    """AND or OR of several, NOT of one."""

    operator: str
    operands: tuple["Node", ...]


Node = Phrase | Operation


@dataclass(frozen=True, slots=True)
class Search:
    """What is sought: an FTS5 expression that the index must match, or mustn't if `excluded`.

    Without an expression there was no word to seek, and nothing is found. `phrases` are those that a text found may
    hold. `problem` says why what was typed was taken for mere words. `node` is what was typed as a tree, for an engine
    that isn't FTS5.
    """

    expression: str | None
    excluded: bool = False
    phrases: tuple[Phrase, ...] = ()
    problem: str | None = None
    index: str = ARTICLES_FOLDED.name
    node: Node | None = None

    @property
    def ranks(self) -> bool:
        """Whether what is found can be more or less to the point."""
        return self.expression is not None and not self.excluded


class BadExpression(ArchiveError):
    """What was passed on as FTS5's own syntax is none."""


def terms(text: str) -> Iterator[Term]:
    """The terms a user typed: "words in quotation marks" are one, ``word*`` begins a word.

    >>> list(terms('"salvation government" turk*'))
    [Term(text='salvation government', begins_word=False), Term(text='turk', begins_word=True)]
    """
    for phrase, word in _TERM.findall(text):
        begins_word = word.endswith("*") and bool(word.strip("*"))
        yield Term(word.rstrip("*") if begins_word else phrase or word, begins_word)


def parse_search(text: str) -> Search:
    """What `text` seeks. Raises nothing: what isn't well-formed is taken for words, all of which must stand there.

    >>> parse_search("border AND (al-Qa'im OR bukamal*) NOT Türkiye").expression
    '(("border" AND ("qaim" OR "bukamal" *)) NOT "turkiye")'
    >>> parse_search("border AND (qaim").expression
    '("border" AND "and" AND "qaim")'
    """
    tokens = list(_tokens(text))
    problem = None
    try:
        node = _Parser(tokens).parse()
    except _NotWellFormed as error:
        node, problem = _all_of(_phrase(token) for token in tokens if token.kind != "mark"), str(error)
    return Search(None, problem=problem) if node is None else search_of(node, problem)


def search_of(node: Node, problem: str | None = None) -> Search:
    """What a tree seeks."""
    expression, excluded = _compile(node)
    return Search(expression, excluded, tuple(dict.fromkeys(_wanted(node))), problem, node=node)


def raw_search(expression: str) -> Search:
    """What an expression in FTS5's own syntax seeks, over the words as printed."""
    return Search(expression, index=ARTICLES_FTS.name)


def check_expression(connection: sqlite3.Connection, expression: str) -> None:
    """Raise `BadExpression` if `expression` isn't FTS5's syntax over ``articles_fts``."""
    try:
        connection.execute("SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT 1", (expression,)).fetchone()
    except UnicodeEncodeError as error:
        raise BadExpression("not text") from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:  # not what was asked, but the database
            raise
        raise BadExpression(str(error).removeprefix("fts5: ")) from error


class _Token(NamedTuple):
    kind: str  # word, phrase, mark, operator
    text: str
    begins_word: bool = False


class _NotWellFormed(Exception):
    """With the reason in a few words."""


def _tokens(text: str) -> Iterator[_Token]:
    """The tokens typed; an article that stands apart ("al Nusra") goes with the word after it."""
    article = ""
    for match in _TOKEN.finditer(text):
        token = _token(match)
        if token.kind == "word" and not token.begins_word and _ARTICLE.fullmatch(token.text):
            if article:
                yield _Token("word", article)
            article = token.text
            continue
        if article and token.kind in ("word", "phrase"):
            token = token._replace(text=f"{article} {token.text}")
        elif article:
            yield _Token("word", article)
        article = ""
        yield token
    if article:
        yield _Token("word", article)


def _token(match: re.Match[str]) -> _Token:
    if match["mark"]:
        return _Token("mark", match["mark"])
    if match["word"] in _OPERATORS:
        return _Token("operator", match["word"])
    typed: str = match["word"] if match["word"] is not None else match["phrase"]
    return _Token("phrase" if match["word"] is None else "word", typed, bool(match["star"]) or typed.endswith("*"))


class _Parser:
    """Recursive descent; NOT binds closer than AND, AND closer than OR, and words side by side are joined by AND."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def parse(self) -> Node | None:
        """The tree; None if there are no words in it."""
        if not self._tokens:
            return None
        node = self._either()
        if self._next < len(self._tokens):
            raise _NotWellFormed("a parenthesis is closed that wasn't opened")
        return node

    def _either(self) -> Node | None:
        operands = [self._all()]
        while self._take("operator", "OR"):
            operands.append(self._all())
        return _joined("OR", operands)

    def _all(self) -> Node | None:
        operands = [self._one()]
        while self._take("operator", "AND") or self._at_operand():
            operands.append(self._one())
        return _joined("AND", operands)

    def _one(self) -> Node | None:
        if self._take("operator", "NOT"):
            self._enter()
            operand = self._one()
            self._depth -= 1
            return operand and Operation("NOT", (operand,))
        if self._take("mark", "("):
            self._enter()
            node = self._either()
            self._depth -= 1
            if not self._take("mark", ")"):
                raise _NotWellFormed("a parenthesis isn't closed")
            return node
        token = self._peek()
        if token is None or token.kind not in ("word", "phrase"):
            raise _NotWellFormed(f"a word is missing before {token.text}" if token else "a word is missing at the end")
        self._next += 1
        return _phrase(token)

    def _enter(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _NotWellFormed("too much in parentheses")

    def _at_operand(self) -> bool:
        token = self._peek()
        return token is not None and token[:2] not in (("mark", ")"), ("operator", "OR"))

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, kind: str, text: str) -> bool:
        token = self._peek()
        if token is None or token[:2] != (kind, text):
            return False
        self._next += 1
        return True


def _phrase(token: _Token) -> Phrase | None:
    """The words of a token side by side ("al-Nusra", "US-led"); None if there are none."""
    keys = tuple(word.key for word in words(token.text))
    return Phrase(keys, token.begins_word) if keys else None


def _all_of(phrases: Iterable[Phrase | None]) -> Node | None:
    return _joined("AND", list(phrases))


def _joined(operator: str, operands: Iterable[Node | None]) -> Node | None:
    """The operation; what has no words in it says nothing."""
    saying = tuple(operand for operand in operands if operand is not None)
    if len(saying) > 1:
        return Operation(operator, saying)
    return saying[0] if saying else None


def _wanted(node: Node, *, wanted: bool = True) -> Iterator[Phrase]:
    """The phrases that speak for a text, not against it."""
    if isinstance(node, Phrase):
        if wanted:
            yield node
        return
    for operand in node.operands:
        yield from _wanted(operand, wanted=wanted != (node.operator == "NOT"))


def _compile(node: Node) -> tuple[str, bool]:
    """An FTS5 expression, and whether it says what must not match: FTS5 knows "this NOT that", not "NOT that"."""
    if isinstance(node, Phrase):
        return node.expression, False
    parts = [_compile(operand) for operand in node.operands]
    with_these = [expression for expression, excluded in parts if not excluded]
    without_those = [expression for expression, excluded in parts if excluded]
    if node.operator == "NOT":
        expression, excluded = parts[0]
        return expression, not excluded
    if node.operator == "AND":
        if not with_these:
            return _chain("OR", without_those), True
        return _less(_chain("AND", with_these), without_those, "OR"), False
    if not without_those:  # OR
        return _chain("OR", with_these), False
    return _less(_chain("AND", without_those), with_these, "OR"), True


def _less(expression: str, others: list[str], operator: str) -> str:
    return f"({expression} NOT {_chain(operator, others)})" if others else expression


def _chain(operator: str, expressions: list[str]) -> str:
    return expressions[0] if len(expressions) == 1 else f"({f' {operator} '.join(expressions)})"
