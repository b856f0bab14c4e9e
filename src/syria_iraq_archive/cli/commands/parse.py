"""``archive parse``, and the JSON object that it prints for each article."""

import sys
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syria_iraq_archive.cli.formats import json_array_lines, json_text
from syria_iraq_archive.cli.options import (
    PLACE,
    REJECTED,
    choice_options,
    examples,
    form_flag,
    load,
    max_size_option,
    registry_option,
    time_limit_option,
)
from syria_iraq_archive.cli.terminal import visible

if TYPE_CHECKING:
    from syria_iraq_archive.capture.choice import Choice
    from syria_iraq_archive.engine.summary import PassedOverFiles
    from syria_iraq_archive.engine.work import Engine, Parsed, Rejected, Step
    from syria_iraq_archive.records import Article, Block, Claim, ParsedCapture


EPILOG = examples(
    "archive parse seeds/",
    "archive parse seeds/ --nl | jq .headline",
    "curl -s https://example.org/story.txt | archive parse - --blocks",
)


@click.command(epilog=EPILOG)
@click.argument("places", nargs=-1, required=True, type=PLACE, metavar="PLACE...")
@registry_option
@max_size_option
@choice_options
@time_limit_option
@form_flag("json", "A JSON array.  [default]")
@form_flag("nl", "Newline-delimited JSON.")
@click.option("--blocks", is_flag=True, help="With the blocks and claims of each article.")
def command(
    *,
    places: tuple[Path, ...],
    registry: Path | None,
    max_size: int,
    time_limit: float,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    verbose: bool,
    form: str | None,
    blocks: bool,
) -> None:
    """Parse captures to JSON, without a corpus.

    Each PLACE is a file of any format that `archive ingest` takes, a folder, or `-` for standard input. Prints one
    object for each article. Offsets count code points of the capture's text from 0. Exits with 3 if something was
    rejected or failed.
    """
    from syria_iraq_archive.capture.choice import Choice  # `--help` needs none of these
    from syria_iraq_archive.cli.commands.parse import article_json
    from syria_iraq_archive.engine.local import Local
    from syria_iraq_archive.engine.summary import PassedOverFiles
    from syria_iraq_archive.engine.work import Rejected, build_run, parse

    engine = Local(partial(build_run, load(registry, to_parse=True)), 1, time_limit, parse)
    rejections: list[Rejected] = []
    passed_over = PassedOverFiles()

    def articles() -> Iterator[dict[str, Any]]:
        steps = _steps(places, max_size, Choice(include, exclude), passed_over)
        for result in _results(engine, steps):
            if isinstance(result, Rejected):
                rejections.append(result)
                what = "failed" if result.failed else "rejected"
                click.echo(f"{what} {visible(result.path)}: {visible(result.reason)}", err=True)
            else:
                _warn_of_stale(result.capture)
                yield from (article_json(result.capture, each, blocks=blocks) for each in result.capture.articles)

    for line in map(json_text, articles()) if form == "nl" else json_array_lines(articles()):
        click.echo(line)
    for path, reason in passed_over.named if verbose else ():
        click.echo(f"passed over {visible(path)}: {visible(reason)}", err=True)
    if passed_over.named:
        click.echo(str(passed_over), err=True)
    if rejections:
        raise click.exceptions.Exit(REJECTED)


def _warn_of_stale(parsed: "ParsedCapture") -> None:
    """Name the corrections of a capture that can't be applied to it any more."""
    for each in parsed.corrections:
        if each.problem:
            what = f"{parsed.capture.path}: the correction of the {each.field} is stale: {each.problem}"
            click.echo(f"warning: {visible(what)}", err=True)


def _results(engine: "Engine", steps: Iterator["Step"]) -> Iterator["Parsed | Rejected"]:
    from syria_iraq_archive.engine.work import Parsed, Rejected

    for done in engine(steps):
        assert isinstance(done.result, Parsed | Rejected)
        yield done.result


