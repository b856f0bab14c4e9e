"""The linear chain finds the best of all paths, whatever the weights are."""

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.parse.learned.model import STATES, Chain

STEPS = {
    "before": ("before", "body"),
    "body": ("body", "between", "after"),
    "between": ("body", "between"),
    "after": ("after",),
}
BEGINNINGS, ENDS = ("before", "body"), ("before", "body", "after")
weights = st.integers(-900, 900)
chains = st.builds(
    Chain,
    st.fixed_dictionaries({name: st.tuples(*[weights] * len(STATES)) for name in "abc"}),
    st.fixed_dictionaries({f"{one} {other}": weights for one, others in STEPS.items() for other in others}),
)
pages = st.lists(st.lists(st.sampled_from("abcd"), max_size=3), min_size=1, max_size=5)


def best(chain: Chain, page: list[list[str]], line: int, in_body: bool) -> int:
    """The weight of the best path on which the line is in the body, or is not; every path is tried."""
    totals = []
    for path in product(STATES, repeat=len(page)):
        steps = list(pairwise(path))
        possible = path[0] in BEGINNINGS and path[-1] in ENDS and all(b in STEPS[a] for a, b in steps)
        if possible and (path[line] == "body") is in_body:
            states = [STATES.index(state) for state in path]
            own = sum(
                chain.features[name][state]
                for names, state in zip(page, states, strict=True)
                for name in names
                if name in chain.features
            )
            totals.append(own + sum(chain.steps[f"{a} {b}"] for a, b in steps))
    return max(totals)


@given(chains, pages)
def test_a_margin_is_the_difference_between_the_best_path_with_the_line_in_the_body_and_without(
    chain: Chain, page: list[list[str]]
) -> None:
    """Going forward and backward once finds the same as trying every path."""
    margins = chain.margins(page)
    assert margins == [best(chain, page, i, True) - best(chain, page, i, False) for i in range(len(page))]
