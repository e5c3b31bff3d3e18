"""A sentence says yes or no by its structure, by the model's verdict, or by both."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from qa.candidate import Candidate
from qa.entailment import Verdict, load_entailment
from qa.question import understand
from qa.records import Article
from qa.yes_no import yes_no
from tests.told import evidence_of

QUESTION = "Did the Torvan army shell the mill at Besk?"
SAYS_YES = "The Torvan army shelled the mill at Besk on Monday."
SAYS_NOTHING = "The mill at Besk feeds nine villages."
YES, NO, OPEN = Verdict(0.95, 0.03, 0.02), Verdict(0.03, 0.95, 0.02), Verdict(0.2, 0.2, 0.6)


@dataclass
class Ruling:
    """An entailment model whose verdict on every text is the same."""

    verdict: Verdict

    def verdicts(self, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        """One for all."""
        return [self.verdict for _ in pairs]


def answers(sentence: str, verdict: Verdict | None) -> list[Candidate]:
    asked = understand(QUESTION)
    evidence = evidence_of(asked, Article(id="a", title="", text=sentence))
    return list(yes_no(asked, evidence, evidence.lines, Ruling(verdict) if verdict else None))


def test_without_a_verdict_the_structure_decides() -> None:
    assert [c.says for c in answers(SAYS_YES, None)] == [True]
    assert not answers(SAYS_NOTHING, None)


def test_a_sure_verdict_speaks_where_the_structure_finds_nothing() -> None:
    """And one that is not sure does not."""
    (said,) = answers(SAYS_NOTHING, NO)
    assert said.says is False
    assert said.ruled == pytest.approx(0.92)
    assert not answers(SAYS_NOTHING, OPEN)


def test_what_the_sentence_before_says_is_not_said_again() -> None:
    """The verdict is on both; the one before says yes by itself, and is a candidate itself."""
    assert [c.value for c in answers(f"{SAYS_YES} {SAYS_NOTHING}", YES)] == [SAYS_YES]
    denied = "The ministry called that a fabrication."
    assert [c.says for c in answers(f"{SAYS_YES} {denied}", NO) if c.value == denied] == [False]
    (first, second) = answers(f"{SAYS_NOTHING} Colonel Ruda leads a brigade.", YES)
    assert first.says is second.says is True


def test_agreement_is_plainer_and_contradiction_is_doubt() -> None:
    """A verdict never turns what the structure finds plainly."""
    (alone,), (agreed,), (denied,) = (answers(SAYS_YES, v) for v in (None, YES, NO))
    assert alone.says is agreed.says is denied.says is True
    assert denied.fit < alone.fit <= agreed.fit
    assert denied.ruled < 0 < agreed.ruled


@pytest.mark.parametrize(
    ("question", "window", "yes"),
    [
        (QUESTION, "Colonel Ruda of the Torvan army denied that it had shelled the mill.", False),
        (QUESTION, SAYS_YES, True),
        ("Has any group claimed the blast?", "Nobody had claimed the blast by Friday.", False),
        ("Was the pilot alive?", "The pilot survived and was taken to a clinic in Orm.", True),
        ("Did the ministry confirm the deaths?", "The ministry declined to comment.", False),
    ],
)
def test_the_packaged_model_rules_on_plain_words(question: str, window: str, *, yes: bool) -> None:
    """Yes, or no, and not the other."""
    (verdict,) = load_entailment().verdicts([(question, window)])
    assert (verdict.yes > verdict.no) is yes, verdict
