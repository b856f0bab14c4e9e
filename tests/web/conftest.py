from pathlib import Path

import pytest

from tests.web.pages import Site, corpus_of_pages


@pytest.fixture(scope="session")
def web_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus_of_pages(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def site(web_corpus: Path) -> Site:
    return Site(web_corpus)
