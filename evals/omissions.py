"""What a unit of text leaves out that qualifies its value: hedges, negations, speakers.

A unit that repeats the whole sentence of its quote leaves nothing out. Of the rest, a limit counts
when it stands in the value's own clause, on its side of any other number; an attribution counts
when it covers the value and the value is not the speaker's name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evals.backing import CLAUSE, EPISTEMIC, Fault
from evals.counts import find_numbers
from evals.cues import attributed, attributions, hedges, negated, number_hedges
from evals.units import Unit, core
from evals.words import contains, fold, near, sentences, tokens
from qa.records import Claim

__all__ = ["doubted", "dropped"]

_DATELINE = re.compile(r"[^.\n]{3,90}?\)? ?-{1,2} ")
_JOINED = re.compile(r"(?:and|but|while|who|which|as|when|after|although|though)\b")
_COUNT_UNSAID = re.compile(r"\b(?:number|toll|figure|count|total|how many|how much)\b")
_SHORT = 12
# "It was reported that", "is stated in a communique": nobody is named whom the text could drop.
_IMPERSONAL = re.compile(r"\b(?:was|were|is|are|been|being) (?:\w+ly )?$")
_OF_ANOTHER = re.compile(
    r"\b(?:suspected|alleged|apparent|possible|probable|accused|likely) (?!to\b)(?=\w+ \w+)"
)
_ROUGH = frozenset({"about", "estimated"})


@dataclass(frozen=True, slots=True)
class _Setting:
    """A value in its sentence, folded: its clause before and after it, and what can limit it."""

    before: str
    value: str
    after: str

    @property
    def clause(self) -> str:
        return f"{self.before}{self.value}{self.after}"

    @property
    def close(self) -> str:
        """The value with four words before and three after, on its side of any other number."""
        left, right = find_numbers(self.before), find_numbers(self.after)
        before = self.before[left[-1].end :] if left else self.before
        after = self.after[: right[0].start] if right else self.after
        return " ".join((*before.split()[-4:], self.value, *after.split()[:3]))

    @property
    def doubts(self) -> frozenset[str]:
        """Doubt that bears on the value: before it in its clause, or just after it.

        "A suspected gas attack killed 58" doubts the gas and not the 58.
        """
        about = _OF_ANOTHER.sub(" ", f"{self.before} {self.value}")
        after = _OF_ANOTHER.sub(" ", " ".join(self.after.split()[:5]))
        return hedges(f"{about} {after}") & {"alleged"}

    @property
    def denied(self) -> bool:
        """Whether a negation stands before the value, or just after it."""
        return negated(f"{self.before} {self.value} {' '.join(self.after.split()[:3])}")


def _setting(sentence: str, value: str) -> _Setting:
    folded, at = fold(sentence), near(sentence, value)
    if at is None:
        return _Setting("", folded, "")
    end = at + len(value)
    return _Setting(CLAUSE.split(folded[:at])[-1], folded[at:end], CLAUSE.split(folded[end:])[0])


def dropped(unit: Unit, asked: str) -> Iterator[Fault]:
    """Hedges, negations and speakers around the value in its quote that are not in the text.

    Args:
        unit: The text and what it rests on.
        asked: The question, whose own hedges need not be repeated.
    """
    words = tokens(unit.text)
    for claim in unit.claims:
        told = core(claim, unit.quotes)
        if told and not any(contains(words, tokens(sentence)) for sentence in told):
            yield from _dropped(claim, told[0], unit, asked)


def _dropped(claim: Claim, sentence: str, unit: Unit, asked: str) -> Iterator[Fault]:
    setting, text = _setting(sentence, claim.value), unit.text
    counted = bool(find_numbers(claim.value)) and claim.date is None
    if counted:
        lost = number_hedges(setting.close) - hedges(text)
        if lost and not (lost <= _ROUGH and hedges(text) & _ROUGH):
            yield "hedge", f"{sorted(lost)} qualifies {claim.value!r} in the quote"
    doubts = hedges(setting.close) & {"alleged"} if claim.date else setting.doubts
    if doubts - hedges(asked) and not hedges(text) & EPISTEMIC:
        yield "hedge", f"{sorted(doubts)} qualifies {claim.value!r} in the quote"
    if counted and _count_unsaid(sentence, unit.quotes) and not hedges(text) & EPISTEMIC:
        yield "hedge", "the quote says that it is not known"
    if setting.denied and not negated(text):
        yield "negation", f"the quote negates {claim.value!r}"
    if _spoken(sentence, claim.value) and not (attributed(text) or _names_speaker(claim, text)):
        yield "speaker", f"the quote puts {claim.value!r} in somebody's mouth"


def _count_unsaid(sentence: str, quotes: tuple[str, ...]) -> bool:
    """Whether *sentence*, or one beside it in its quote, says that a count is not known."""
    for quote in quotes:
        every = sentences(quote)
        if sentence not in every:
            continue
        at = every.index(sentence)
        for near_by in every[max(0, at - 1) : at + 2]:
            if "unknown" in hedges(near_by) and _COUNT_UNSAID.search(fold(near_by)):
                return True
    return False


def _spoken(sentence: str, value: str) -> bool:
    """Whether an attribution of *sentence* covers *value*: "V, X said", "X said that V".

    A value in the speaker's place ("V said that ...") is not in anybody's mouth.
    """
    at = near(sentence, value)
    if at is None:
        return attributed(sentence)
    # A semicolon ends what a speaker says; a dateline is nobody's.
    folded = fold(sentence)
    start = max(folded.rfind(";", 0, at) + 1, _dateline_end(folded))
    stop = folded.find(";", at)
    part = folded[start : stop if stop >= 0 else len(folded)]
    place = (at - start, at - start + len(value))
    verbs = [verb for verb in attributions(part) if not _IMPERSONAL.search(part[: verb[0]])]
    return place[0] >= 0 and any(_covers(part, verb, place) for verb in verbs)


def _covers(folded: str, verb: tuple[int, int], value: tuple[int, int]) -> bool:
    """Whether the attribution at *verb* covers the words at *value*."""
    preposition = folded[verb[0] : verb[1]].startswith("according")
    if verb[0] >= value[1]:
        # "V, who runs the ward, said": the clause between closes before the verb, V is the speaker.
        speaker = re.split(r"[,\"]", folded[value[1] : verb[0]])
        last = speaker[-1].strip()
        return preposition or (len(speaker) > 1 and bool(last) and not _JOINED.match(last))
    between = folded[verb[1] : value[0]]
    if preposition:
        return bool(re.search(r"[,:]", between))
    if find_numbers(folded[value[0] : value[1]]):
        return True
    # "..., said the minister, V": after an inverted verb comes the speaker alone.
    inverted = folded[: verb[0]].rstrip().endswith((",", '"'))
    # "told the network V", "said V": what follows the verb at once is a speaker or a listener.
    heard = len(between.split()) <= 4 and not re.search(r"[,:\"]|\bthat\b", between)
    return not (inverted or heard)


def _dateline_end(folded: str) -> int:
    match = _DATELINE.match(folded)
    return match.end() if match else 0


def doubted(claim: Claim, told: tuple[str, ...]) -> bool:
    """Whether the clause that holds the value in its quote doubts it."""
    if len(tokens(claim.value)) >= _SHORT:
        return False
    settings = (_setting(sentence, claim.value) for sentence in told)
    return any(hedges(f"{s.before} ; {s.after}") & {"alleged", "unknown"} for s in settings)


def _names_speaker(claim: Claim, text: str) -> bool:
    return bool(claim.speaker) and contains(tokens(text), tokens(claim.speaker or ""))
