"""Which command somebody meant who typed one that isn't there."""

from collections.abc import Iterable

import click

ELSEWHERE = {
    "search": "query",
    "find": "query",
    "list": "query",
    "ls": "query",
    "articles": "query",
    "grep": "query",
    "select": "sql",
    "read": "show",
    "cat": "show",
    "view": "show",
    "open": "show",
    "get": "show",
    "import": "ingest",
    "add": "ingest",
    "load": "ingest",
    "update": "ingest",
    "sync": "ingest",
    "web": "serve",
    "browse": "serve",
    "outlets": "sources",
    "people": "actors",
    "persons": "actors",
    "groups": "actors",
    "said": "quotes",
    "stats": "timeline",
    "count": "timeline",
    "duplicates": "similar",
    "history": "log",
    "tables": "schema",
    "hash": "fingerprint",
}
"""What other programs call the commands."""

_MOST = 3
_LIKENESS = 0.6  # as `difflib` measures it


def meant(typed: str, names: Iterable[str]) -> list[str]:
    """The names that `typed` may stand for, the likeliest first.

    >>> meant("qeury", ["query", "quotes", "verify"]), meant("search", ["query"]), meant("xyz", ["query"])
    (['query'], ['query'], [])
    """
    import difflib  # only if a name is wrong

    known = list(names)
    typed = typed.lower()
    begun = [name for name in known if name.startswith(typed) and typed]
    elsewhere = [ELSEWHERE[typed]] if ELSEWHERE.get(typed) in known else []
    alike = difflib.get_close_matches(typed, known, n=_MOST, cutoff=_LIKENESS)
    return list(dict.fromkeys([*elsewhere, *begun, *alike]))[:_MOST]


class ForgivingGroup(click.Group):
    """A group of commands that says which one may have been meant by a name that none has."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, as click finds it; a usage error with the nearest names if there is none."""
        typed = args[0]
        if self.get_command(ctx, typed) is None and not typed.startswith("-") and not ctx.resilient_parsing:
            near = meant(typed, self.list_commands(ctx))
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"No such command {typed!r}.{hint}")
        return super().resolve_command(ctx, args)
