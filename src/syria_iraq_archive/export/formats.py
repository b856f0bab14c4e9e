"""The formats, in the order in which they are listed. A new one is a row here and a function that writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from syria_iraq_archive.export.bibtex import write_bibtex
from syria_iraq_archive.export.chosen import Chosen, Options, Out
from syria_iraq_archive.export.ftm import write_ftm
from syria_iraq_archive.export.jsonl import write_jsonl
from syria_iraq_archive.export.linked_data import write_jsonld, write_web_annotation
from syria_iraq_archive.export.networks import write_gexf, write_graphml
from syria_iraq_archive.export.references import write_csl_json, write_ris
from syria_iraq_archive.export.tables import write_csv, write_parquet


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """The name of a format, what it is good for, how its files end, the extra it needs, the options it takes."""

    name: str
    description: str
    suffix: str
    extra: str | None = None
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat(ExportFormat):
    """A format that is one text. If it is `json`, a control character can be escaped in it."""

    write: Callable[[Chosen, Options, Out], None]
    json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderFormat(ExportFormat):
    """A format that is a folder with a file for each table. `write` is given an empty one."""

    write: Callable[[Chosen, Options, Path], None]


_ALL = (
    FileFormat(
        name="jsonl",
        description="Articles with all that is recorded of them, one a line.",
        suffix=".jsonl",
        json=True,
        write=write_jsonl,
    ),
    FolderFormat(
        name="csv",
        description="A folder with the corpus's tables, for spreadsheets.",
        suffix=".csv",
        takes=("raw",),
        write=write_csv,
    ),
    FolderFormat(
        name="parquet",
        description="The same tables, for DuckDB, pandas and R.",
        suffix=".parquet",
        extra="parquet",
        write=write_parquet,
    ),
    FileFormat(
        name="csl-json",
        description="References for Zotero and pandoc.",
        suffix=".json",
        json=True,
        write=write_csl_json,
    ),
    FileFormat(
        name="ris",
        description="References for EndNote, Zotero and Mendeley.",
        suffix=".ris",
        extra="ris",
        write=write_ris,
    ),
    FileFormat(
        name="bibtex",
        description="References for LaTeX.",
        suffix=".bib",
        write=write_bibtex,
    ),
    FileFormat(
        name="ftm",
        description="FollowTheMoney entities for Aleph, one a line.",
        suffix=".ftm.json",
        json=True,
        extra="ftm",
        write=write_ftm,
    ),
    FileFormat(
        name="gexf",
        description="A network of actors for Gephi.",
        suffix=".gexf",
        extra="network",
        takes=("network",),
        write=write_gexf,
    ),
    FileFormat(
        name="graphml",
        description="The same network for Cytoscape, igraph and others.",
        suffix=".graphml",
        extra="network",
        takes=("network",),
        write=write_graphml,
    ),
    FileFormat(
        name="web-annotation",
        description="Mentions, quotes and claims as W3C annotations on captures.",
        suffix=".jsonld",
        json=True,
        write=write_web_annotation,
    ),
    FileFormat(
        name="jsonld",
        description="Articles as schema.org NewsArticle.",
        suffix=".jsonld",
        json=True,
        write=write_jsonld,
    ),
)

FORMATS: dict[str, FileFormat | FolderFormat] = {each.name: each for each in _ALL}
