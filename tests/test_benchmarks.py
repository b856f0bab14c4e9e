"""What benchmarks are made of is what the program reads; how fast, no test says."""

from pathlib import Path

from benchmarks import queries
from benchmarks.million import Material, fill
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.query import Question, count_found, find_articles
from syria_iraq_archive.registry.load import Registry


def test_a_corpus_made_for_questions_answers_them(tmp_path: Path, registry: Registry) -> None:
    """By date, source, actor, text and all four."""
    fill(tmp_path / "a.db", registry, Material(registry, parsed=10, seed=1), articles=60, seed=1)
    with reading(tmp_path / "a.db") as connection:
        assert count_found(connection, Question()) == 60
        for asked in queries.questions(connection, 3, seed=1).values():
            for question in asked:
                assert len(list(find_articles(connection, question))) <= count_found(connection, question)
