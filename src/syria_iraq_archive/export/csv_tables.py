"""Tables as CSV (RFC 4180, UTF-8): NULL is an empty cell."""

import csv
from pathlib import Path

from syria_iraq_archive.export.chosen import Chosen
from syria_iraq_archive.export.declare import Options
from syria_iraq_archive.export.tables import exported_rows, exported_tables
from syria_iraq_archive.harmless import no_formula


def write_csv(chosen: Chosen, options: Options, folder: Path) -> None:
    """A file for each table. A cell that a spreadsheet would run as a formula gets an apostrophe unless `raw`."""
    for table in exported_tables():
        with (folder / f"{table.name}.csv").open("x", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")  # what it ends lines with, it quotes
            writer.writerow(table.names)
            for row in exported_rows(chosen, table.name):
                writer.writerow(row if options.raw else map(no_formula, row))
