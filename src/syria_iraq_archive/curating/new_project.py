"""The files of a new project. Each says in comments what it is for; none is written over."""

import os
from pathlib import Path

from syria_iraq_archive.errors import ProjectError
from syria_iraq_archive.project import FILE

SETTINGS = """\
# A project of the Syria-Iraq news archive. Commands find this file from the current folder upwards. What they are told
# by options and by the environment (ARCHIVE_DB, …) wins over it. Paths are seen from the folder of this file.

captures = ["captures"]            # folders and files that `archive ingest` takes if it is given none
corpus = "archive.db"              # what is built of them; it can always be built again
registries = ["registry"]          # folders that add to the registry which came with the program, one after the other
corrections = "corrections.yaml"   # what curators override: `archive correct` adds to it
removed = "removed.yaml"           # captures that were taken out: `archive remove` adds to it

[defaults]                         # of all commands that have these options
# curator = "N. Curator"           # who corrects and removes
# jobs = 2                         # processes that parse
# include = ["*.txt"]              # of folders, take only such files
# exclude = ["drafts"]             # of folders, leave these out

# [defaults.query]                 # of one command, by the names of its options
# limit = 20

[limits]
# max-size = 20000000              # bytes of the largest file that is taken
# time-limit = 120                 # seconds that a capture may take
"""

IGNORED = """\
# The corpus can be built again from what is kept here.
/archive.db*
"""

_ADDING = """\
# The registry that came with the program comes first; what stands here adds to it. `archive registry check` checks
# both; `archive registry add {what}` writes an entry from what you type.
"""

FILES = {
    "captures/.gitkeep": "",  # git keeps no empty folders
    "registry/actors.yaml": _ADDING.format(what="actor")
    + """\
# Three kinds of entries:
#
# - id: example-brigade            # a new actor: small letters, digits, hyphens
#   name: Example Brigade
#   kind: armed-group              # person, state, public-body, armed-group, party, alliance, media, …
#   country: SY                    # ISO 3166
#   names:
#     ar: [لواء المثال]
# - extend: hayat-tahrir-al-sham   # more names, offices, … for an actor that is there
#   names:
#     en: [Tahrir al-Sham Assembly]
# - hide: example-party            # takes an actor away
""",
    "registry/sources.yaml": _ADDING.format(what="outlet")
    + """\
# Outlets: new ones, `extend:` for more names, marks and layouts, `hide:` to take one away.
#
# - id: example-news
#   name: Example News
#   country: IQ
#   language: en
#   url: https://news.example
#   marks:
#     masthead: [Example News]     # a line that is the outlet's name and nothing else
#     byline: [Example News]       # "Rana Haddad - Example News"
""",
    "registry/furniture.yaml": """\
# Lines of site furniture, by kind, added to those that the program knows; under `hide`, those that are none here.
#
# sharing:
#   - share this story
# hide:
#   - advertisement
""",
    "registry/places.yaml": """\
# Places of the gazetteer stand in files of a folder `places` beside this one; docs/places.md shows an entry. Here:
# Towns, by country (ISO 3166), added to those that the program knows; under `hide`, those that are none.
#
# IQ: [Example Town]
# hide: [Van]
""",
    "registry/spellings.yaml": """\
# Groups of words that spell one: inside a name each may stand for the others. `extend:` adds words to the group that
# has one, `hide:` takes the group away that has one.
#
# - [exampli, examply]
# - extend: golani
#   words: [dschaulani]
""",
    "corrections.yaml": """\
# Curators' overrides of what the parser finds. `archive correct` adds an entry, and checks it before.
""",
    ".gitignore": IGNORED,
    FILE: SETTINGS,  # the last: with it the project is whole
}


def make_project(folder: Path) -> list[Path]:
    """Make what a project lacks in `folder`; files that are there stay as they are. Gives the paths of what was made.

    Raises `ProjectError` if something can't be made.
    """
    made = []
    for name, text in FILES.items():
        path = folder / name
        if os.path.lexists(path) or (name.startswith("captures/") and os.path.lexists(path.parent)):
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_name(f".{path.name}.{os.getpid()}")
            unfinished.write_text(text, encoding="utf-8", newline="\n")
            unfinished.replace(path)
        except OSError as error:
            raise ProjectError(
                f"can't be made: {error.strerror}", place=str(path), hint="name another folder"
            ) from error
        made.append(path)
    return made
