"""Faults that published tools wave through: our ruler must not. One test each."""

from dataclasses import replace
from typing import Any

import pytest

from evals.cases import Case, Gold, GoldValue
from evals.counts import find_numbers, same_bounds
from evals.cues import measures
from evals.matching import holds, same_text
from evals.metrics import judge
from evals.score import Judged, passed
from qa.records import Answer, Article, Citation, Claim, Figure

CITY = Article(
    id="city",
    title="Prison break in Darvan",
    text=(
        "Some 80 inmates fled the prison at Darvan, the governor said. The exact number is unknown. "
        "“No mercy,” he added. At the mill, 1,800 inmates escaped and 12 people were killed."
    ),
    outlet="Darvan Post",
    published="2021-05-04",
)
COAST = Article(
    id="coast",
    title="Two sides, two tolls",
    text="The army said 12 people died in Olm. The council said 30 people died in Olm.",
    outlet="Coast Wire",
    published="2021-05-05",
)
ARTICLES = {article.id: article for article in (CITY, COAST)}


def cite(article: Article, quote: str, number: int = 1) -> Citation:
    """A citation of *quote* where it stands in *article*."""
    start = article.text.index(quote)
    return Citation(
        number=number, article_id=article.id, title=article.title, outlet=article.outlet,
        published=article.published, url=None, quote=quote, start=start, end=start + len(quote),
        sha256=article.sha256,
    )  # fmt: skip


def judged(text: str, value: str, *citations: Citation, **fields: Any) -> Judged:
    """An answer of one claim with *citations*; the rest of *fields* goes to the case or claim."""
    claim_fields = {k: fields.pop(k) for k in ("certainty", "speaker", "figure") if k in fields}
    numbers = tuple(c.number for c in citations)
    said = f"{text} {''.join(f'[{n}]' for n in numbers)}"
    claim = Claim(
        text=said, value=value, citations=numbers, **({"certainty": "reported"} | claim_fields)
    )
    state = fields.pop("state_said", "answered")
    answer = Answer(
        question="How many fled?", standalone_question="How many fled?", state=state,
        text=f"{said}.", claims=(claim,), citations=citations,
    )  # fmt: skip
    plain = {"id": "c", "question": "How many fled?", "kind": "figure", "answers": ("80",)}
    return Judged(case=Case.model_validate(plain | fields), answer=answer, articles=ARTICLES)


def fails(item: Judged, *metrics: str) -> bool:
    """Whether one of *metrics* gives less than full marks."""
    scores = judge(item, metrics)
    return any(passed(score) is False for score in scores.values())


GATE = ("validity", "support", "faithfulness")
FLED = "Some 80 inmates fled the prison at Darvan, the governor said."


def test_an_honest_answer_passes_every_check() -> None:
    """The other tests mean nothing unless the true sentence passes."""
    item = judged("Some 80 inmates, according to the governor", "Some 80 inmates", cite(CITY, FLED))
    assert not fails(item, *GATE, "correctness")


def test_an_invented_800_is_not_highlighted_on_a_source_that_says_80() -> None:
    """A fuzzy matcher accepts it at 90 % likeness."""
    text = "Some 800 inmates fled the prison, according to the governor"
    assert fails(judged(text, "800", cite(CITY, FLED)), "support")
    assert fails(judged(text, "80", cite(CITY, FLED)), "faithfulness")


def test_a_confirmed_800_is_not_backed_by_the_exact_number_is_unknown() -> None:
    """The words are alike, the meaning is not."""
    item = judged(
        "The confirmed number is 800", "800", cite(CITY, "The exact number is unknown."),
        certainty="confirmed",
    )  # fmt: skip
    assert fails(item, "support")
    assert fails(item, "faithfulness")


def test_leaving_out_that_the_number_is_unknown_is_a_fault() -> None:
    """80 stands in the quote, and so does the sentence that takes it back."""
    quote = f"{FLED} The exact number is unknown."
    item = judged("80 inmates, according to the governor", "80", cite(CITY, quote))
    assert fails(item, "faithfulness")


@pytest.mark.parametrize(
    ("value", "quote"),
    [("800 inmates escaped", "1,800 inmates escaped"), ("2 people", "12 people were killed")],
)
def test_a_number_inside_a_larger_one_is_not_in_the_quote(value: str, quote: str) -> None:
    """A substring check finds "800" in "1,800"."""
    assert fails(judged(value, value, cite(CITY, quote)), "support")
    assert fails(judged(value, value, cite(CITY, quote)), "faithfulness")


