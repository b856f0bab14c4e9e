"""``archive correct``."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syria_iraq_archive.cli.completion import complete_keys
from syria_iraq_archive.cli.options import (
    curator_option,
    day_option,
    db_option,
    examples,
    load,
    registry_option,
    user,
)
from syria_iraq_archive.cli.terminal import visible, visible_lines
from syria_iraq_archive.phrases import absence
from syria_iraq_archive.project import find_project

if TYPE_CHECKING:
    from syria_iraq_archive.curating.keeping import WrittenCorrection
    from syria_iraq_archive.curating.preparing import Prepared, Request

FIELDS = (
    "headline", "kicker", "standfirst", "byline", "dateline", "source", "published", "language", "role", "opening",
    "mention", "actor", "place", "speaker", "hearer",
)  # fmt: skip
EPILOG = examples(
    'archive correct 9f93 headline "High level Iraqi delegation" --reason "As printed since." --dry-run',
    'archive correct 5354-2 published 2024-12-04 --quote "on Tuesday" --reason "Turkey tells the day." --dry-run',
    'archive correct 7442 standfirst --none --reason "It is a crosshead." --dry-run',
    'archive correct 28e7 headline "On alert" --source https://news.example/1 --reason "On the page." --dry-run',
    'archive correct 5354-1 mention hts --quote "such groups" --reason "Named further above." --dry-run',
    'archive correct 5354-1 actor --none --instead-of isis --reason "An aside." --dry-run',
    'archive correct 7442 place aleppo --quote "Aleppo" --reason "Parts of the town." --dry-run',
    'archive correct 5354-2 speaker "the statement" --quote "highlighted the importance" --reason "“It”." --dry-run',
    'archive correct --forget 3f9a1c --reason "The page was taken down, and its capture removed."',
    'archive correct 7442 role standfirst --quote "Rebel groups overrun Syrian military" --reason "…" --dry-run',
)


@click.command(epilog=EPILOG)
@click.argument("key", required=False, metavar="KEY", shell_complete=complete_keys)
@click.argument("field", required=False, type=click.Choice(FIELDS), metavar="FIELD")
@click.argument("value", required=False)
@click.option("--none", "nothing", is_flag=True, help="In place of VALUE: it is unknown; nothing is named there.")
@click.option("--reason", required=True, metavar="TEXT", help="Why: for those who ask in a year.")
@click.option("--quote", metavar="TEXT", help="The text of the capture it rests on.  [default: VALUE, if printed]")
@click.option("--source", "outside", metavar="URL", help="What else it rests on: an address, or words.")
@click.option("--occurrence", type=click.IntRange(min=1), metavar="N", help="Which place in the capture reads so.")
@click.option("--instead-of", metavar="ACTOR", help="Of an actor: in whose place VALUE is named.")
@click.option("--forget", metavar="ID", help="Take a correction out of force that can't be applied any more.")
@curator_option
@day_option
@click.option("--dry-run", is_flag=True, help="Check it and print it; write nothing.")
@db_option
@registry_option
def command(
    *,
    key: str | None,
    field: str | None,
    value: str | None,
    nothing: bool,
    reason: str,
    forget: str | None,
    by: str | None,
    day: str | None,
    dry_run: bool,
    db: Path,
    registry: Path | None,
    **spot: Any,
) -> None:
    """Override what the parser found, with a reason.

    KEY is an article's key, or the whole SHA-256 of a capture that isn't ingested yet, with `-2` for its second
    article. FIELD and VALUE are one of

    \b
      headline, kicker, standfirst, byline, dateline   the text that holds
      source, language    an outlet's name or id; a code of ISO 639
      published           a date in EDTF: 2024-12-02, [2024-12-02..2024-12-05]
      role                what the quoted text is: headline, paragraph, chrome, …
      opening             begins: an article begins at the quoted line;
                          joined: none does, it goes on
      mention             the actor that the quoted words name
      actor               the actor meant wherever --instead-of was read
      place               the place that the quoted words name
      speaker             who says the quotation that the quoted words stand in:
                          an actor, or words of the article that name somebody
      hearer              the outlet or other actor that is told it

    The correction is replayed on its capture, if the corpus has that, and is refused if it can't be applied. Then it
    is added to the project's corrections.yaml, or to that in the folder of --registry, and counts in the corpus at
    once. Prints the entry.

    A correction whose capture is gone, or the words that it quotes, is told of by ingest and status until it is
    forgotten: `archive correct --forget ID` adds an entry that takes it out of force. `archive status` tells its ID.
    """  # noqa: D301 - click's mark for lines that aren't to be wrapped
    told = {"reason": reason, "by": by or user(), "on": day or datetime.now().astimezone().date().isoformat()}
    if forget is not None:
        if key or nothing or any(given is not None for given in spot.values()):
            raise click.UsageError("--forget goes with --reason, and names the correction by itself.")
        _forget(db, registry, forget, told, dry_run=dry_run)
        return
    if key is None or field is None:
        raise click.UsageError("Say which article, and what of it: KEY FIELD VALUE.")
    if (value is None) != nothing:
        raise click.UsageError("Give a VALUE, or --none.")
    if (field == "actor") != (spot["instead_of"] is not None):
        raise click.UsageError("--instead-of says whom an actor replaces: it goes with `actor`, and `actor` needs it.")
    from syria_iraq_archive.curating.preparing import Request, prepare  # pydantic and the pipeline

    request = Request(key, field, value, {name: given for name, given in spot.items() if given is not None}, told)
    if dry_run:
        _tell(prepare(request, load(registry, to_parse=True), db))
        click.echo("nothing is written", err=True)
    else:
        _keep(request, db, registry)


def _keep(request: "Request", db: Path, registry: Path | None) -> None:
    """Add the correction to its file and, if that can be done, to the corpus."""
    from syria_iraq_archive.curating.keeping import keep
    from syria_iraq_archive.curating.workplace import Workplace

    workplace = Workplace.of(db, registry, find_project())
    written = keep(workplace, request)
    _tell(written.prepared)
    click.echo(visible(f"added to {workplace.corrections}; {_from_when(written, db, registry)}"), err=True)


def _tell(prepared: "Prepared") -> None:
    """Print the entry, and say what it does."""
    from syria_iraq_archive.registry.writing import entry_text  # YAML

    click.echo(visible_lines(entry_text(prepared.correction)), nl=False)
    for line in _report(prepared):
        click.echo(visible(line), err=True)


def _forget(db: Path, registry: Path | None, id: str, told: dict[str, str], *, dry_run: bool) -> None:
    from syria_iraq_archive.curating.forgetting import forget
    from syria_iraq_archive.curating.workplace import Workplace
    from syria_iraq_archive.registry.writing import entry_text

    workplace = Workplace.of(db, registry, find_project())
    forgotten = forget(workplace, id, told, dry_run=dry_run)
    click.echo(visible_lines(entry_text(forgotten.entry)), nl=False)
    standing = forgotten.standing
    click.echo(visible(f"{standing.what}: {standing.status}: {standing.problem}"), err=True)
    if dry_run:
        click.echo("nothing is written", err=True)
        return
    click.echo(visible(f"added to {workplace.corrections}; it is out of force"), err=True)
    if forgotten.waits:
        click.echo(visible(f"{forgotten.waits}; archive ingest brings {workplace.corpus} into step"), err=True)


def _from_when(written: "WrittenCorrection", db: Path, registry: Path | None) -> str:
    """Since when it counts in the corpus; or what to do so that it does."""
    if written.waits is None and written.prepared.replayed:
        return f"it counts in {db}"
    why = f"{written.waits}; " if written.waits else ""
    again = f" --registry {registry}" if registry else ""
    return f"{why}to replay it: archive ingest {written.prepared.folder} --db {db}{again}"


def _report(prepared: "Prepared") -> Iterator[str]:
    replayed = prepared.replayed
    if replayed is None:
        yield "its capture isn't in the corpus: what it quotes will be looked for when that is ingested"
        return
    nothing = absence(replayed.field)
    yield f"{replayed.field}: {replayed.parsed or nothing} → {replayed.value or nothing}"
    for upset in prepared.upset:
        yield f"warning: the correction of the {upset.field} by {upset.by}, {upset.on}, becomes stale: {upset.problem}"
