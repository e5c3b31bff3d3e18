"""Figures stand side by side, never merged; they conflict when they cannot both hold."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told import evidence_of, figure_in

from qa.agreement import can_both_hold, compare_figures, compare_yes_no
from qa.assessing import assess_line, source_of
from qa.candidate import Candidate
from qa.evidence import Evidence
from qa.findings import Finding
from qa.question import Question, understand
from qa.records import Article, Figure, Qualifier
from qa.same_value import echoes, is_bare, same_number, same_value

ASKED = understand("How many guards were killed at Osht prison?")
OUTLETS = ("Harbour Wire", "Kalvin Daily", "Dawn Radio", "Coast Observer")
QUALIFIERS: tuple[Qualifier, ...] = ("exact", "about", "estimated", "range")


def report(number: int, text: str, *, day: int, outlet: str) -> Article:
    return Article(
        id=f"r{number}",
        title="Attack on Osht prison",
        text=text,
        outlet=outlet,
        published=f"2031-03-{day:02}",
    )


def finding(evidence: Evidence, words: str, value: str, *, score: float = 0.5) -> Finding:
    candidate = figure_in(evidence, words, value)
    assessment = assess_line(evidence, candidate.line, candidate.start, candidate.end)
    source = source_of(evidence, candidate.line, assessment)
    return Finding(candidate=candidate, score=score, assessment=assessment, sources=(source,))


def told(*tolls: tuple[int, int, str], question: Question = ASKED) -> list[Finding]:
    """Findings of (toll, day, outlet), each from a report of its own."""
    reports = [
        report(i, f"At Osht prison {n} guards were killed.", day=day, outlet=outlet)
        for i, (n, day, outlet) in enumerate(tolls)
    ]
    evidence = evidence_of(question, *reports)
    by_id = {line.article.id: line for line in evidence.lines}
    return [
        finding(
            replace(evidence, lines=(by_id[f"r{i}"],)), f"{n} guards", str(n), score=0.9 - i / 50
        )
        for i, (n, _, _) in enumerate(tolls)
    ]


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low = draw(st.integers(0, 500))
    qualifier = draw(st.sampled_from((*QUALIFIERS, "at_least", "at_most")))
    high: float | None = low + draw(st.integers(0, 50)) if qualifier == "range" else low
    if qualifier == "at_least":
        high = None
    return Figure(
        low=None if qualifier == "at_most" else float(low),
        high=None if high is None else float(high),
        qualifier=qualifier,
        measure="killed",
    )


@given(figures(), figures())
def test_whether_two_figures_can_both_hold_does_not_depend_on_their_order(
    one: Figure, other: Figure
) -> None:
    assert can_both_hold(one, other) == can_both_hold(other, one)


@given(figures())
def test_a_figure_holds_beside_itself_and_beside_every_bound_it_lies_in(one: Figure) -> None:
    low, high = one.low or 0.0, one.high
    assert can_both_hold(one, one)
    assert can_both_hold(one, Figure(low=low, high=None, qualifier="at_least"))
    if high is not None:
        assert can_both_hold(one, Figure(low=None, high=high, qualifier="at_most"))


def test_overlapping_hedges_agree_and_bare_numbers_do_not() -> None:
    about, exact = (
        Figure(low=800, high=800, qualifier="about"),
        Figure(low=780, high=780, qualifier="exact"),
    )
    assert can_both_hold(about, exact)
    assert not can_both_hold(replace(about, qualifier="exact"), exact)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(2, 90), st.integers(5, 9), st.sampled_from(OUTLETS)),
        min_size=2,
        max_size=4,
        unique_by=(lambda toll: toll[0], lambda toll: toll[2]),
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_reports_changes_neither_the_state_nor_what_is_shown(
    tolls: list[tuple[int, int, str]], random: object
) -> None:
    found = told(*tolls)
    rest = found[1:]
    random.shuffle(rest)  # type: ignore[attr-defined]
    one, other = compare_figures(ASKED, found), compare_figures(ASKED, [found[0], *rest])
    values = [
        {f.candidate.value for f in (*result.found, *result.earlier)} for result in (one, other)
    ]
    assert one.state == other.state == "conflicting"
    # Side by side: each number as its report gives it, and no other.
    assert values[0] == values[1] == {str(n) for n, _, _ in tolls}


def test_a_later_figure_of_the_same_outlet_replaces_its_own() -> None:
    result = compare_figures(ASKED, told((12, 5, "Harbour Wire"), (19, 7, "Harbour Wire")))
    assert result.state == "answered"
    assert [f.candidate.value for f in result.found] == ["19"]
    assert [f.candidate.value for f in result.earlier] == ["12"]


def test_a_later_lower_toll_of_the_same_outlet_stands_beside_its_own() -> None:
    higher, lower = told((14, 6, "Harbour Wire"), (12, 7, "Harbour Wire"))
    found = compare_figures(ASKED, [higher, lower])
    assert found.state == "conflicting"
    assert not any(f.replaced for f in found.found)


def test_a_toll_that_has_risen_replaces_what_others_said_before() -> None:
    first = report(0, "At Osht prison 12 guards were killed.", day=5, outlet="Harbour Wire")
    later = report(
        1,
        "The number of guards killed at Osht prison has risen to 19.",
        day=7,
        outlet="Kalvin Daily",
    )
    evidence = evidence_of(ASKED, first, later)
    found = [finding(evidence, "12 guards", "12"), finding(evidence, "risen", "19")]
    result = compare_figures(ASKED, found)
    assert (result.state, [f.candidate.value for f in result.found]) == ("answered", ["19"])
    assert compare_figures(ASKED, found[::-1]).found == result.found


@pytest.mark.parametrize(
    ("outlet", "state", "values"),
    [
        ("Harbour Wire", "answered", ["nine"]),
        # another outlet's figures are not for it to correct
        ("Kalvin Daily", "conflicting", ["12", "nine"]),
    ],
)
def test_a_correction_replaces_even_a_higher_figure_of_its_own_outlet(
    outlet: str, state: str, values: list[str]
) -> None:
    first = report(0, "At Osht prison 12 guards were killed.", day=5, outlet="Harbour Wire")
    later = report(1, "Correction: nine guards were killed at Osht prison.", day=7, outlet=outlet)
    evidence = evidence_of(ASKED, first, later)
    found = [finding(evidence, "12 guards", "12"), finding(evidence, "nine", "nine")]
    result = compare_figures(ASKED, found)
    assert (result.state, [f.candidate.value for f in result.found]) == (state, values)


def test_a_correction_leaves_what_another_outlet_gives_too() -> None:
    reports = [
        report(i, "At Osht prison 12 guards were killed.", day=5, outlet=outlet)
        for i, outlet in enumerate(("Harbour Wire", "Kalvin Daily"))
    ]
    text = "Correction: nine guards were killed at Osht prison."
    evidence = evidence_of(ASKED, *reports, report(2, text, day=7, outlet="Harbour Wire"))
    lines = [line for line in evidence.lines if "12 guards" in line.text]
    first = finding(replace(evidence, lines=(lines[0],)), "12 guards", "12")
    other = finding(replace(evidence, lines=(lines[1],)), "12 guards", "12")
    both = replace(first, sources=(*first.sources, *other.sources))
    result = compare_figures(ASKED, [both, finding(evidence, "nine", "nine")])
    assert (result.state, result.earlier) == ("conflicting", ())


def test_an_outlet_s_own_later_count_does_not_replace_what_a_party_claims() -> None:
    claimed = "The Red Dawn Front claimed that 45 guards were killed at Osht prison."
    first = report(0, claimed, day=5, outlet="Harbour Wire")
    own = report(1, "At Osht prison 12 guards were killed.", day=7, outlet="Harbour Wire")
    evidence = evidence_of(ASKED, first, own)
    found = [finding(evidence, "45", "45"), finding(evidence, "12 guards", "12")]
    result = compare_figures(ASKED, found)
    assert (result.state, result.earlier) == ("conflicting", ())


def test_the_latest_and_the_count_of_a_day_are_the_newest_up_to_then() -> None:
    tolls = (12, 5, "Harbour Wire"), (19, 7, "Kalvin Daily"), (45, 9, "Dawn Radio")
    latest = understand("What is the final number of guards killed at Osht prison?")
    result = compare_figures(latest, told(*tolls, question=latest))
    assert (result.state, [f.candidate.value for f in result.found]) == ("answered", ["45"])
    day = understand("How many guards had been killed at Osht prison as of 7 March 2031?")
    result = compare_figures(day, told(*tolls, question=day))
    assert [f.candidate.value for f in result.found] == ["19"]
    assert [f.candidate.value for f in result.earlier] == ["12"]


@pytest.mark.parametrize(
    "question", ["What is the latest number of guards killed at Osht prison?", ASKED.text]
)
def test_what_earlier_reports_had_said_is_replaced_where_it_is_recalled(question: str) -> None:
    asked = understand(question)
    text = (
        "At Osht prison 23 guards were killed, the governor said. Earlier reports had put the number "
        "of guards killed at 11."
    )
    evidence = evidence_of(asked, report(0, text, day=6, outlet=OUTLETS[0]))
    recalled = finding(evidence, "Earlier reports", "11", score=0.9)
    newest = finding(evidence, "governor", "23")
    compared = compare_figures(asked, [recalled, newest])
    assert compared.state == "answered"
    assert [f.candidate.value for f in compared.found] == ["23"]


def test_an_exact_count_is_the_latest_beside_a_later_vague_recollection() -> None:
    latest = understand("What is the latest number of guards killed at Osht prison?")
    reports = [
        report(0, "At Osht prison 23 guards were killed.", day=5, outlet="Harbour Wire"),
        report(1, "More than 20 guards were killed at Osht prison.", day=9, outlet="Dawn Radio"),
    ]
    evidence = evidence_of(latest, *reports)
    found = [
        finding(evidence, "23 guards", "23", score=0.9),
        finding(evidence, "More than 20", "More than 20", score=0.4),
    ]
    result = compare_figures(latest, found)
    assert [f.candidate.value for f in result.found] == ["23"]


def answer(evidence: Evidence, number: int, *, says: bool, fit: float) -> Finding:
    """What the one sentence of report *number* answers."""
    line = next(line for line in evidence.lines if line.article.id == f"r{number}")
    assessment = assess_line(evidence, line, line.start, line.end)
    candidate = Candidate(line=line, start=line.start, end=line.end, fit=fit, says=says)
    source = source_of(evidence, line, assessment)
    return Finding(candidate=candidate, score=0.9, assessment=assessment, sources=(source,))


MAYOR = understand("Was the mayor of Osht killed?")
KILLED = "The mayor of Osht was killed, a doctor said."


@pytest.mark.parametrize(
    ("other", "outlet", "fit", "state"),
    [
        (
            "The mayor of Osht was not killed, the ministry said.",
            "Harbour Wire",
            0.6,
            "conflicting",
        ),
        (
            "Every outlet confirms that the mayor of Osht was not killed.",
            "Kalvin Daily",
            1.0,
            "conflicting",
        ),
        ("The mayor of Osht was not killed.", "Kalvin Daily", 1.0, "conflicting"),
        ("The mayor of Osht was not killed.", "Kalvin Daily", 0.6, "answered"),
        ("The mayor of Osht was not killed.", "Harbour Wire", 1.0, "answered"),
        ("The mayor of Osht has not yet been killed.", "Kalvin Daily", 1.0, "answered"),
        ("The mayor of Osht was not killed, a doctor said.", "Kalvin Daily", 1.0, "answered"),
        ("The mayor of Osht was not killed, the ministry said.", "Kalvin Daily", 0.4, "answered"),
        ("The ministry could not say if the mayor was killed.", "Kalvin Daily", 1.0, "answered"),
    ],
)
def test_yes_and_no_of_two_parties_or_plainly_of_two_outlets_conflict(
    other: str, outlet: str, fit: float, state: str
) -> None:
    reports = (
        report(0, KILLED, day=5, outlet="Harbour Wire"),
        report(1, other, day=7, outlet=outlet),
    )
    evidence = evidence_of(MAYOR, *reports)
    sides = [
        answer(evidence, 0, says=True, fit=1.0),
        answer(evidence, 1, says=False, fit=fit),
    ]
    assert compare_yes_no(sides, sides).state == state
    if fit == 1.0:
        assert compare_yes_no(sides[::-1], sides[::-1]).state == state


@pytest.mark.parametrize(
    ("second", "state"),
    [
        ("The Watch put the toll among the guards at 41.", "conflicting"),
        ("The toll among the guards has risen to 41, the Watch said.", "answered"),
    ],
)
def test_what_another_speaker_counts_in_the_same_report_is_no_update(
    second: str, state: str
) -> None:
    text = f"At Osht prison 35 guards were killed, the police said. {second}"
    evidence = evidence_of(ASKED, report(0, text, day=5, outlet="Harbour Wire"))
    found = compare_figures(
        ASKED, [finding(evidence, "35 guards", "35"), finding(evidence, "toll", "41", score=0.4)]
    )
    assert found.state == state


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Raid kills 18 guards. At least 18 guards died, the governor said.", True),
        ("The army said 18 guards died. At least 18 guards died, the governor said.", False),
        ("Raid kills 18 guards. At least 19 guards died, the governor said.", False),
    ],
)
def test_a_number_that_a_report_gives_again_with_its_limit_is_one_figure(
    text: str,
    again: bool,  # noqa: FBT001 - a table
) -> None:
    evidence = evidence_of(ASKED, report(0, text, day=6, outlet="Harbour Wire"))
    bare = finding(evidence, "18 guards", "18")
    value = "At least 19" if "19" in text else "At least 18"
    other = finding(evidence, "governor", value)
    assert echoes(bare, other.candidate, other.assessment) is again
    assert is_bare(bare.candidate)
    assert not is_bare(other.candidate)


def test_one_number_of_two_units_is_two_values() -> None:
    asked = understand("How long will the Osht bridge stay closed?")
    text = "The mayor said six weeks, the builders six months, and the army six weeks more."
    evidence = evidence_of(asked, report(0, text, day=3, outlet="Dawn"))
    weeks, months = (figure_in(evidence, "mayor", "six") for _ in range(2))
    assert weeks.figure is not None
    months = replace(months, figure=replace(weeks.figure, of="months"))
    assert same_value(weeks, weeks)
    assert not same_value(weeks, months)
    assert not same_number(weeks, months)


@pytest.mark.parametrize(
    ("one", "other", "hold"),
    [
        ((3, 3, "months"), (6, 6, "weeks"), False),
        ((3, None, "months"), (6, 6, "weeks"), False),
        ((2, 2, "weeks"), (14, 14, "days"), True),
        ((1, 1, "month"), (4, 4, "weeks"), True),
        ((5, 5, "kilometres"), (3, 3, "miles"), True),
        ((5, 5, "km"), (5, 5, "miles"), False),
        ((2, 2, "tonnes"), (900, 900, "kg"), False),
        # the same unit, and no unit, as before
        ((3, 3, "weeks"), (4, 4, "weeks"), False),
        ((3, 3, "guards"), (4, 4, "soldiers"), False),
        # what cannot be compared does not conflict
        ((3, 3, "weeks"), (4, 4, "kilometres"), True),
    ],
)
def test_sizes_in_two_units_are_compared_in_one(
    one: tuple[float, float | None, str],
    other: tuple[float, float | None, str],
    hold: bool,  # noqa: FBT001 - a table
) -> None:
    figures = [
        Figure(low=low, high=high, qualifier="exact" if high else "at_least", of=of)
        for low, high, of in (one, other)
    ]
    assert can_both_hold(*figures) is hold
