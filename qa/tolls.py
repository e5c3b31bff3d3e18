"""Counts that a noun for a count carries: "the death toll rose to 44", "the wounded number 24"."""

from qa.counted import Counted
from qa.language import Sentence, Token, noun_phrase
from qa.measures import load_measures, measure_of
from qa.predicates import REACH

__all__ = ["counted_by_toll", "is_estimate", "number_told_of", "on_toll", "toll_before"]

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_ENDS = frozenset({".", ";", "!", "?"})
_LINKS = frozenset(
    {"to", "at", "of", "be", "from", "in", ":", "as", "reach", "hit", "stand", "exceed", "pass"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HURT = frozenset({"killed", "wounded", "casualties"})


def toll_before(sentence: Sentence, counted: Counted) -> str | None:
    """The measure of the toll that leads to the number; None where there is none or it has none."""
    toll = on_toll(sentence, counted)
    if toll is None:
        return _those(sentence.tokens, counted)
    measure = _toll_measure(sentence.tokens, toll)
    earlier = range(toll - 1, -1, -1)
    tolls = load_measures().structure["tolls"]
    # "The number of wounded is not known; the hospital's figure of 60 ..."
    before = next((i for i in earlier if sentence.tokens[i].lemma in tolls), None)
    if measure is None and before is not None:
        return _toll_measure(sentence.tokens, before)
    return measure


def on_toll(sentence: Sentence, counted: Counted) -> int | None:
    """Index of the noun for a count whose number this is, by word order or by the parse."""
    tokens, tolls = sentence.tokens, load_measures().structure["tolls"]
    link = counted.first - 1
    if link < 1:
        return None
    if tokens[link].lemma in _LINKS | tolls or tokens[link].pos == "ADV":
        for i in range(link, max(link - REACH, -1), -1):
            if tokens[i].text in _ENDS:
                break
            if tokens[i].lemma in tolls and tokens[i].pos in _NOUNS:
                return i
    return _apposed(tokens, counted) or _subject(tokens, counted)


def counted_by_toll(sentence: Sentence, counted: Counted) -> str | None:
    """Whom a toll counts: "the number of PEOPLE killed rose to 23"."""
    toll = on_toll(sentence, counted) if counted.head is None else None
    tokens = sentence.tokens
    if toll is None or toll + 2 >= len(tokens) or tokens[toll + 1].lemma != "of":
        return None
    noun = next((i for i, t in enumerate(tokens) if t.head == toll + 1 and t.dep == "pobj"), None)
    if noun is None or tokens[noun].tag not in {"NNS", "NNPS"} or noun > counted.first:
        return None
    first, last = noun_phrase(sentence, noun)
    return sentence.text[tokens[first].start : tokens[last - 1].end]


def is_estimate(sentence: Sentence, counted: Counted) -> bool:
    """Whether the count is called an estimate: "the estimate is of 800 only"."""
    toll = on_toll(sentence, counted)
    return toll is not None and sentence.tokens[toll].lemma == "estimate"


def _apposed(tokens: tuple[Token, ...], counted: Counted) -> int | None:
    """As in "the toll given by the hospital, 23, is unchanged"."""
    tolls = load_measures().structure["tolls"]
    head = tokens[counted.number].head
    apposed = tokens[counted.number].dep == "appos" and tokens[head].lemma in tolls
    return head if apposed and tokens[counted.first - 1].text == "," else None


def _subject(tokens: tuple[Token, ...], counted: Counted) -> int | None:
    """As in "the number of people killed when shells hit the market has climbed to 23"."""
    tolls, link = load_measures().structure["tolls"], counted.first - 1
    if tokens[link].lemma not in {"to", "at", "from"}:
        return None
    verb = tokens[link].head
    for i, token in enumerate(tokens):
        if token.head == verb and token.dep in _SUBJECTS and token.lemma in tolls:
            return i
    return None


def _those(tokens: tuple[Token, ...], counted: Counted) -> str | None:
    """As in "the injured number 24", "bringing the army's dead to ten"."""
    link = counted.first - 1
    if link < 1 or tokens[link].lemma not in {"number", "to", "be"}:
        return None
    measure = load_measures().state.get(tokens[link - 1].text.lower())
    before = tokens[link - 2].lemma if link > 1 else ""
    return measure if before in {"the", "'s", "its", "their", "of"} else None


def _toll_measure(tokens: tuple[Token, ...], toll: int) -> str | None:
    lexicon = load_measures()
    window = [*range(toll - 1, max(toll - 3, -1), -1), *range(toll + 1, min(toll + 6, len(tokens)))]
    deaths = tokens[toll].lemma in lexicon.structure["death_tolls"]
    for i in window:
        word, lemma = tokens[i].text.lower(), tokens[i].lemma
        hurt = word in lexicon.state or lexicon.noun.get(lemma) in _HURT
        if deaths and tokens[i].pos in _NOUNS and not hurt:
            continue  # "the toll of the attack", "from a bomb blast" counts the dead
        for role in (lexicon.state, lexicon.noun, lexicon.subject, lexicon.object):
            measure = role.get(word) or role.get(lemma)
            if measure and lemma not in lexicon.structure["tolls"]:
                return measure
        if i > toll and tokens[i].pos == "VERB":
            break
    return "killed" if deaths else None


def number_told_of(sentence: Sentence) -> tuple[str | None, str | None]:
    """Measure and population of "the number of inmates who escaped", where no number is given."""
    tokens = sentence.tokens
    tolls = load_measures().structure["tolls"]
    first = next((i for i, token in enumerate(tokens) if token.lemma in tolls), None)
    if first is None:
        return None, None
    after = tokens[first + 1 :]
    measure = next((m for m in (measure_of(token.lemma) for token in after) if m), None)
    counted = next((token.text for token in after if token.tag in {"NNS", "NNPS"}), None)
    return measure, counted if measure else None
