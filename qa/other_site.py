"""Does a report tell of a hit on another site than the one asked about: a market for a hospital?

A town is hit more than once, and the report of one day says nothing of what another day's names.
Sites and the words that reports use for the same one are data (``data/answer_types.toml``).
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from qa.evidence import Line
from qa.language import Sentence, noun_phrase, parse
from qa.lexicons import load_lexicon
from qa.measures import measure_of
from qa.question import Question
from qa.roles import role_of
from qa.sentences import sentence_spans

__all__ = ["tells_of_other_site"]

LEAD = 400  # characters at the top of a report that tell what was hit
_DEEDS = frozenset({"attacked", "destroyed", "damaged", "exploded", "fired", "killed"})
_AT = frozenset({"on", "of", "at", "against", "in", "inside"})
_NO_SITES = frozenset({"GPE", "LOC", "PERSON", "NORP", "DATE", "TIME"})
_COUNTED = frozenset({"figure", "date"})


def tells_of_other_site(question: Question, line: Line) -> bool:
    """Whether the report of *line* tells of a hit on another kind of site, and names none such."""
    if question.type not in _COUNTED or not _sites_hit(question.text):
        return False
    article = line.article
    if _may_tell_of_asked(question.text, article.title, article.text):
        return False
    return any(_sites_hit(told) for told in (*_opening(article.title, article.text), line.text))


@lru_cache(maxsize=128)  # the reports of a few questions, each met again with every candidate
def _may_tell_of_asked(asked: str, title: str, text: str) -> bool:
    """Whether a report names such a site as was hit in *asked*, or a target of no plain kind."""
    alike = frozenset[str]().union(*(_alike(site) for site in _sites_hit(asked)))
    if _words_in(f"{title} {text}".lower()) & alike:
        return True
    return any(_names_target(told, asked) for told in _opening(title, text))


@lru_cache(maxsize=128)
def _opening(title: str, text: str) -> tuple[str, ...]:
    """The title and the sentences at the top of a report."""
    top = (text[start:end] for start, end in sentence_spans(text[:LEAD]))
    return tuple(told for told in (title, *top) if told)


@lru_cache(maxsize=2_048)
def _names_target(told: str, asked: str) -> bool:
    """Whether *told* names what was hit by a name that leaves its kind open: "the Grand Palace".

    It may be the hotel that is asked about.
    """
    sentence = parse(told)
    return any(
        token.pos == "PROPN" and _is_hit(sentence, i) and _is_building(sentence, i, asked)
        for i, token in enumerate(sentence.tokens)
    )


def _is_building(sentence: Sentence, i: int, asked: str) -> bool:
    """Whether the name of which token *i* is the head may be of a building of any kind."""
    first, last = noun_phrase(sentence, i)
    name = [t for t in sentence.tokens[first:last] if t.pos == "PROPN"]
    if any(t.lemma.lower() in _groups() or t.ent in _NO_SITES for t in name):
        return False
    bodies = load_lexicon("answer_types")["bodies"]["nouns"]
    if name[-1].text.lower() in bodies or {t.text for t in name} <= _words_in(asked):
        return False
    return all(t.ent == "FAC" for t in name) or len(name) > 1


@lru_cache(maxsize=2_048)
def _sites_hit(text: str) -> frozenset[str]:
    """The sites that *text* says were hit: "a raid on the MARKET", "the MARKET bombing"."""
    if not _words_in(text.lower()) & _groups().keys():
        return frozenset()
    return frozenset(_hit(parse(text)))


def _hit(sentence: Sentence) -> Iterator[str]:
    for i, token in enumerate(sentence.tokens):
        if token.lemma in _groups() and token.pos == "NOUN" and _is_hit(sentence, i):
            yield token.lemma


def _is_hit(sentence: Sentence, i: int) -> bool:
    """Whether token *i* is what a deed, or a weapon, was aimed at."""
    tokens = sentence.tokens
    token, above = tokens[i], tokens[i].head
    if token.dep == "pobj" and tokens[above].lemma in _AT:
        above = tokens[above].head
        # "shells landed on a market"
        fell = (t for t in tokens if t.head == above and t.dep == "nsubj")
        return any(measure_of(t.lemma) in _DEEDS for t in (tokens[above], *fell))
    if token.dep not in {"compound", "nmod"}:
        role, above = role_of(sentence, i)
        if role != "object":
            return False
    return measure_of(tokens[above].lemma) in _DEEDS


def _alike(site: str) -> frozenset[str]:
    """All words, singular and plural, by which such a site may be called."""
    table = load_lexicon("answer_types")["sites"]
    words = {word for group in _groups()[site] for word in table[group]}
    return frozenset(words | {f"{word}s" for word in words} | {f"{word[:-1]}ies" for word in words})


def _words_in(text: str) -> frozenset[str]:
    return frozenset(word.strip(".,;:?!()[]\"'\u2019\u201c\u201d-") for word in text.split())


@cache
def _groups() -> dict[str, frozenset[str]]:
    """The lists in which each word stands, by their names."""
    found: dict[str, frozenset[str]] = {}
    for name, words in load_lexicon("answer_types")["sites"].items():
        for word in words:
            found[word] = found.get(word, frozenset()) | {name}
    return found
