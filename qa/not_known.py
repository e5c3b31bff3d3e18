"""A report's own "it is not known", and of what it says so.

"How many has not been established" speaks of those in the sentence before it; "an unknown number
were taken prisoner" says nothing of the dead. The words are data: ``data/not_known.toml``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from qa.evidence import Evidence, Line
from qa.language import Sentence, parse, parse_many
from qa.left_open import leaves_other_open
from qa.lexicons import any_phrase, load_lexicon
from qa.measures import load_measures, measure_of, related_measures
from qa.portions import asks_part
from qa.question import AnswerType, Question
from qa.question_words import sizes
from qa.same_people import groups_of
from qa.word_keys import word_keys

__all__ = ["NotKnown", "asked_measures", "not_known"]

NAMED = 0.5  # share of the question's names that the report must hold
TOLD = 0.3  # of the question's other words, that the statement must hold
TOLD_OF_PART = 0.5  # the same where a part is asked for: its whole has the same words
FEW = 2  # nouns and verbs; a sentence with fewer speaks of the one before
_TOPICS: Mapping[AnswerType, tuple[str, ...]] = {
    "figure": ("number",),
    "person": ("who",),
    "organisation": ("who",),
    "role": ("who",),
    "cause": ("cause",),
    "place": ("place", "fate"),
    "date": ("date",),
    "weapon": ("weapon",),
    "yesno": ("whether",),
    "other": ("fate", "whether", "cause", "weapon"),
}
_STATES = frozenset({"hold", "keep", "take", "hide", "live", "go", "bring", "move", "stay", "bury"})
RELATED = 0.6  # how exact a related measure is
LITTLE = 0.3  # of the question, that a sentence and its neighbours hold where no name helps
CLEARLY = 0.5  # or the sentence itself
LOCAL = 7  # words that "an unknown number of ..." is about
_NUMBER_OF = re.compile(
    r"(?:unknown|undetermined|undisclosed|unspecified|uncertain)\s+"
    r"(?:number|amount|sum|quantity|figure)",
    re.IGNORECASE,
)
_APART = frozenset({"civilians", "children", "troops", "police", "prisoners", "hostages"})
_BYSTANDERS = frozenset({"civilians", "children"})
_GENERIC = frozenset({"number", "figure", "count", "many", "much", "toll", "total", "become"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKnown:
    """A statement that what is asked for is not known.

    Attributes:
        line: The sentence.
        start: Article offset of the words that say so.
        end: Offset after them.
        exact: How well it is what is asked: 1 for the very measure, less for a related one.
    """

    line: Line
    start: int
    end: int
    exact: float


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    phrases = sorted(load_lexicon("not_known")[table][name], key=len, reverse=True)
    return re.compile(rf"\b(?:{any_phrase(phrases)})\b", re.IGNORECASE)


def not_known(question: Question, evidence: Evidence) -> list[NotKnown]:
    """Statements that what *question* asks for is not known, the most exact first."""
    topics = _topics(question)
    found = [
        statement
        for line in evidence.lines
        if line.named_far >= NAMED and line.dated
        for statement in _statements(question, evidence, line, topics)
    ]
    return sorted(found, key=lambda statement: (-statement.exact, -statement.line.score))


def asked_measures(question: Question) -> frozenset[str]:
    """What happened to those asked for, by any verb of the question."""
    if question.measure is not None:
        return frozenset({question.measure})
    lemmas = tuple(token.lemma for token in parse(question.text).tokens)
    phrases = load_measures().after
    told = {m for words, m in phrases.items() if _holds(lemmas, words)}
    return frozenset(told | {m for verb in question.verbs if (m := measure_of(verb))})


def _holds(lemmas: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(lemmas[i : i + len(words)] == words for i in range(len(lemmas)))


def _topics(question: Question) -> tuple[str, ...]:
    """The tables of ``data/not_known.toml`` that name what is asked for."""
    if question.type == "figure":
        return ("size",) if sizes(question.head or "") else ("number",)
    if question.type == "other" and not _pattern("topics", "fate").search(question.text):
        return ()
    if question.type == "place" and question.verbs and not _STATES & set(question.verbs):
        return ("spot",)  # where the taken are now is not where they were taken
    return _TOPICS.get(question.type, ())


def _statements(
    question: Question, evidence: Evidence, line: Line, topics: tuple[str, ...]
) -> Iterator[NotKnown]:
    cue = _pattern("said", "phrases").search(line.text)
    if cue is None or not _names_topic(line.text, cue, topics):
        return
    if leaves_other_open(question, line.text, cue.end()):
        return
    if not question.names and line.near < LITTLE and _share(question, line.text) < CLEARLY:
        return
    window = evidence.window(line, before=1, after=0)
    sentences = parse_many([other.text for other in window])
    if _NUMBER_OF.match(line.text[cue.start() :]):
        # "killing six and taking an unknown number prisoner": only the prisoners are not counted
        last = cue.start() + len(" ".join(line.text[cue.start() :].split()[:LOCAL]))
        sentences = parse_many([line.text[cue.start() : last]])
    exact = _exactness(question, sentences)
    if exact:
        start, end = line.start + cue.start(), line.start + cue.end()
        yield NotKnown(line=line, start=start, end=end, exact=exact)


def _names_topic(text: str, cue: re.Match[str], topics: tuple[str, ...]) -> bool:
    """Whether what is not known is what *topics* name, not what another part of *text* tells.

    "Unknown" before a noun speaks of that noun: "to an unknown destination". The "who" of "a man
    who was seized did not know" asks nothing; one that opens the sentence or follows the cue does.
    """
    described = _DESCRIBED.match(text, cue.start())
    for topic in topics:
        for word in _pattern("topics", topic).finditer(text):
            if described and topic in {"who", "spot"}:
                if word.start() < described.start(1) or word.start() > described.end(1):
                    continue
                return not _GOAL.search(text[: cue.start()])
            asks = word[0].lower() in _ASKING and topic in {"who", "spot"}
            near = 0 <= word.start() - cue.end() <= NEAR or not text[: word.start()].strip()
            if near or not asks:
                return True
    return False


_DESCRIBED = re.compile(r"(?i)(?:unknown|undisclosed|unspecified|undetermined)\s+([^\W\d_]+)")
_GOAL = re.compile(r"(?i)\b(?:to|for|in|at|from)\s+(?:an?\s+|the\s+|some\s+)?$")
_ASKING = frozenset({"who", "whom", "where"})
NEAR = 24  # characters between "did not say" and the word that tells what


def _exactness(question: Question, sentences: list[Sentence]) -> float:
    """0 where the last sentence (or, if it says little, the one before) tells of something else."""
    counts = question.type == "figure"
    bare = sum(_speaks(sentences[-1])) < FEW
    scope = sentences if bare or not counts else sentences[-1:]
    asked = asked_measures(question)
    if not (counts and asked) or asks_part(question):
        share = _share(question, " ".join(sentence.text for sentence in scope))
        return share if share >= (TOLD_OF_PART if asks_part(question) else TOLD) else 0.0
    told = {m for sentence in scope for m in _measures(sentence)}
    if not any(told & related_measures(measure) for measure in asked):
        return 0.0
    people = groups_of(question.population)
    around = groups_of(" ".join(sentence.text for sentence in sentences))
    # Fighters are not the civilians that "how many has not been established" speaks of.
    if people and not people & around and (people & _APART or around & _BYSTANDERS):
        return 0.0
    return 1.0 if told & asked else RELATED if not people or people & around else 0.0


def _share(question: Question, text: str) -> float:
    """Share of the question's words that *text* holds; dates aside, and names where more is asked.

    The names stand elsewhere in the report; "cannot say how many civilians remain there".
    """
    aside = frozenset[str]().union(*(word_keys(m.value.text) for m in question.dates))
    names = word_keys(" ".join(question.names))
    wanted = [keys for t in question.terms if t not in _GENERIC and (keys := word_keys(t))]
    wanted = [keys for keys in wanted if not keys & aside] or wanted
    unnamed = [keys for keys in wanted if not keys & names]
    wanted = unnamed if len(unnamed) >= FEW else wanted
    held = word_keys(text)
    return sum(bool(keys & held) for keys in wanted) / len(wanted) if wanted else 0.0


def _speaks(sentence: Sentence) -> Iterator[bool]:
    """For each noun and verb, whether it says more than that something is not known."""
    cue = _pattern("said", "phrases").search(sentence.text)
    for token in sentence.tokens:
        inside = cue is not None and cue.start() <= token.start < cue.end()
        generic = token.lemma in _GENERIC or token.pos == "AUX"
        yield token.pos in {"NOUN", "PROPN", "VERB"} and not inside and not generic


def _measures(sentence: Sentence) -> Iterator[str]:
    states = load_measures().state
    for token in sentence.tokens:
        measure = measure_of(token.lemma) or states.get(token.text.lower())
        if measure:
            yield measure
