"""What fills a place of a verb in a report: the villages in "the army shelled Osht and Varna".

The counterpart of ``role_asked``: subjects and objects in active and passive clauses, participles
on their nouns ("those arrested"), and what a label before a colon lists ("Needs: two generators").
A group that is only counted ("three villages") stands for the items that are named after it.
"""

import re
from collections.abc import Iterator

from qa.language import Sentence, Token, conjuncts, is_passive, noun_phrase, subtree
from qa.lexicons import load_lexicon
from qa.listing import enumerated, items
from qa.measures import measure_of
from qa.role_asked import RoleAsked
from qa.word_keys import word_keys
from qa.word_match import match_keys

__all__ = ["Filler", "fillers", "follows_on", "opens_list"]

Span = tuple[int, int]
Filler = tuple[Span, bool]  # offsets in the sentence; whether it is only a counted group
_TELLING = {"be", "include"}
_NOMINAL = {"NOUN", "PROPN", "NUM"}
_LABEL = re.compile(r"^\s*(\w+)(?:\s+\w+)?\s*:\s+(?=\S)")
_LISTED = re.compile(
    r"(?:[,;(]\s*|\s)(?:including|among (?:them|whom|those)(?: (?:are|were))?|such as|namely)\s+"
    r"|:\s+",
    re.IGNORECASE,
)
_APPOSED = re.compile(r",\s+[A-Z][\w'-]+(?:\s+(?:al-)?[A-Z][\w'-]+)*(?=[,.]|\s+(?:and|was|were)\b)")
_CUT = re.compile(r"\s*[,(;:]|\s+(?:who|which|that|whose|where)\b")
_COLON = re.compile(r"(?:\s+[\w-]+){0,4}\s*:\s*")
_ON = re.compile(
    r"^(?:they|these|those|the (?:dead|wounded|victims|others|detainees)|among (?:them|the \w+))"
    r"\s+(?:are|were|include|included|is|was)\s+(?=\S)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.;)\u201d\"]|,\s+(?:according to|which|who|while|but)\b|,(?=[^,]*\b(?:said|says|told)\b)"
)


def fillers(sentence: Sentence, asked: RoleAsked) -> Iterator[Filler]:
    """What fills the place that is asked for, in the order of the sentence."""
    label = _LABEL.match(sentence.text)
    if label and asked.role == "object" and _is_label(sentence, label.group(1), asked):
        yield from _listed(sentence, label.end())
        return
    seen: set[Span] = set()
    for i in range(len(sentence.tokens)):
        if _same_verb(sentence, i, asked):
            for span, counted in _of_verb(sentence, i, asked):
                if span not in seen:
                    seen.add(span)
                    yield span, counted


def _of_verb(sentence: Sentence, i: int, asked: RoleAsked) -> Iterator[Filler]:
    """What fills the place of one verb, or who "those arrested" are."""
    tokens = sentence.tokens
    after = tokens[i + 1] if i + 1 < len(tokens) else tokens[i]
    if asked.role == "object" and after.lemma in _TELLING and _stands_for_them(sentence, i, asked):
        yield from _listed(sentence, after.end + 1)
    elif tokens[i].pos in {"VERB", "ADJ"}:
        for noun in _in_place(sentence, i, asked):
            yield from _named(sentence, noun, asked)


def follows_on(sentence: Sentence) -> list[Span]:
    """The items of a sentence that says who those just spoken of are: "They are the nurse ..."."""
    opening = _ON.match(sentence.text)
    if opening is None:
        return []
    return [span for span, _ in _listed(sentence, opening.end())]


def opens_list(sentence: Sentence, asked: RoleAsked) -> int | None:
    """Where a list begins that the verb asked about opens with a colon: "we demand: 1. ..."."""
    for i, token in enumerate(sentence.tokens):
        if asked.role == "object" and _same_verb(sentence, i, asked):
            colon = _COLON.match(sentence.text, token.end)
            if colon:
                return colon.end()
    return None


def _listed(sentence: Sentence, start: int) -> Iterator[Filler]:
    """The items of the list that begins at *start*."""
    end = _ENDS.search(sentence.text, start)
    stop = end.start() if end else len(sentence.text)
    for span in enumerated(sentence, start, stop):
        yield span, False


def _stands_for_them(sentence: Sentence, i: int, asked: RoleAsked) -> bool:
    """Whether a participle or adjective stands for them: "those arrested", "the weapons used"."""
    before = sentence.tokens[i - 1] if i else None
    return before is not None and (
        before.text.lower() in {"those", "the"} or before.lemma == asked.head
    )


def _is_label(sentence: Sentence, word: str, asked: RoleAsked) -> bool:
    lemma = next((t.lemma for t in sentence.tokens if t.text == word), word.lower())
    return bool(match_keys(word, lemma) & match_keys(asked.verb, asked.verb))


def _same_verb(sentence: Sentence, i: int, asked: RoleAsked) -> bool:
    token = sentence.tokens[i]
    measure = measure_of(asked.verb)
    # "armed" is read as a verb or as an adjective
    same = bool(word_keys(token.lemma) & word_keys(asked.verb)) or (
        measure is not None and measure in {measure_of(token.lemma), measure_of(token.text.lower())}
    )
    if not same:
        return False
    children = [t for t in sentence.tokens if t.head == i]
    if any(t.dep == "neg" for t in children):
        return False
    if token.lemma == asked.verb:
        particle = next((t.lemma for t in children if t.dep == "prt"), None)
        prepositions = {t.lemma for t in children if t.dep == "prep"}
        if particle != asked.particle and asked.particle not in prepositions:
            return False
    return asked.noun is None or any(t.lemma == asked.noun for t in children)


