"""Of several spans the one that fits the question's clause, day and words scores best."""

import pytest
from told import evidence_of, line_with

from qa.alignment import aligned
from qa.candidates import Candidate
from qa.entailment import load_entailment
from qa.evidence import Evidence
from qa.language import parse
from qa.occasion import occasions, timely
from qa.question import Question, understand
from qa.reader import ReadSpan
from qa.reading import Reading
from qa.records import Article
from qa.roles import role_of, same_role
from qa.scoring import features, load_scorer
from qa.support import bounded, supported
from qa.verifying import verified
from qa.word_match import match_keys, text_keys

REPORT = Article(
    id="ilmar",
    title="Raid on Ilmar depot",
    text=(
        "Gunmen attacked the Ilmar depot on 4 March 2031. Colonel Idris Bahn commanded the guards. "
        "The mayor, Lena Ostrow, condemned the raid. A similar raid in Torvik on 9 May 2030 was "
        "never explained."
    ),
    published="2031-03-05",
)


def span(evidence: Evidence, words: str) -> Candidate:
    """The first place of *words* as a candidate."""
    line = line_with(evidence, words)
    start = line.start + line.text.index(words)
    return Candidate(line=line, start=start, end=start + len(words), fit=0.5)


def seen(question: str, *values: str) -> tuple[Question, Evidence, list[Candidate]]:
    """The question, the report's sentences, and each of *values* as a candidate."""
    asked = understand(question)
    evidence = evidence_of(asked, REPORT)
    return asked, evidence, [span(evidence, value) for value in values]


@pytest.mark.parametrize(
    ("one", "other"),
    [("command", "commander"), ("explode", "explosion"), ("die", "killed"), ("raid", "raids")],
)
def test_forms_of_a_word_and_words_of_a_measure_match(one: str, other: str) -> None:
    assert match_keys(one, one) & text_keys(f"the {other} was")


def test_other_words_do_not_match() -> None:
    assert not match_keys("pilot", "pilot") & text_keys("the place where gunmen planted it")


@pytest.mark.parametrize(
    ("sentence", "word", "role"),
    [
        ("Rebels killed twenty soldiers.", "Rebels", "subject"),
        ("Rebels killed twenty soldiers.", "soldiers", "object"),
        ("Soldiers were killed by rebels.", "Soldiers", "object"),
        ("Soldiers were killed by rebels.", "rebels", "subject"),
        ("They met in Torvik.", "Torvik", "oblique"),
    ],
)
def test_roles_see_through_the_passive(sentence: str, word: str, role: str) -> None:
    parsed = parse(sentence)
    place = next(i for i, token in enumerate(parsed.tokens) if token.text == word)
    assert role_of(parsed, place)[0] == role


def test_who_does_and_who_undergoes_contradict() -> None:
    assert same_role("subject", "object") == -1.0
    assert same_role("subject", "subject") == 1.0
    assert same_role(None, "object") == same_role("oblique", "object") == 0.0


def test_the_name_in_the_clause_of_the_asked_verb_aligns() -> None:
    asked, evidence, spans = seen("Who commanded the guards at Ilmar?", "Idris Bahn", "Lena Ostrow")
    right, wrong = aligned(asked, evidence, spans)
    assert right["verb_governs"] > wrong["verb_governs"]
    assert right["same_role"] == 1.0
    assert right["rest_sentence"] > wrong["rest_sentence"]
    assert right["names_person"] == wrong["names_person"] == 1.0


def test_a_noun_that_no_report_holds_is_missed() -> None:
    asked, evidence, spans = seen("Which pilot bombed the Ilmar depot?", "Lena Ostrow")
    (found,) = aligned(asked, evidence, spans)
    assert found["asked_article"] == found["asked_window"] == 0.0
    assert found["headless"] == 0.0


def test_a_sentence_of_another_day_does_not_fit() -> None:
    asked, evidence, spans = seen("Who attacked Ilmar in March 2031?", "Gunmen", "Torvik")
    right, wrong = occasions(asked, evidence, spans)
    assert (right["day_sentence"], right["other_day_sentence"]) == (1.0, 0.0)
    assert (wrong["day_sentence"], wrong["other_day_sentence"]) == (0.0, 1.0)
    assert right["came_out_after"] == 1.0


def test_without_a_day_in_the_question_no_day_counts() -> None:
    asked, evidence, spans = seen("Who attacked Ilmar?", "Gunmen")
    (found,) = occasions(asked, evidence, spans)
    assert found["dateless"] == 1.0
    assert not any(v for name, v in found.items() if "day" in name or name == "came_out_after")


RECALLED = Article(
    id="ilmar-review",
    title="Twelve rockets hit Ilmar",
    text=(
        "Rockets hit the Ilmar barracks on Saturday. The army said twelve rockets had been fired. "
        "Two soldiers died. One tent burned. Roads were closed. Shops stayed shut. "
        "The Column shelled the same barracks in May 2031. Nobody counted the shells. "
        "A mill burned. A bridge fell. An office closed. It rained. The mayor then left with six."
    ),
    published="2031-08-14",
)


@pytest.mark.parametrize(
    ("question", "words", "fits"),
    [
        ("How many rockets hit Ilmar in May 2031?", "twelve", False),  # the August attack's
        ("How many rockets hit Ilmar in August 2031?", "twelve", True),
        ("How many rockets hit Ilmar in September 2031?", "twelve", False),  # not written yet
        ("How many rockets hit Ilmar in 2030?", "twelve", True),  # "a year earlier" may stand there
        ("What hit the Ilmar barracks in 2030?", "Rockets", False),  # on a Saturday of 2031
        ("What hit the Ilmar barracks in 2031?", "Rockets", True),
        ("Who counted the shells in Ilmar in May 2031?", "Nobody", True),  # named just before
        ("How many left Ilmar in May 2031?", "six", True),  # the last day named
        ("How many rockets hit Ilmar?", "twelve", True),
    ],
)
def test_a_report_of_another_month_answers_only_where_it_recalls_the_one_asked_about(
    question: str, words: str, *, fits: bool
) -> None:
    asked = understand(question)
    evidence = evidence_of(asked, RECALLED)
    assert timely(asked, evidence, span(evidence, words)) is fits


def test_a_proposed_span_supports_the_candidate_it_covers_exactly_most() -> None:
    _, evidence, spans = seen("Who condemned the raid?", "Lena Ostrow", "mayor")
    name = spans[0]
    readings = [
        Reading(line=name.line, spans=(ReadSpan(name.start, name.end, 6.0),)),
        Reading(line=line_with(evidence, "Torvik"), spans=()),
    ]
    right, beside = supported(evidence, spans, readings)
    assert right.support.exact == 1 + bounded(6.0)
    assert right.support.common == 1.0
    assert (beside.support.exact, beside.support.common) == (0.0, 0.0)
    assert right.support.rank > beside.support.rank
    assert right.support.window == beside.support.window == bounded(6.0)


def test_every_weight_belongs_to_a_feature() -> None:
    asked, evidence, spans = seen("Who commanded the guards?", "Idris Bahn")
    (found,) = features(asked, evidence, spans)
    assert set(load_scorer().weights) == set(found)


def test_scores_are_chances_and_the_right_name_comes_first() -> None:
    asked, evidence, spans = seen(
        "Who commanded the guards at Ilmar?", "Idris Bahn", "Lena Ostrow", "Torvik"
    )
    spans = verified(asked, evidence, spans, load_scorer(), load_entailment())
    scores = load_scorer()(asked, evidence, spans)
    assert all(0 < score < 1 for score in scores)
    assert max(scores) == scores[0]
