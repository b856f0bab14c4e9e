"""``archive diff``."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from syria_iraq_archive.cli.completion import complete_keys
from syria_iraq_archive.cli.earlier import find_version, version_before
from syria_iraq_archive.cli.formats import json_text
from syria_iraq_archive.cli.options import db_option, examples
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.read import Dossier
from syria_iraq_archive.errors import UnknownName

FIELDS = (
    ("source", "source_id"), ("kicker", "kicker"), ("headline", "headline"), ("standfirst", "standfirst"),
    ("byline", "byline"), ("dateline", "dateline"), ("published", "published"), ("language", "language"),
)  # fmt: skip


class Change(NamedTuple):
    """What one article says and another doesn't, in one place; None says nothing there."""

    place: str  # a field, a paragraph by its number in the later article, or caption
    before: str | None
    after: str | None


@click.command(epilog=examples("archive diff 53541dcb351478c4-1 53541dcb351478c4-2", "archive diff 5354-1 9f93 --json"))
@click.argument("key", shell_complete=complete_keys)
@click.argument("other", required=False, shell_complete=complete_keys, metavar="[KEY]")
@click.option("--json", "as_json", is_flag=True, help="A JSON array of the changes.")
@db_option
def command(*, key: str, other: str | None, as_json: bool, db: Path) -> None:
    """Show what an outlet changed between two versions of an article.

    Of one KEY: since the version before it, or up to now if it is an earlier version itself. Of two: from the first to
    the second, whatever articles they are. Fields, paragraphs and captions that are the same are left out.
    """
    with reading(db) as connection:
        after = find_version(connection, key)
        if other is None:
            if after.now:  # an earlier version is asked for: what has become of it
                before, after = after, find_version(connection, after.now[0])
            elif earlier := version_before(connection, after):
                before = find_version(connection, earlier)
            else:
                raise UnknownName(f"{key} has no earlier version", hint="name two articles: archive diff KEY KEY")
        else:
            before, after = after, find_version(connection, other)
    changes = list(changes_between(before.dossier, after.dossier))
    if as_json:
        click.echo(json_text([change._asdict() for change in changes], indent=2))
        return
    click.echo(visible(f"--- {_named(before.dossier)}"))
    click.echo(visible(f"+++ {_named(after.dossier)}"))
    for change in changes:
        click.echo(visible(f"@ {change.place}"))
        for sign, colour, text in (("-", "red", change.before), ("+", "green", change.after)):
            if text is not None:
                click.secho(visible(f"{sign} {text}"), fg=colour)
    if not changes:
        click.echo("nothing is changed", err=True)


def _named(dossier: Dossier) -> str:
    """An article by its key, where it was found, and when it was fetched."""
    fetched = f" (captured {dossier.capture['captured_at']})" if dossier.capture["captured_at"] else ""
    return f"{dossier.article['key']} {dossier.capture['path']}{fetched}"


def changes_between(before: Dossier, after: Dossier) -> Iterator[Change]:
    """What changed from one article to another, in the order in which an article prints it."""
    for name, column in FIELDS:
        if before.article[column] != after.article[column]:
            yield Change(name, before.article[column], after.article[column])
    yield from _listed("paragraph", before.article["body"].split("\n\n"), after.article["body"].split("\n\n"))
    yield from _listed("caption", _captions(before), _captions(after))


def _captions(dossier: Dossier) -> list[str]:
    return [image["caption"] for image in dossier.images if image["caption"]]


def _listed(what: str, before: list[str], after: list[str]) -> Iterator[Change]:
    """The changes between two lists of texts."""
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        for number in range(max(last - first, end - start)):
            old = before[first + number] if first + number < last else None
            new = after[start + number] if start + number < end else None
            yield Change(f"{what} {start + number + 1}", old, new)
