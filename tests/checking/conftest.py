"""A corpus of invented captures that drafts quote."""

from pathlib import Path

import pytest

from syria_iraq_archive.checking.drafts import read_draft
from syria_iraq_archive.checking.findings import Findings
from syria_iraq_archive.checking.verdicts import Checker
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.factories import make_corpus

BRIDGE = """Shafaq News - Mosul

Council Reopens Old Bridge in Mosul

December 3, 2024

“We will not close the bridge again unless the river rises,” Salim Aziz, the mayor, told Shafaq News on Tuesday.

“It cost 42 million dinars, and 17 workers were hurt while they built it,” Salim Aziz said.

The engineer Huda Karim warned of heavy lorries. “No driver may cross with more than 30 tons,” she said.

“The old bridge carried our fathers to the market. The new one will carry our children to school,” Huda Karim said.
"""
MARKET = """Rudaw
Market Fire in Kirkuk
March 9, 2023

A fire burned 12 shops in the old market of Kirkuk on Wednesday.

“Nobody was killed, and the firemen came within ten minutes,” Nadia Hassan, a shopkeeper, said.

“The council has promised us new shops before the winter,” Dilshad Omar said.

“We had 2,300 customers before the fire,” Nadia Hassan said.

“The roofs burned first,” she said.

“We sell bread in the street,” Omar Jasim, a baker, told Rudaw on the phone. “We sell rice to the soldiers.”

“Nobody pays in the winter,” Dilshad Omar said.

“The council must not … take the shops away from us,” Dilshad Omar said.
"""
ARABIC = """رووداو
افتتاح مدرسة جديدة في سنجار
4 كانون الثاني 2024

قال مدير المدرسة خالد الياس إن البناء اكتمل.

وقال خالد الياس: «لن نغلق المدرسة بعد اليوم، وعندنا ثلاثة وعشرون معلما يعملون كل يوم».

وأضاف خالد الياس: «عندنا أحد عشر صفا في المدرسة».
"""
AGENCY = """Rudaw
Convoy Reaches Duhok
May 5, 2023

“Forty lorries with tents came over the pass in the early morning,” Anadolu Agency said on Friday.
"""


@pytest.fixture(scope="session")
def archived(tmp_path_factory: pytest.TempPathFactory, registry: Registry, pipeline: Pipeline) -> Path:
    captures = [pipeline.run(text.encode(), f"{n}.txt") for n, text in enumerate((BRIDGE, MARKET, ARABIC, AGENCY))]
    return make_corpus(tmp_path_factory.mktemp("checking") / "a.db", *captures, knowledge=registry)


@pytest.fixture(scope="session")
def keys(archived: Path) -> dict[str, str]:
    """The key of each article, by its capture's path."""
    with reading(archived) as connection:
        rows = connection.execute("SELECT path, key FROM articles JOIN captures ON captures.id = capture_id")
        return {Path(row[0]).stem: row[1] for row in rows}


class Check:
    """Checks drafts against the corpus."""

    def __init__(self, corpus: Path, registry: Registry) -> None:
        self._corpus = corpus
        self._registry = registry

    def __call__(self, draft: str) -> Findings:
        with reading(self._corpus) as connection:
            return Checker(connection, self._registry).check(read_draft(draft.encode(), "draft.md"))

    def kinds(self, draft: str) -> list[str]:
        """What is wrong with the one quotation of a draft."""
        [one] = self(draft).quotations
        return [str(problem.kind) for problem in one.problems]


@pytest.fixture(scope="session")
def check(archived: Path, registry: Registry) -> Check:
    return Check(archived, registry)
