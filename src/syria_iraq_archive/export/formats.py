"""The formats, in the order in which they are listed. A new one is a row here and a module that writes it."""

from syria_iraq_archive.export.csl_json import write_csl_json
from syria_iraq_archive.export.csv_tables import write_csv
from syria_iraq_archive.export.declare import FileFormat, FolderFormat
from syria_iraq_archive.export.ftm import write_ftm
from syria_iraq_archive.export.jsonl import write_jsonl
from syria_iraq_archive.export.jsonld import write_jsonld
from syria_iraq_archive.export.networks import write_gexf, write_graphml
from syria_iraq_archive.export.parquet_tables import write_parquet
from syria_iraq_archive.export.ris import write_ris
from syria_iraq_archive.export.web_annotation import write_web_annotation

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