@pytest.mark.parametrize("other", ["80,000", "800,000", "0.8", "8", "8,00", "1,800", "80"])
def test_only_800_is_800(other: str) -> None:
    """A scale-blind number match takes each of these for 800."""
    wanted = find_numbers("800")[0]
    assert not any(same_bounds(number, wanted) for number in find_numbers(other))


@pytest.mark.parametrize("word", ["800", "eight hundred", "Eight Hundred"])
def test_800_in_words_is_800(word: str) -> None:
    """Number words count as the number."""
    assert same_bounds(find_numbers(word)[0], find_numbers("800")[0])


SIDES = {
    "kind": "conflict",
    "answers": ("12", "30"),
    "values": (
        GoldValue(value="12", article_id="coast").model_dump(),
        GoldValue(value="30", article_id="coast").model_dump(),
    ),
}


@pytest.mark.parametrize("pair", [("12", "30"), ("80", "800")])
def test_figures_far_apart_conflict_and_one_side_is_not_enough(pair: tuple[str, str]) -> None:
    """A rule "within 30 %" sees neither 12 against 30 nor 80 against 800."""
    values = [GoldValue(value=each, article_id="coast").model_dump() for each in pair]
    item = judged(
        f"{pair[0]} people died in Olm, according to the army", pair[0],
        cite(COAST, "The army said 12 people died in Olm."), kind="conflict", values=values,
    )  # fmt: skip
    scores = judge(item, ("state", "correctness", "conflict_recall"))
    assert [score.value for score in scores.values()] == [0.0, 0.0, 0.5]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a fuel tank then went up beside the first lorry", 1.0),
        ("a fuel tank then went up", 1.0),
        ("a fuel tank", 0.0),
        ("a second lorry went up", 0.0),
    ],
)
def test_a_side_put_in_other_words_is_shown_by_most_of_its_sentence(
    said: str, shown: float
) -> None:
    """No verbatim answer holds a side that the gold data sums up in words of its own."""
    quote = "a fuel tank then went up beside the first lorry"
    side = GoldValue(value="one bomb, which lit a tank", article_id="coast", quote=quote)
    item = judged(said, said, cite(COAST, "The army said 12 people died in Olm."),
                  kind="conflict", values=[side.model_dump()])  # fmt: skip
    assert judge(item, ("conflict_recall",))["conflict_recall"].value == shown


def test_a_figure_is_shown_by_nothing_but_itself() -> None:
    quote = "the army said 12 people died"
    side = GoldValue(value="12", article_id="coast", quote=quote).model_dump()
    item = judged(
        "the army said people died", "the army said people died",
        cite(COAST, "The army said 12 people died in Olm."), kind="conflict", values=[side],
    )  # fmt: skip
    assert judge(item, ("conflict_recall",))["conflict_recall"].value == 0.0


def test_tolls_of_two_events_are_no_conflict() -> None:
    """The same rule flags the tolls of two different events."""
    item = judged("12 people", "12 people", cite(CITY, "12 people were killed"), answers=("12",),
                  state_said="conflicting")  # fmt: skip
    assert fails(item, "no_false_conflict", "state")


@pytest.mark.parametrize("marks", [("“", "”"), ('"', '"')])
def test_a_quotation_of_two_words_must_be_in_the_quote(marks: tuple[str, str]) -> None:
    """A quote metric skips quotes under three words and does not see curly marks."""
    opened, closed = marks
    said = "“No mercy,”"
    true = judged(f"{opened}No mercy{closed}", "No mercy", cite(CITY, said), kind="statement")
    false = judged(f"{opened}Some mercy{closed}", "mercy", cite(CITY, said), kind="statement")
    assert not fails(true, "faithfulness", "support")
    assert fails(false, "faithfulness")


def test_the_right_quote_from_the_wrong_article_is_invalid() -> None:
    """A check over all sources joined together passes it."""
    wrong = replace(
        cite(CITY, FLED), article_id=COAST.id, title=COAST.title, outlet=COAST.outlet,
        published=COAST.published, sha256=COAST.sha256,
    )  # fmt: skip
    item = judged("Some 80 inmates, according to the governor", "Some 80 inmates", wrong)
    assert fails(item, "validity")


