"""A corpus as an object: captures go in, articles and answers come out as typed records."""

import sqlite3
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from syria_iraq_archive.api.listing import ListedArticle, ListedQuote, Listing
from syria_iraq_archive.api.place import corpus_at, project_at
from syria_iraq_archive.corpus import asking, query, quotes
from syria_iraq_archive.corpus.connection import as_corpus_errors, reading
from syria_iraq_archive.corpus.functions import add_functions
from syria_iraq_archive.corpus.question import Days, Order, Question, parse_days
from syria_iraq_archive.corpus.read import actor_index, read_article
from syria_iraq_archive.corpus.snippet import plain
from syria_iraq_archive.corpus.suggesting import suggestion
from syria_iraq_archive.errors import BadQuestion, CaptureRejected, UnknownName

if TYPE_CHECKING:  # pydantic and the pipeline: only for those who parse, or read an article
    from syria_iraq_archive.corpus.stored import StoredArticle
    from syria_iraq_archive.engine.summary import Summary
    from syria_iraq_archive.pipeline import Pipeline
    from syria_iraq_archive.records import ParsedCapture
    from syria_iraq_archive.registry.load import Registry

Names = str | Sequence[str]
MAX_BYTES = 20_000_000  # of a file, unless told otherwise
SECONDS = 120.0  # that a capture may take


