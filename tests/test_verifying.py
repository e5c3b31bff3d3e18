"""The likeliest candidates are read once more; nothing else about them changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.candidate import Candidate
from qa.entailment import Verdict
from qa.evidence import Evidence
from qa.question import Question, understand
from qa.records import Article
from qa.scoring import load_scorer
from qa.verifying import ALWAYS, VERIFIED, verified
from tests.told import evidence_of, figure_in

QUESTION = "How many officers were killed at Orlec?"
COUNTS = list(range(3, 15))
REPORT = " ".join(f"On day {n} the post at Orlec lost {n} officers killed." for n in COUNTS)


@dataclass
class Sure:
    """An entailment model that keeps what it was asked and holds everything."""

    asked: list[tuple[str, str]] = field(default_factory=list)

    def verdicts(self, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        """All of them hold."""
        self.asked += pairs
        return [Verdict(0.9, 0.06, 0.04) for _ in pairs]


def found(question: str = QUESTION) -> tuple[Question, Evidence, list[Candidate]]:
    asked = understand(question)
    evidence = evidence_of(asked, Article(id="a", title="", text=REPORT))
    return asked, evidence, [figure_in(evidence, f"lost {n} ", str(n)) for n in COUNTS]


@given(st.integers(0, len(COUNTS)))
@settings(max_examples=15, deadline=None)
def test_no_more_than_the_best_are_read_and_all_stay_in_order(count: int) -> None:
    asked, evidence, candidates = found()
    model = Sure()
    again = verified(asked, evidence, candidates[:count], load_scorer(), model)
    assert [replace(c, verified=None) for c in again] == candidates[:count]
    assert sum(c.verified is not None for c in again) == min(count, VERIFIED) == len(model.asked)


def test_what_is_left_out_scores_no_better_than_what_is_read() -> None:
    asked, evidence, candidates = found()
    scorer = load_scorer()
    again = verified(asked, evidence, candidates, scorer, Sure())
    scores = scorer.without({"verified", "unverified"})(asked, evidence, candidates)
    read = [s for s, c in zip(scores, again, strict=True) if c.verified is not None]
    left = [s for s, c in zip(scores, again, strict=True) if c.verified is None]
    assert min(read) >= max(left)


def test_question_and_answer_are_asked_of_the_sentences_around() -> None:
    asked, evidence, candidates = found()
    model = Sure()
    verified(asked, evidence, candidates[4:5], load_scorer(), model)
    ((claim, text),) = model.asked
    assert claim == "How many officers were killed at Orlec? 7"
    assert all(f"lost {n} officers" in text for n in (6, 7, 8))


def test_nothing_is_read_without_a_model_nor_for_yes_and_no() -> None:
    asked, evidence, candidates = found()
    assert verified(asked, evidence, candidates, load_scorer(), None) == candidates
    yes_no = understand("Were officers killed at Orlec?")
    model = Sure()
    assert verified(yes_no, evidence, candidates, load_scorer(), model) == candidates
    assert not model.asked


def test_of_the_unlikely_no_more_than_two_are_read() -> None:
    text = "The post lost 3 officers killed at Orlec." + " It rained on the harbour." * 9
    asked = understand(QUESTION)
    evidence = evidence_of(asked, Article(id="a", title="", text=text))
    candidates = [
        Candidate(line=line, start=line.start, end=line.start + 2, fit=0.0)
        for line in evidence.lines
        if "rained" in line.text
    ]
    right = replace(figure_in(evidence, "lost 3 ", "3"), read=9.0)
    model = Sure()
    verified(asked, evidence, [*candidates, right], load_scorer(), model)
    assert model.asked[0][0].endswith("? 3")
    assert len(model.asked) == ALWAYS
