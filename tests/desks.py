"""A desk without a network: a small registry, captures, a corpus of them, and a browser that came in by the door."""

import asyncio
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from syria_iraq_archive.curating.workplace import Workplace
from syria_iraq_archive.web.desk.desk import Desk
from syria_iraq_archive.web.server import application
from tests.cli.conftest import Result, run
from tests.conftest import ROOT

SOURCES = """\
- {id: shafaq-news, name: Shafaq News, language: ar}
- {id: example-news, name: Example News, language: en, marks: {masthead: [Example News]}}
"""
ACTORS = """\
- {id: hayat-tahrir-al-sham, name: Hayat Tahrir al-Sham, kind: armed-group, names: {en: [HTS]}}
- {id: iran, name: Iran, kind: state}
- {id: iraq, name: Iraq, kind: state, demonyms: {en: [Iraqi]}}
- {id: syria, name: Syria, kind: state}
- {id: turkey, name: Turkey, kind: state, names: {tr: [Türkiye]}}
"""


PLACES = """\
- {id: anah, name: Anah, kind: town, country: IQ, source: curated}
- {id: raqqa, name: Raqqa, kind: town, country: SY, source: curated}
- {id: raqqa-governorate, name: Raqqa, kind: governorate, country: SY, source: curated}
"""


class Place:
    """A curator's folder: a registry of one's own, captures, and the corpus of them."""

    def __init__(self, folder: Path) -> None:
        self.registry, self.captures, self.db = folder / "registry", folder / "captures", folder / "archive.db"
        self.corrections = self.registry / "corrections.yaml"
        self.dismissed = self.registry / "dismissed.yaml"

    def set_up(self, captures: dict[str, bytes]) -> None:
        """Make it all, and ingest."""
        (self.registry / "actors").mkdir(parents=True)
        (self.registry / "actors" / "few.yaml").write_text(ACTORS, "utf-8")
        (self.registry / "places").mkdir()
        (self.registry / "places" / "few.yaml").write_text(PLACES, "utf-8")
        (self.registry / "sources.yaml").write_text(SOURCES, "utf-8")
        shutil.copy(ROOT / "data" / "furniture.yaml", self.registry)
        self.captures.mkdir()
        for name, data in captures.items():
            (self.captures / name).write_bytes(data)
        done = self("ingest", str(self.captures))
        assert done.returncode == 0, done.stderr

    def __call__(self, *arguments: str) -> Result:
        """Run ``archive`` here."""
        settings = {"ARCHIVE_DB": str(self.db), "ARCHIVE_REGISTRY": str(self.registry)}
        return run(*arguments, ARCHIVE_CURATOR="N. Curator", **settings)  # type: ignore[arg-type]

    def workplace(self) -> Workplace:
        """What the desk and the command line write to."""
        return Workplace.of(self.db, self.registry, None)

    def fingerprint(self) -> str:
        """That of the corpus as it is."""
        return self("fingerprint").stdout.strip()

    def fingerprint_of_all(self) -> str:
        """That of a corpus which is built of the captures and the corrections from nothing."""
        other = self.db.with_name("other.db")
        assert run("ingest", self.captures, "--db", other, "--registry", self.registry).returncode == 0
        made = run("fingerprint", "--db", other).stdout.strip()
        other.unlink()
        return made


class Browser:
    """Asks for pages of a desk, as a browser on this machine would."""

    def __init__(self, place: Place) -> None:
        self.desk = Desk(place.workplace(), "N. Curator")
        self.datasette = application(place.db, desk=self.desk)
        self.cookie = ""

    def get(self, address: str, **headers: str) -> Any:
        """The answer to a GET."""
        return self._ask("GET", address, None, headers)

    def post(self, address: str, fields: dict[str, str], **headers: str) -> Any:
        """The answer to a form of our own page; headers as given win."""
        own = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
        return self._ask("POST", address, urlencode(fields).encode(), own | headers)

    def send(self, address: str, page: str, **fields: str) -> Any:
        """Fill in and send the form of a page with this action: its hidden fields stay as they are."""
        return self.post(address, self.form(address, page) | fields)

    def form(self, address: str, page: str) -> dict[str, str]:
        """The hidden fields of the first form of a page with this action."""
        text = self.get(page).text
        found = re.findall(rf'<form[^>]*action="{re.escape(address)}".*?</form>', text, re.DOTALL)
        assert found, text
        return hidden(found[0])

    def enter(self) -> Any:
        """Come in by the door."""
        answer = self.get(f"/-/archive/desk/enter?token={self.desk.door.token}")
        self.cookie = answer.headers.get("set-cookie", "").partition(";")[0]
        return answer

    def _ask(self, method: str, address: str, body: bytes | None, headers: dict[str, str]) -> Any:
        sent = {name.replace("_", "-"): value for name, value in headers.items() if value}
        if self.cookie:
            sent.setdefault("cookie", self.cookie)
        if body is not None:
            sent.setdefault("content-type", "application/x-www-form-urlencoded")

        async def asked() -> Any:
            await self.datasette.invoke_startup()
            return await self.datasette.client.request(method, address, content=body, headers=sent)

        return asyncio.run(asked())


def hidden(form: str) -> dict[str, str]:
    """The hidden fields of a form."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return {unescape(name): unescape(value) for name, value in found}
