"""Take the pictures of docs/pictures anew: the pages of the seeds' archive, in a chromium.

    python scripts/pictures.py

Needs chromium (apt-get install chromium).
"""

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
SIZE: ViewportSize = {"width": 1200, "height": 800}
ARTICLE = "53541dcb351478c4-1"
ARCHIVE = (sys.executable, "-m", "syria_iraq_archive")
PAGES = {
    "articles": "/-/archive/articles?q=border&from=2024-11-01&to=2024-12-31",
    "article": f"/-/archive/article/{ARTICLE}",
    "network": "/-/archive/network",
    "queue": "/-/archive/desk",
    "correcting": f"/-/archive/desk/article/{ARTICLE}",
}


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """The address by which one browser may come to the desk of the seeds' archive, which lies in the folder."""
    for name in ("archive.toml", "corrections.yaml"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "data").mkdir()
    subprocess.run([*ARCHIVE, "ingest", "--quiet"], cwd=folder, check=True)
    command = [*ARCHIVE, "serve", "--edit", "--port", "0", "--curator", "N. Curator"]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        yield [process.stderr.readline(), process.stderr.readline()][1].split()[-1]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def take(page: Page, entrance: str) -> None:
    """Come in, and take a picture of each page."""
    page.goto(entrance)
    address = "/".join(entrance.split("/")[:3])
    for name, path in PAGES.items():
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1_500)  # until what moves has come to rest
        page.screenshot(path=PICTURES / f"{name}.png")


def main() -> None:
    """Take them all."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("There is no chromium here: apt-get install chromium.")
    with tempfile.TemporaryDirectory() as folder, desk(Path(folder)) as entrance, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        take(browser.new_page(viewport=SIZE), entrance)
        browser.close()


if __name__ == "__main__":
    main()
