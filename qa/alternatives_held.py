"""Where a sentence tells one alternative of a question, and how plainly.

A thing is told by its words ("a car bomb", "twin bombings"), of the question's own predicate where
it names one; a deed by its polarity, as in a question of yes or no.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qa.alternative_counts import NEAR, counts_of, holds_number, number_of, token_keys
from qa.alternatives import Alternative
from qa.answer_types import noun_type
from qa.evidence import Evidence, Line
from qa.hypothetical import is_hypothetical
from qa.language import Sentence, parse, subtree
from qa.lexicons import load_lexicon
from qa.measures import measure_of
from qa.negations import is_negated
from qa.polarity import polarity
from qa.predicate_asked import predicate_asked
from qa.question import Question, understand
from qa.word_keys import word_keys

__all__ = ["Told", "lines_that_tell", "shown", "taken_back", "told_in"]

PART: Final = 0.6  # fit of some of an alternative's words
ASIDE: Final = 0.85  # factor where the sentence tells it of another deed
LONGEST: Final = 12  # words of a clause that is shown apart from its sentence


@dataclass(frozen=True, slots=True)
class Told:
    """Where a sentence tells an alternative, and how plainly; *denied* where it tells it is not."""

    first: int
    last: int
    fit: float
    denied: bool = False


def lines_that_tell(question: Question, evidence: Evidence) -> Iterator[Line]:
    """The sentences that hold a word of an alternative, in which a parse may find it told.

    A deed may be told in any words.
    """
    words = [word for one in question.alternatives for word in one.words]
    deeds = any(one.deed for one in question.alternatives)
    numbers = {n for word in words if (n := number_of(word)) is not None}
    keys = frozenset[str]().union(*map(word_keys, words))
    return (
        line
        for line in evidence.lines
        if deeds or (holds_number(line.text, numbers) if numbers else keys & word_keys(line.text))
    )


def told_in(question: Question, sentence: Sentence, one: Alternative) -> Told | None:
    """The plainest telling of *one*; what only may be is none."""
    if one.deed and _is_predicate(one):
        return _done(sentence, one)
    best: Told | None = None
    for first, last, share in _places(sentence, one):
        verb = _governor(sentence, first)
        at = next((i for i in range(first, last) if sentence.tokens[i].head == verb), first)
        same = one.deed or _of_the_deed(question, sentence, verb)
        undergoes = one.doer and _undergoes(sentence, last - 1, of_deed=same)
        if is_hypothetical(sentence, verb) or undergoes:
            continue
        denied = is_negated(sentence, verb) or (at != verb and is_negated(sentence, at))
        denied = denied or _rejected(sentence, verb)
        # "the army did not comment" denies nothing that is asked
        if denied and not same:
            continue
        fit = share * (1.0 if same and not one.deed else ASIDE)
        if best is None or fit > best.fit:
            best = Told(first, last, fit, denied=denied)
    return best


def _undergoes(sentence: Sentence, i: int, *, of_deed: bool) -> bool:
    """Whether it is done to this one, which is no doer; "it struck a mine" tells of the mine."""
    tokens = sentence.tokens
    while tokens[i].dep in {"nmod", *_INSIDE} and tokens[i].head > i:
        i = tokens[i].head  # "a Syrian convoy"
    people = noun_type(tokens[i]) in {"person", "organisation"} or tokens[i].ent in {"ORG", "NORP"}
    return tokens[i].dep in {"dobj", "nsubjpass", "poss"} and (of_deed or people)


def _is_predicate(one: Alternative) -> bool:
    """Whether the parse of its reading asks for the deed, and not for a noun like "crash"."""
    asked = parse(one.reading)
    verb = predicate_asked(asked)
    return verb is not None and asked.tokens[verb].lemma in one.words


def _done(sentence: Sentence, one: Alternative) -> Told | None:
    """Where a sentence says that the deed was done, or that it was not."""
    says, fit = polarity(understand(one.reading), sentence)
    if says is None:
        return None
    verb = next((first for first, _, _ in _places(sentence, one)), None)
    whole = (0, len(sentence.tokens)) if verb is None else (verb, verb + 1)
    return Told(*whole, fit, denied=not says)


def _rejected(sentence: Sentence, verb: int) -> bool:
    """As in "the navy rejected a report that a torpedo had sunk it"."""
    tokens, denials = sentence.tokens, load_lexicon("alternatives")["denials"]["verbs"]
    while tokens[verb].head != verb:
        verb = tokens[verb].head
        if tokens[verb].lemma in denials:
            return not is_negated(sentence, verb)
    return False


def taken_back(sentence: Sentence, found: Told) -> tuple[int, int] | None:
    """What follows a belief that did not last: "it was FIRST thought to be ..., BUT ..."."""
    table, tokens = load_lexicon("alternatives")["taken_back"], sentence.tokens
    turn = next((i for i in range(found.last, len(tokens)) if tokens[i].lemma == "but"), None)
    if turn is None or turn + 1 >= len(tokens):
        return None
    believed = any(t.lemma in table["believed"] for t in tokens[: found.first])
    first = any(t.text.lower() in table["first"] for t in tokens[: found.first])
    return _trimmed(sentence, turn + 1, len(tokens)) if believed and first else None


def _places(sentence: Sentence, one: Alternative) -> Iterator[tuple[int, int, float]]:
    """Token ranges that hold the words of *one*, each with how much of them."""
    number = next((n for word in one.words if (n := number_of(word)) is not None), None)
    if number is not None:
        yield from counts_of(sentence, one, number)
        return
    held = [token_keys(t) for t in sentence.tokens]
    wanted = [word_keys(word) for word in one.words]
    joined = "".join(one.words)
    for i, token in enumerate(sentence.tokens):
        if one.of and any(keys & held[i] for keys in wanted):
            thing = _governed(sentence, i, one)
            if thing is not None:
                yield i, thing + 1, 1.0
            continue
        if token.text.lower().replace("-", "") in {joined, f"{joined}s"}:
            yield i, i + 1, 1.0
            continue
        within = sentence.text[: token.start].endswith("-")  # "a UN-Syrian convoy"
        if within or not any(keys & held[i] for keys in wanted):
            continue
        reach = range(i, min(len(held), i + NEAR))
        found = [j for j in reach if any(keys & held[j] for keys in wanted)]
        whole = all(any(keys & held[j] for j in found) for keys in wanted)
        yield i, found[-1] + 1, 1.0 if whole else PART


def _governed(sentence: Sentence, i: int, one: Alternative) -> int | None:
    """Where the thing stands that "before" and the like are told of, just after token *i*."""
    wanted = word_keys(one.of or "")
    after = range(i + 1, min(len(sentence.tokens), i + 1 + NEAR))
    return next((j for j in after if wanted & word_keys(sentence.tokens[j].text)), None)


def _governor(sentence: Sentence, i: int) -> int:
    """The verb that token *i* is told of."""
    tokens = sentence.tokens
    while tokens[i].pos not in {"VERB", "AUX"} and tokens[i].head != i:
        i = tokens[i].head
    return i


def _of_the_deed(question: Question, sentence: Sentence, verb: int) -> bool:
    """Whether the verb is one that the question asks of, or tells the same; "be" tells nothing."""
    asked = [word for word in question.verbs if not _is_own(question, word)]
    lemma = sentence.tokens[verb].lemma
    if not asked:
        return True
    alike = load_lexicon("opposites")
    for word in asked:
        told = {lemma, measure_of(lemma) or lemma}
        if word in told or (measure_of(word) or word) in told or word_keys(word) & word_keys(lemma):
            return True
        if lemma in alike.get(word, {}).get("yes", ()):
            return True
    return lemma == "be"


def _is_own(question: Question, word: str) -> bool:
    return any(word in one.words for one in question.alternatives)


def shown(sentence: Sentence, one: Alternative, found: Told) -> tuple[int, int]:
    """Offsets of what is shown: the phrase around a thing, the clause of a deed."""
    tokens = sentence.tokens
    first, last = found.first, found.last
    if one.deed:
        low, high = subtree(sentence, first)
        if last - first > 1 or high - low > LONGEST:
            return 0, len(sentence.text)
        return _trimmed(sentence, low, high)
    if one.of:
        return _trimmed(sentence, first, last)
    while tokens[last - 1].dep in _INSIDE and tokens[last - 1].head >= last:
        last = tokens[last - 1].head + 1
    inside = [
        i for i, t in enumerate(tokens[:first]) if t.head in range(first, last) and t.dep in _INSIDE
    ]
    first = min([first, *inside])
    if first and one.by and tokens[first - 1].lemma == one.by:
        first -= 1
    return _trimmed(sentence, first, last)


_INSIDE = frozenset({"det", "amod", "compound", "nummod", "poss"})


def _trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    tokens = sentence.tokens
    while first < last - 1 and tokens[first].pos in {"PUNCT", "CCONJ"}:
        first += 1
    while last > first + 1 and tokens[last - 1].pos in {"PUNCT", "CCONJ"}:
        last -= 1
    return tokens[first].start, tokens[last - 1].end
