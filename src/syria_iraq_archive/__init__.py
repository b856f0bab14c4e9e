"""A curated archive of news on the war in Syria and its spill-over into Iraq.

Raw captures of news pages become a typed SQLite corpus in which every statement points at the characters it
rests on, and no character of a capture is lost. The data flows one way::

    capture → parse → annotate → corpus → (cli, export, web, api)

Programs in Python ask a corpus through `Archive`, the one name that is public here::

    from syria_iraq_archive import Archive
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from syria_iraq_archive.api.archive import Archive

__all__ = ["Archive"]


def __getattr__(name: str) -> Any:
    """`Archive`, imported when it is first asked for: the command line starts without it."""
    if name == "Archive":
        from syria_iraq_archive.api.archive import Archive

        return Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
