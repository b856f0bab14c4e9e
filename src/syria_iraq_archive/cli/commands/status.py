"""``archive status``."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syria_iraq_archive.cli.formats import json_text
from syria_iraq_archive.cli.options import db_option, examples, load, max_size_option, removed_hashes
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.errors import ProjectError
from syria_iraq_archive.phrases import how_many
from syria_iraq_archive.project import Project, find_project, same_file

if TYPE_CHECKING:
    from syria_iraq_archive.engine.survey import Survey

MOST_NAMED = 10


@click.command(epilog=examples("archive status", "archive status --verbose", "archive status --json"))
@click.option("-v", "--verbose", is_flag=True, help="Name all captures that are new, changed or gone.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object.")
@db_option
@max_size_option
def command(*, verbose: bool, as_json: bool, db: Path, max_size: int) -> None:
    """Say what there is in the project, and what to do next.

    Captures that are new, changed or gone since the last ingest, corrections that are stale, warnings by the field they
    are about, articles whose source or date is unknown. Nothing is written.
    """
    project = find_project()
    if project is None:
        raise ProjectError("there is no project here", hint="make one: archive init; or go to a folder inside of one")
    found = _look(project, db, max_size)
    if as_json:
        click.echo(json_text(found, indent=2))
        return
    for line in _lines(found, None if verbose else MOST_NAMED):
        click.echo(visible(line))


def _look(project: Project, db: Path, max_size: int) -> dict[str, Any]:
    """All that is said, as JSON holds it."""
    from contextlib import nullcontext  # `--help` needs none of these

    from syria_iraq_archive.capture.choice import Choice
    from syria_iraq_archive.capture.files import find_captures
    from syria_iraq_archive.corpus.connection import reading, without_corpus
    from syria_iraq_archive.engine.survey import survey

    settings = project.defaults
    choice = Choice(tuple(settings.get("include", ())), tuple(settings.get("exclude", ())))
    places = [place for place in project.captures if place.exists()]
    missing = [str(place) for place in project.captures if not place.exists()]
    with reading(db) if db.exists() else nullcontext() as connection:
        files = without_corpus(db, find_captures(places, choice)) if places else iter(())
        folders = [place for place in project.captures if not place.is_file()]
        surveyed = survey(connection, db, files, max_size, choice=choice, folders=folders, removed=removed_hashes())
        found: dict[str, Any] = {
            "project": str(project.folder.resolve()),
            "corpus": str(db),
            "missing": missing,
            "captures": _captures(surveyed),
        }
        if connection:
            found |= _corpus(connection, project, db)
    found["next"] = list(_next_steps(found))
    return found


def _captures(surveyed: "Survey") -> dict[str, Any]:
    return {
        "new": surveyed.new,
        "changed": surveyed.changed,
        "gone": surveyed.gone,
        "refused": surveyed.refused,
        "unchanged": surveyed.unchanged,
        "removed": surveyed.removed,
        "passed_over": surveyed.passed_over,
        "told": str(surveyed),
    }


_COUNTS = {
    "captures_held": "SELECT count(*) FROM captures",
    "articles": "SELECT count(*) FROM articles",
    "unknown_source": "SELECT count(*) FROM articles WHERE source_id IS NULL",
    "unknown_date": "SELECT count(*) FROM articles WHERE published IS NULL",
    "failed": "SELECT count(*) FROM failures",
    "doubtful_text": "SELECT count(*) FROM captures WHERE warning IS NOT NULL",
}
_WARNINGS = """
    SELECT field, count(DISTINCT article_id || ' ' || seq) FROM claims WHERE warning IS NOT NULL
    GROUP BY field ORDER BY 2 DESC, field
