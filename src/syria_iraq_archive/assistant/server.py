"""The tools over the Model Context Protocol, on standard input and output: https://modelcontextprotocol.io."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

from syria_iraq_archive.assistant.tools import NOTE, Tools
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.extras import importing

if TYPE_CHECKING:
    from mcp.server import MCPServer
    from mcp.server.mcpserver.tools import Tool

P = ParamSpec("P")

INSTRUCTIONS = f"""\
An archive of news on the war in Syria and its spill-over into Iraq. Every answer rests on captures of articles.
{NOTE}
Cite an article by its key, such as 53541dcb351478c4-1, behind each sentence that rests on it, and quote word for word.
Before you answer, pass your text to `check`: it names what the archive doesn't bear out.
A value that is null is unknown: the article doesn't say. Don't fill it in. Days are EDTF; a range means any day in it.
"""


def server_of(tools: Tools, version: str) -> "MCPServer":
    """A server with the tools. Raises `MissingExtra` if the SDK isn't installed."""
    with importing("mcp", "mcp"):
        from mcp.server import MCPServer
    made = [_tool(name, tool) for name, tool in _named(tools)]
    return MCPServer("syria-iraq-archive", instructions=INSTRUCTIONS, version=version, log_level="WARNING", tools=made)


def _tool(name: str, tool: Callable[..., dict[str, Any]]) -> "Tool":
    """A tool that refuses arguments which it doesn't know: an answer that passes over one would seem to heed it."""
    from mcp.server.mcpserver.tools import Tool

    made = Tool.from_function(_answering(tool), name=name, description=DESCRIPTIONS[name], structured_output=False)
    asked = made.fn_metadata.arg_model
    asked.model_config["extra"] = "forbid"
    asked.model_rebuild(force=True)
    made.parameters["additionalProperties"] = False
    return made


def _named(tools: Tools) -> tuple[tuple[str, Callable[..., dict[str, Any]]], ...]:
    return (
        ("find", tools.find),
        ("read", tools.read),
        ("quotes", tools.quotes),
        ("called", tools.called),
        ("timeline", tools.timeline),
        ("stories", tools.stories),
        ("check", tools.check),
        ("schema", tools.schema),
        ("sql", tools.sql),
    )


DESCRIPTIONS = {
    "find": "Find articles by words, days (YYYY-MM-DD, YYYY-MM or YYYY), outlets, actors and places by any of their "
    "names. "
    'Words are joined by AND; "words in quotation marks" stand together. Goes on at `next_offset`.',
    "read": "Read an article: its blocks with their roles and spans. Goes on at `next_from_char`.",
    "quotes": "Find what was said, by whom, to whom and when.",
    "called": "Tell by what words articles call a party (such as `armed factions`, `resistance`) and in whose voice: "
    "the outlet's own, a speaker's, reported of one, in scare quotes or distanced. A word of `term` may end in *. With "
    "`each`, every time with its span in place of counts.",
    "stories": "List the stories that several articles report; with the key of an article, the reports of its "
    "story, and by what each is linked with another of them.",
    "timeline": "Count articles by day, week, month or year of publication, together or by source, actor, place, "
    "language, basis.",
    "check": "Check a text before you give it as an answer: every quotation in it, and figures, days and names beside "
    "the keys that it cites. What isn't borne out comes first. Goes on at `next_offset`.",
    "schema": "Describe the tables and views that `sql` may ask; with a name, the columns of one.",
    "sql": "Ask the corpus by one SELECT of SQLite, read-only and for some seconds.",
}


def _answering(tool: Callable[P, dict[str, Any]]) -> Callable[P, dict[str, Any]]:
    """The tool; what it refuses is an answer that says why, and no fault of the server."""

    @wraps(tool)
    def answer(*arguments: P.args, **named: P.kwargs) -> dict[str, Any]:
        try:
            return tool(*arguments, **named)
        except ArchiveError as error:
            return {"error": str(error)}
        except UnicodeError:  # half of a character, which JSON can write and no text can hold
            return {"error": "an argument is no text: it holds half of a character"}

    return answer