def test_a_quote_of_a_removed_article_is_invalid() -> None:
    """Removed documents that still answer are a known fault of indexes."""
    item = judged("Some 80 inmates, according to the governor", "Some 80 inmates", cite(CITY, FLED))
    gone = replace(item, articles={"coast": COAST})
    assert fails(gone, "validity")


def test_disputed_claims_are_scored_like_any_other() -> None:
    """A faithfulness score over "undisputed truths" never looks at them."""
    quote = "The council said 30 people died in Olm."
    item = judged("12 people died in Olm, according to the council", "12 people",
                  cite(COAST, quote), certainty="disputed")  # fmt: skip
    assert fails(item, "faithfulness")


def test_opinion_turned_into_fact_is_a_fault() -> None:
    """A prompt that forbids "according to" makes an official's word a fact."""
    item = judged("Some 80 inmates fled the prison", "Some 80 inmates", cite(CITY, FLED))
    assert judge(item, ("faithfulness",))["faithfulness"].reason.startswith("speaker")


def test_a_refusal_is_nothing_to_faithfulness_and_never_a_number() -> None:
    """Others give NaN, 0 or an error."""
    item = judged("x", "x", cite(CITY, FLED), kind="unanswerable", answers=())
    silent = replace(item.answer, state="not_found", claims=(), citations=(), text="Not found.",
                     reason="Nothing is near.")  # fmt: skip
    scores = judge(replace(item, answer=silent))
    assert scores["faithfulness"].value is None
    assert scores["refused_rightly"].value == 1.0
    assert scores["right"].value == 1.0


@pytest.mark.parametrize("text", ["NOT_ATTEMPTED", "CORRECT", "A"])
def test_no_word_in_the_text_is_read_as_a_grade(text: str) -> None:
    """A grade regex reads NOT_ATTEMPTED as correct."""
    item = judged(text, text, cite(CITY, FLED))
    assert judge(item, ("right",))["right"].value == 0.0


def test_a_wire_copy_counts_and_a_bare_number_elsewhere_does_not() -> None:
    """An unlisted article is a source if it holds answer and subject."""
    case = Case(
        id="c", question="How many inmates fled Darvan prison?", answers=("80",), kind="figure",
        gold=(Gold(article_id="x", quote="y"),),
    )  # fmt: skip
    assert holds(CITY.text, case)
    assert not holds("A flock of 80 geese landed.", case)


def test_variants_of_a_name_agree_and_other_names_do_not() -> None:
    """The one thing taken from the product is held to both."""
    assert same_text("Ghwayran", "Ghweran")
    assert same_text("Daesh", "Islamic State")
    for a, b in [("Homs", "Hama"), ("Rami Saleh", "Rami Khalil"), ("Aleppo", "Idlib"),
                 ("Army", "Navy"), ("Mersin", "Mardin")]:  # fmt: skip
        assert not same_text(a, b), (a, b)


def test_a_figure_that_is_not_the_value_is_unsupported() -> None:
    """The record must not say another number than the text."""
    figure = Figure(low=800, high=800, qualifier="exact")
    item = judged("Some 80 inmates, according to the governor", "Some 80 inmates", cite(CITY, FLED),
                  figure=figure)  # fmt: skip
    assert fails(item, "support")


def test_an_answer_that_cites_nothing_is_not_faithful() -> None:
    """A score over supported sentences alone is full where nothing is cited."""
    item = judged("Some 80 inmates, according to the governor", "Some 80 inmates")
    assert fails(item, "faithfulness")
    assert fails(item, "validity")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("He was the one who called it a lie.", 0),
        ("One guard was the only one that fled.", 1),
        ("One of the guards, who fled, was 19.", 2),
    ],
)
def test_the_one_who_is_no_number(text: str, numbers: int) -> None:
    assert len(find_numbers(text)) == numbers


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The Front held 40 of them in a school.", True),
        ("They were held for a week.", True),
        ("A hand that held a match.", False),
        ("The army held the town, and both held talks.", False),
    ],
)
def test_whoever_holds_a_thing_detains_nobody(text: str, held: bool) -> None:  # noqa: FBT001 - a table
    assert ("detained" in measures(text)) is held