class Archive:
    """A corpus, with what it takes to parse captures and to bring it up to date.

    `place` is the corpus's file, or a folder: then it is the file that the folder's ``archive.toml`` names, or
    ``data/archive.db`` in it. `registry` is the folder of the registry to parse with, by default the one that came with
    the program. Nothing is opened before it is needed, and reading never creates or changes a corpus. An archive
    belongs to the thread that made it; `close` it, or use it in ``with``. Whatever goes wrong on purpose raises an
    `errors.ArchiveError`, among them `errors.CorpusError` for a corpus that isn't there or can't be read.

    >>> from syria_iraq_archive import Archive
    >>> with Archive() as archive:
    ...     [article] = archive.parse(
    ...         "Shafaq News/ The road to Rabia is open again, officials in Nineveh said."
    ...     ).articles
    >>> article.source
    'shafaq-news'
    """

    def __init__(self, place: str | PathLike[str] = ".", *, registry: str | PathLike[str] | None = None) -> None:
        self.corpus = corpus_at(Path(place))
        """The corpus's file, whether it is there or not."""
        self._place = Path(place)
        self._registry_folder = None if registry is None else Path(registry)
        self._stack = ExitStack()
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Archive({str(self.corpus)!r})"

    def close(self) -> None:
        """Let go of the corpus's file. What is asked afterwards opens it again."""
        self._connection = None
        self._stack.close()

    # ------------------------------------------------------------------------------------------------ captures in

    def parse(self, capture: str | bytes, path: str = "-") -> "ParsedCapture":
        """Everything that is found in one capture, without a corpus. Text counts as a file in UTF-8.

        `path` is the name of its file, by whose ending some formats are told. Raises `errors.CaptureRejected` if it
        holds no text of a known format, and `errors.MissingExtra` if its format needs a library that isn't installed.
        """
        if not isinstance(capture, str | bytes):
            raise TypeError(f"a capture is text or bytes, not {type(capture).__name__}")
        return self._pipeline.run(_in_utf8(capture, path) if isinstance(capture, str) else capture, path)

    def ingest(  # as many arguments as the command has options
        self,
        *places: str | PathLike[str],
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
        max_size: int = MAX_BYTES,
        time_limit: float = SECONDS,
        jobs: int | None = None,
        reparse: bool = False,
    ) -> "Summary":
        """Bring the corpus into step with the files and folders given, as ``archive ingest`` does; make it if need be.

        In a project, those of the project if none are given; captures that were taken out of it are passed over.
        Gives what was done: how many captures were added, and which were rejected, with their reasons, which raises
        nothing. Raises `errors.CorpusError` if the corpus can't be written.
        """
        from syria_iraq_archive.api.ingesting import Wishes, ingest, removed_from

        project = project_at(self._place)
        if not places and project is None:
            raise BadQuestion("no files or folders to ingest are given", hint="there is no project that names some")
        captures = places or (project.captures if project else ())
        self.close()
        wishes = Wishes(tuple(include), tuple(exclude), max_size, time_limit, jobs, reparse)
        folders = [Path(place) for place in captures]
        return ingest(self.corpus, self._registry, folders, wishes, removed_from(project))

    # ----------------------------------------------------------------------------------------------- answers out

    def query(  # noqa: PLR0913 - as many arguments as the command has options
        self,
        text: str | None = None,
        *,
        from_: str | None = None,
        to: str | None = None,
        on: str | None = None,
        certain: bool = False,
        undated: bool = False,
        source: Names = (),
        actor: Names = (),
        place: Names = (),
        any_actor: bool = False,
        exact: bool = False,
        not_actor: Names = (),
        speaks_of: str | None = None,
        distinct: bool = False,
        one_per_story: bool = False,
        language: Names = (),
        basis: Names = (),
        fts: bool = False,
        sort: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Listing[ListedArticle]:
        """The articles that answer to all that is given, with the filters of ``archive query`` under their names.

        Days are ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; outlets and actors go by any of their names, and a name that
        is matched loosely is warned of. `sort` is ``relevance``, ``newest`` or ``oldest``. Raises `errors.UnknownName`
        for a name that nothing bears, and `errors.BadQuestion` for what contradicts itself.
        """
        told: list[str] = []
        with self._reading() as connection:
            asked = asking.ask(
                connection,
                told.append,
                text=text,
                since=_days(from_),
                until=_days(to),
                on=_days(on),
                certain=certain,
                undated=undated,
                sources=_several(source),
                actors=_several(actor),
                places=_several(place),
                any_actor=any_actor,
                exact=exact,
                not_actors=_several(not_actor),
                mentioned=_days(speaks_of),
                distinct=distinct,
                one_per_story=one_per_story,
                languages=_several(language),
                bases=_several(basis),
                fts=fts,
                order=_order(sort),
                limit=limit,
                offset=offset,
            )
            _warn(told)
            return Listing(ListedArticle._fields, _listed(connection, asked))

    def article(self, key: str) -> "StoredArticle":
        """The article with this key, which may be cut short, with all that is recorded of it and its capture.

        Raises `errors.UnknownName` if no article has the key, or several do.
        """
        from syria_iraq_archive.corpus.stored import stored_article

        with self._reading() as connection:
            return stored_article(read_article(connection, key))

    def quotes(  # noqa: PLR0913 - as many arguments as the command has options
        self,
        text: str | None = None,
        *,
        speaker: str | None = None,
        told_to: str | None = None,
        kind: Names = "speech",
        from_: str | None = None,
        to: str | None = None,
        on: str | None = None,
        certain: bool = False,
        undated: bool = False,
        source: Names = (),
        limit: int | None = None,
    ) -> Listing[ListedQuote]:
        """What was said, by whom, to whom and when, with the filters of ``archive quotes`` under their names.

        Raises what `query` raises; a `speaker` who is no actor is sought among the speakers as printed.
        """
        told: list[str] = []
        with self._reading() as connection:
            actors = actor_index(connection)
            id, printed = _speaker(speaker, lambda name: asking.named(actors, [name], told.append)[0])
            asked = quotes.QuoteQuestion(
                articles=asking.ask(
                    connection,
                    told.append,
                    since=_days(from_),
                    until=_days(to),
                    on=_days(on),
                    certain=certain,
                    undated=undated,
                    sources=_several(source),
                ),
                text=text,
                speaker=id,
                speaker_printed=printed,
                told_to=asking.named(actors, [told_to], told.append)[0] if told_to else None,
                kinds=_several(kind),
                limit=limit,
            )
            _warn(told)
            return Listing(ListedQuote._fields, (ListedQuote(*row) for row in quotes.find_quotes(connection, asked)))

    def sql(self, query: str, **parameters: str | int | float | None) -> Listing[tuple[Any, ...]]:
        """The rows of one SELECT over the tables and views that ``archive schema`` describes; it can only read.

        ``:name`` stands for the parameter of that name, and ``fold(text)`` is text as ``articles_folded`` holds it.
        Raises `errors.BadQuestion` if SQLite can't run the query.
        """
        with self._reading() as connection:
            try:
                cursor = connection.execute(query, parameters)
                columns = [name for name, *_ in cursor.description or ()]
                return Listing(columns, map(tuple, cursor))
            except (sqlite3.OperationalError, sqlite3.ProgrammingError, sqlite3.Warning) as error:
                raise BadQuestion(str(error), hint=suggestion(str(error), query)) from error

    # ---------------------------------------------------------------------------------------------------- the rest

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The corpus, opened once; what SQLite says of it is said in our words."""
        if self._connection is None:
            self._connection = self._stack.enter_context(reading(self.corpus))
            add_functions(self._connection)
        with as_corpus_errors(self.corpus):
            yield self._connection

    @cached_property
    def _registry(self) -> "Registry":
        from syria_iraq_archive.corpus.compiling import registry_of
        from syria_iraq_archive.registry.location import registry_files

        return registry_of(registry_files(self._registry_folder, project_at(self._place)))

    @cached_property
    def _pipeline(self) -> "Pipeline":
        from syria_iraq_archive.pipeline import Pipeline

        return Pipeline(self._registry)


def _in_utf8(text: str, path: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise CaptureRejected(f"is not text: half a surrogate pair at {error.start}", place=path) from error


def _listed(connection: sqlite3.Connection, asked: Question) -> Iterator[ListedArticle]:
    for row in query.find_articles(connection, asked):
        yield ListedArticle._make((*row, plain(query.passage(connection, asked, row["key"]))))


def _speaker(name: str | None, resolve: Callable[[str], str]) -> tuple[str | None, str | None]:
    """The speaker as an actor's id, or as a part of what is printed."""
    if not name:
        return None, None
    try:
        return resolve(name), None
    except UnknownName:
        return None, name


def _several(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _days(typed: str | None) -> Days | None:
    return None if typed is None else parse_days(typed)


def _order(name: str | None) -> Order | None:
    try:
        return None if name is None else Order(name)
    except ValueError as error:
        raise BadQuestion(f"no such order: {name!r}", hint=f"one of {', '.join(Order)}") from error


def _warn(told: list[str]) -> None:
    """Warn whoever called a method of the archive of names that were matched loosely."""
    for line in told:
        warnings.warn(f"a name was read as {line}", stacklevel=3)