def _steps(
    places: tuple[Path, ...], max_size: int, choice: "Choice", passed_over: "PassedOverFiles"
) -> Iterator["Step"]:
    """What there is to parse in each place, and what can't be."""
    from syria_iraq_archive.capture.choice import PassedOver
    from syria_iraq_archive.capture.containers.items import read_items, stream_items
    from syria_iraq_archive.capture.containers.limits import ReadLimits
    from syria_iraq_archive.capture.files import find_captures
    from syria_iraq_archive.corpus.location import Location
    from syria_iraq_archive.engine.work import Done, Task, rejected

    limits = ReadLimits(member=max_size)
    for place in places:
        if str(place) == "-":
            items = stream_items(sys.stdin.buffer, "-", limits, choice)
        else:
            items = chain.from_iterable(read_items(file, limits, choice) for file in find_captures([place], choice))
        for item in items:
            location = Location("", item.path)
            if item.data is not None:
                yield Task(item.data, "", location)
            elif isinstance(item.refusal, PassedOver):
                passed_over.add(item.path, item.refusal)
            elif item.refusal:
                yield Done(rejected(item.path, item.refusal), None, location)


def article_json(parsed: "ParsedCapture", article: "Article", *, blocks: bool) -> dict[str, Any]:
    """The article's fields and all that is found in it; with `blocks`, its blocks and claims, too."""
    content: dict[str, Any] = {
        "path": parsed.capture.path,
        "seq": article.seq,
        "key": parsed.key(article),
        "source": article.source,
        "source_basis": _basis(article, "source"),
        "headline": article.headline,
        "kicker": article.kicker,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "dateline": article.dateline,
        "published": article.published,
        "published_earliest": article.published_earliest,
        "published_latest": article.published_latest,
        "published_basis": article.published_basis.value,
        "language": article.language,
        "images": [
            {"caption": image.caption, "credit": image.credit, "occurrences": image.occurrences}
            for image in article.images
        ],
        "body": article.body,
        "words": article.words,
        "mentions": [
            {"actor": mention.actor, "start": mention.span.start, "end": mention.span.end, "surface": mention.surface}
            for mention in article.mentions
        ],
        "quotes": [_flat(dict(quote)) for quote in article.quotes],
        "dates": [_flat(dict(date)) for date in article.dates],
        "places": [_flat(dict(place)) for place in article.places],
        "designations": [_flat(dict(one)) for one in article.designations],
    }
    if blocks:
        content["blocks"] = [_block(parsed, block) for block in parsed.blocks if block.article == article.seq]
        content["claims"] = [_claim(claim) for claim in article.claims]
    return content


def _basis(article: "Article", field: str) -> str:
    """What the effective value of a field rests on: a curated claim before the parser's."""
    from syria_iraq_archive.records import Basis  # pydantic: not for --help

    claims = [claim for claim in article.claims if claim.field == field]
    curated = [claim for claim in claims if claim.basis is Basis.CURATED and claim.warning is None]
    parsed = [claim for claim in claims if claim.basis is not Basis.CURATED]
    return next((claim.basis.value for claim in (*curated, *parsed)), Basis.UNKNOWN.value)


def _block(parsed: "ParsedCapture", block: "Block") -> dict[str, Any]:
    return {
        "seq": block.seq,
        "role": block.role.value,
        "start": block.span.start,
        "end": block.span.end,
        "rule": block.rule,
        "repeats": block.repeats,
        "text": block.span.of(parsed.capture.text),
    }


def _claim(claim: "Claim") -> dict[str, Any]:
    return {
        "field": claim.field,
        "value": claim.value,
        "basis": claim.basis.value,
        "rule": claim.rule,
        "evidence": [{"start": start, "end": end} for start, end in claim.evidence],
        "warning": claim.warning,
    }


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """A record with ``start`` and ``end`` in place of its span, and with lists as JSON has them."""
    start, end = record.pop("span")
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in record.items()}
    return {"start": start, "end": end, **plain}