"""


def _corpus(connection: Any, project: Project, db: Path) -> dict[str, Any]:
    """What the corpus says of itself, and how registry and corrections stand in it."""
    from syria_iraq_archive.corpus.corrections import ABSENT, standings
    from syria_iraq_archive.corpus.registry_changes import registry_change
    from syria_iraq_archive.curating.queue import counted, queue
    from syria_iraq_archive.registry.dismissed import read_dismissed

    knowledge = load(None)
    change = registry_change(connection, knowledge)
    corrections = [
        each
        for each in standings(connection, knowledge.corrections)
        if each.status != ABSENT or same_file(db, project.corpus)
    ]
    return {name: connection.execute(sql).fetchone()[0] for name, sql in _COUNTS.items()} | {
        "warnings": dict(map(tuple, connection.execute(_WARNINGS))),
        "registry": None if change is None else str(change),
        "corrections": len(corrections),
        "corrections_that_do_not_count": [
            f"{each.what}: {each.status}: {each.problem} (id {each.id})" for each in corrections if not each.counts
        ],
        "queue": counted(queue(connection, knowledge, read_dismissed(project.dismissed))),
    }


def _lines(found: dict[str, Any], most: int | None) -> Iterator[str]:
    captures = found["captures"]
    yield f"project: {found['project']}"
    if "articles" in found:
        held = f"{how_many(found['captures_held'], 'capture')}, {how_many(found['articles'], 'article')}"
        yield f"corpus: {found['corpus']}: {held}"
    else:
        yield f"corpus: {found['corpus']}: not built yet"
    yield from (f"missing: {place} isn't there, which archive.toml names" for place in found["missing"])
    yield f"captures: {captures['told']}"
    for verb in ("new", "changed", "gone", "refused"):
        yield from (f"  {verb:<8} {path}" for path in captures[verb][:most])
        if most is not None and len(captures[verb]) > most:
            yield f"  … and {len(captures[verb]) - most} more (--verbose names them)"
    if "articles" in found:
        if found["registry"]:
            yield f"registry: it has changed since the corpus was built: {found['registry']}"
        stale = found["corrections_that_do_not_count"]
        yield f"corrections: {found['corrections']}" + (f", of which {len(stale)} don't count" if stale else "")
        yield from (f"  {each}" for each in stale)
        warnings = ", ".join(f"{field} {number}" for field, number in found["warnings"].items())
        yield f"warnings: {warnings or 'none'}"
        sources = how_many(found["unknown_source"], "article")
        yield f"unknown: the source of {sources}, the date of {found['unknown_date']}"
        if found["doubtful_text"]:
            yield f"doubtful: the text of {how_many(found['doubtful_text'], 'capture')}"
        waiting = ", ".join(f"{kind} {number}" for kind, number in found["queue"].items())
        yield f"queue: {waiting or 'empty'}"
        if found["failed"]:
            yield f"failed: {found['failed']}; the next ingest tries them again"
    yield "next:" if found["next"] else "next: nothing; all is as it should be"
    yield from (f"  {step}" for step in found["next"])


def _next_steps(found: dict[str, Any]) -> Iterator[str]:
    captures = found["captures"]
    todo = captures["new"] or captures["changed"] or found.get("failed") or found.get("registry")
    stale = found.get("corrections_that_do_not_count", ())
    if not captures["new"] and not captures["unchanged"] and not captures["changed"] and not found.get("articles"):
        yield "put captures into the project's folders of captures (see archive.toml)"
    if todo or any("not replayed" in each for each in stale):
        yield "archive ingest               take in what is new and changed"
    if captures["gone"]:
        yield "archive ingest --prune       forget the captures whose file is gone"
    if any("stale" in each or "no such capture" in each for each in stale):
        yield "archive correct              what a correction that doesn't count was about; or --forget its ID"
    if found.get("unknown_source") or found.get("unknown_date"):
        columns = "key, headline FROM articles WHERE source_id IS NULL OR published IS NULL"
        yield f'archive sql "SELECT {columns}"  see which; then: archive correct'
    if found.get("queue"):
        yield "archive serve --edit         work through the queue in the browser"