def _in_place(sentence: Sentence, verb: int, asked: RoleAsked) -> list[int]:
    """The nouns in the place asked for."""
    tokens = sentence.tokens
    if asked.role == "oblique":
        return _after(sentence, verb, asked.preposition)
    passive = is_passive(sentence, verb) or tokens[verb].pos == "ADJ"
    if asked.role == "object":
        found = _undergoing(sentence, verb, passive=passive)
        # "fired on": a particle in the question, a preposition in the report
        return found or _after(sentence, verb, asked.particle)
    if passive:
        return [
            j
            for j, t in enumerate(tokens)
            if t.dep == "pobj" and tokens[t.head].lemma == "by" and tokens[t.head].head == verb
        ]
    return _doing(sentence, verb)


def _after(sentence: Sentence, verb: int, preposition: str | None) -> list[int]:
    tokens = sentence.tokens
    return [
        j
        for j, t in enumerate(tokens)
        if t.dep == "pobj" and tokens[t.head].head == verb and tokens[t.head].lemma == preposition
    ]


def _undergoing(sentence: Sentence, verb: int, *, passive: bool) -> list[int]:
    tokens = sentence.tokens
    found = [j for j, t in enumerate(tokens) if t.head == verb and t.dep in {"dobj", "nsubjpass"}]
    if found or not passive:
        return _through_relative(sentence, verb, found)
    if tokens[verb].dep in {"acl", "relcl", "amod"}:
        return [tokens[verb].head]
    return _shared_subject(sentence, verb)


def _shared_subject(sentence: Sentence, verb: int) -> list[int]:
    """The subject of the verb that *verb* is joined to: "the men fired and were arrested"."""
    tokens = sentence.tokens
    while tokens[verb].dep == "conj" and tokens[verb].head != verb:
        verb = tokens[verb].head
        found = [
            j for j, t in enumerate(tokens) if t.head == verb and t.dep in {"nsubj", "nsubjpass"}
        ]
        if found:
            return _through_relative(sentence, verb, found)
    return []


def _doing(sentence: Sentence, verb: int) -> list[int]:
    tokens = sentence.tokens
    found = [j for j, t in enumerate(tokens) if t.head == verb and t.dep == "nsubj"]
    above = tokens[verb].head
    if not found and tokens[verb].dep in {"conj", "xcomp"} and above != verb:
        return _doing(sentence, above)
    return _through_relative(sentence, verb, found)


def _through_relative(sentence: Sentence, verb: int, found: list[int]) -> list[int]:
    """For "who" and "that", the noun they stand for."""
    tokens = sentence.tokens
    relative = any(tokens[j].tag in {"WDT", "WP"} for j in found)
    return [tokens[verb].head] if relative and tokens[verb].dep == "relcl" else found


def _named(sentence: Sentence, noun: int, asked: RoleAsked) -> Iterator[Filler]:
    """The items that the noun begins, or those that are named after a counted group."""
    tokens = sentence.tokens
    if tokens[noun].pos not in _NOMINAL:
        return
    first, last = noun_phrase(sentence, noun)
    start, end = tokens[first].start, tokens[last - 1].end
    alone = len(conjuncts(sentence, noun)) == 1
    if alone and _only_counted(tokens[noun], asked):
        listed = _LISTED.search(sentence.text, end)
        own = _in_apposition(sentence, noun)
        if own:
            for item in items(sentence, tokens[own].start, tokens[own].end):
                yield item, False
        elif listed:
            yield from _listed(sentence, listed.end())
        else:
            yield (start, end), True
        return
    whole_start, whole_end = subtree(sentence, noun)
    span = tokens[whole_start].start, tokens[whole_end - 1].end
    for item in items(sentence, start, end) if not alone else [_trimmed(sentence, span, end)]:
        yield item, False


def _in_apposition(sentence: Sentence, noun: int) -> int | None:
    """The name in "the villages of Osht and Varna", or in "three villages, Osht, Varna and Elm"."""
    tokens = sentence.tokens
    for j, token in enumerate(tokens):
        above = tokens[token.head]
        of = token.dep == "pobj" and above.lemma == "of" and above.head == noun
        beside = token.dep == "appos" and token.head == noun
        if token.pos == "PROPN" and j > noun and (of or beside):
            return j
    return None


def _trimmed(sentence: Sentence, span: Span, least: int) -> Span:
    """A phrase without what follows a comma or a relative pronoun after its noun."""
    start, end = span
    apposed = _APPOSED.match(sentence.text, least, end)
    least = apposed.end() if apposed else least
    cut = _CUT.search(sentence.text, least, end)
    return start, cut.start() if cut else end


def _only_counted(token: Token, asked: RoleAsked) -> bool:
    """Whether the noun names no one: "people", a number, or the very noun asked for."""
    anyone = load_lexicon("people")["groups"]["anyone"]
    return token.pos == "NUM" or token.lemma in anyone or token.lemma == asked.head
