"""How well a figure is the one asked for: its measure, its population, its unit."""

from qa.figures import related_measures
from qa.language import parse
from qa.question import Question
from qa.question_words import sizes
from qa.records import Figure
from qa.same_people import groups_of, same_names

__all__ = ["figure_fit", "is_anyone"]

VAGUE = 0.6  # fit of "many", "dozens" beside a number
RELATED = 0.8  # fit of a measure that may also be meant
OTHER_WORD = 0.7  # fit of "children" where kids are asked for
OTHER_PARTY = 0.1  # factor for fighters of one name where those of another are asked for
UNSAID = 0.3  # fit of a figure without a measure
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_ANYONE = frozenset(
    {"people", "person", "victim", "casualty", "other", "dead", "individual", "life", "body"}
)


def figure_fit(question: Question, figure: Figure) -> float:
    """1 for the measure and population asked for; 0 when either is another one."""
    asked = sizes(question.head or "")
    given = sizes((figure.of or "").split()[-1]) if (figure.of or "").split() else frozenset[str]()
    if asked or given:
        return 1.0 if asked & given else 0.0
    population = _population_fit(question.population, figure.of)
    vague = VAGUE if figure.qualifier == "vague" else 1.0
    if question.measure is None:
        return population * vague * (1.0 if question.population else 0.7)
    if figure.measure == question.measure:
        return population * vague
    if figure.measure in related_measures(question.measure):
        return RELATED * population * vague
    # Nothing that the lexicon knows says what happened to those counted.
    return 0.0 if figure.measure is not None else UNSAID * population * vague


def is_anyone(of: str | None) -> bool:
    """Whether those counted are only called people, the dead, or the like."""
    return of is not None and _heads(of) <= _ANYONE


def _population_fit(asked: str | None, of: str | None) -> float:
    if not asked:
        return 1.0
    wanted = _heads(asked)
    if wanted <= _ANYONE:
        return 1.0 if of is None or _heads(of) & _ANYONE else 0.85
    if of is None:
        return 0.5
    shared = len(wanted & _heads(of)) / len(wanted)
    party = 1.0 if same_names(asked, of) else OTHER_PARTY
    if shared:
        return party * (0.6 + 0.4 * shared)
    return OTHER_WORD if groups_of(asked) & groups_of(of) else 0.0


def _heads(words: str) -> set[str]:
    """Lemmas of the nouns and adjectives of a noun phrase."""
    # A plural in capitals, alone, is taken for a name and keeps its ending.
    tokens = parse(words.lower()).tokens
    return {token.lemma for token in tokens if token.pos in _NOUNS} or {words.lower()}
