"""A chain of links glues nothing together: stories are groups whose articles are linked with each other."""

from syria_iraq_archive.corpus.stories.groups import AGREEING, agree, grown

Links = dict[tuple[int, int], float]


def groups(links: Links, *, members: int = 6) -> list[list[int]]:
    """What articles form, numbered from 1."""
    return grown(range(1, members + 1), lambda one, other: links.get((one, other)))


def clique(*members: int, score: float = 2.0) -> Links:
    """Links between all."""
    return {(one, other): score for one in members for other in members if one < other}


def test_all_that_are_linked_with_each_other_are_one_story() -> None:
    """However weak a link is."""
    assert groups(clique(1, 2, 3, score=0.1), members=3) == [[1, 2, 3]]


def test_one_link_between_two_stories_joins_none() -> None:
    """What else its ends are linked with counts more."""
    assert groups({**clique(1, 2, 3), **clique(4, 5, 6), (3, 4): 1.5}) == [[1, 2, 3], [4, 5, 6]]


def test_a_chain_through_a_week_falls_into_pieces() -> None:
    """Each report resembles the next; the first has nothing to do with the last."""
    assert max(map(len, groups({(one, one + 1): 2.5 for one in range(1, 6)}))) <= 3


def test_a_missing_link_is_forgiven_if_others_speak_for_it() -> None:
    """More so if the pair's score is known to be close to one."""
    assert groups({(1, 2): 3.0, (2, 3): 2.5}, members=3) == [[1, 2, 3]]
    assert groups({(1, 2): 3.0, (2, 3): 1.0}, members=3) == [[1, 2], [3]]
    assert groups({(1, 2): 3.0, (2, 3): 1.0, (1, 3): -0.5}, members=3) == [[1, 2, 3]]


def test_the_ends_of_a_link_agree_if_they_are_linked_with_the_same() -> None:
    """Of two linked with one more each, they agree on half; of two more each, on a third, which is too little."""
    assert agree({1, 2, 3}, {1, 2, 4})
    assert not agree({1, 2, 3, 5}, {1, 2, 4, 6})
    assert 1 / 3 < AGREEING < 1 / 2
