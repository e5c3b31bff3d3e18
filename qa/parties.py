"""Who did it, claimed it or is blamed for it: subject or object of the verb asked about.

For "who claimed the attack": the Front in "the Front said it was behind the attack", and in "the
attack was claimed by the Front".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.language import Sentence, Token, noun_phrase, parse, subtree
from qa.lexicons import load_lexicon
from qa.measures import measure_of
from qa.party_verbs import blamed, claiming, doer
from qa.question import Question
from qa.question_forms import owned_deed
from qa.roles import role_of

__all__ = [
    "PartyAsked",
    "is_beside_deed",
    "is_nobody",
    "is_source",
    "parties",
    "party_asked",
    "undergoes",
]

_NOBODY = {"no", "nobody", "none", "people", "someone", "anyone"}


@dataclass(frozen=True, slots=True)
class PartyAsked:
    """What the party did.

    Attributes:
        verb: ``claim``, ``blame`` (it is blamed), ``do``, or the lemma of another verb.
        deeds: For ``do`` and ``claim``: lemmas of the verbs that tell the deed.
    """

    verb: str
    deeds: frozenset[str] = frozenset()


def party_asked(question: Question) -> PartyAsked | None:
    """What is asked of whom; None where no party is asked for."""
    if not (question.party or question.type == "organisation"):
        return None
    table = load_lexicon("answer_types")["doers"]
    tokens = parse(question.text).tokens
    asked = next((i for i, t in enumerate(tokens) if t.tag.startswith("W")), None)
    if asked is None:
        return None
    lemmas = [token.lemma for token in tokens[asked + 1 :]]
    if set(lemmas) & (set(table["blaming"]) - {"responsible", "responsibility"}):
        return PartyAsked("blame")
    deeds = _deeds(tokens[asked + 1 :])
    own = owned_deed(tokens)
    if own is not None or set(lemmas) & {"claim", "responsibility"}:
        return PartyAsked("claim", deeds if own is None else deeds | {tokens[own].lemma})
    performing = set(lemmas) & set(table["performing"]) if deeds else set()
    if performing or set(lemmas) & {"responsible", "behind"}:
        return PartyAsked("do", deeds | performing)
    verb = next((t for t in tokens[asked + 1 :] if t.lemma in table["doing"]), None)
    before = lemmas[: lemmas.index(verb.lemma)] if verb is not None else []
    # "Who was seized", "which towns did they seize": somebody else did it.
    return PartyAsked(verb.lemma) if verb is not None and not {"be", "do"} & {*before} else None


def _deeds(tokens: Sequence[Token]) -> frozenset[str]:
    """Verbs for what is asked about: of "the attack in which a judge was hurt", attacking."""
    table = load_lexicon("answer_types")["deeds"]
    return next((frozenset(table[t.lemma]) for t in tokens if t.lemma in table), frozenset())


def parties(sentence: Sentence, asked: PartyAsked) -> Iterator[tuple[int, int]]:
    """(start, end) of the parties that *sentence* tells of, without those told by a pronoun."""
    for i, token in enumerate(sentence.tokens):
        if token.pos in {"VERB", "AUX", "ADJ"}:
            yield from _best_told(sentence, _party_of(sentence, i, asked))


def is_source(sentence: Sentence, start: int, end: int, asked: PartyAsked | None) -> bool:
    """Whether [start, end) only tells of it: "(Wire)", "told Wire", "according to the Watch"."""
    told = parties(sentence, asked) if asked is not None else ()
    if any(first < end and start < last for first, last in told):
        return False
    before, after = sentence.text[:start].rstrip(), sentence.text[end:].lstrip()
    bracketed = before.endswith("(") and after.startswith(")")
    titled = _TITLED.search(before) is not None and after[:1] in {",", ".", ";", ""}
    if bracketed or titled or _ACCORDING.search(before):
        return True
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    heads = [tokens[i] for i in inside if tokens[i].head not in inside]
    # "its director, Ana Mora, said"
    heads += [tokens[t.head] for t in heads if t.dep == "appos"]
    return any(
        (t.dep in {"dobj", "dative"} and tokens[t.head].lemma == "tell")
        or (t.dep == "nsubj" and tokens[t.head].lemma in _SAYING)
        or (t.dep == "pobj" and tokens[tokens[t.head].head].lemma == "accord")
        for t in heads
    )


def is_beside_deed(sentence: Sentence, start: int, end: int, asked: PartyAsked) -> bool:
    """Whether [start, end) hangs on a preposition by which nobody does, claims or is blamed.

    "Talks are useless FOR the army", "the raid AGAINST the Front", "the Watch, which relies ON
    local clerks". Who claims a deed or is blamed for it is told by a verb and a few prepositions.
    """
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    head = next((i for i in inside if tokens[i].head not in inside), None)
    while head is not None and tokens[head].dep == "conj" and tokens[head].head != head:
        head = tokens[head].head
    if head is None or tokens[head].dep != "pobj":
        return False
    if any(first < end and start < last for first, last in parties(sentence, asked)):
        return False
    link = tokens[tokens[head].head].lemma
    return link not in _LINKS[asked.verb] if asked.verb in _LINKS else link in _BESIDE


def undergoes(sentence: Sentence, start: int, end: int, asked: PartyAsked) -> bool:
    """Whether [start, end) names, or stands beside, those to whom the deed was done, or where.

    "Ana Mora and Ivo Dresk were killed", "Ivo Dresk, a member of the Front, was killed". Who was
    killed or hurt in an attack did not carry it out.
    """
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    heads = [i for i in inside if tokens[i].head not in inside]
    for i in heads:
        role, verb = role_of(sentence, i)
        lemma = tokens[verb].lemma
        if role == "object" and measure_of(lemma) in _HARM:
            return True
        # "fired from a base", "attacked in Arlo": where it was done
        if role in {"object", "oblique"} and _tells_deed(lemma, asked):
            return True
    return False


def is_nobody(sentence: Sentence, start: int, end: int) -> bool:
    """Whether [start, end) is what there was none of: "no group has claimed it"."""
    heads = [i for i, t in enumerate(sentence.tokens) if start <= t.start and t.end <= end]
    return any(t.head in heads and t.dep == "det" and t.lemma == "no" for t in sentence.tokens)


def _tells_deed(lemma: str, asked: PartyAsked) -> bool:
    if lemma == asked.verb or lemma in asked.deeds:
        return True
    told = measure_of(lemma)
    return told is not None and told in {measure_of(verb) for verb in (asked.verb, *asked.deeds)}


_ACCORDING = re.compile(r"(?i)\baccording to(?:\s+the)?$")
# "according to the council head, Ivo Dresk,"
_TITLED = re.compile(r"(?i:\baccording to)(?:\s+[a-z][\w'\u2019-]*){1,6},$")
_SAYING = {"say", "report", "tell", "add", "deny", "condemn", "reject"}
_HARM = {"killed", "wounded"}
_LINKS = {"claim": {"by", "of"}, "blame": {"by", "on", "to"}}
_BESIDE = {"for", "against", "about", "like", "unlike", "than", "despite"}


def _best_told(sentence: Sentence, nouns: list[int]) -> list[tuple[int, int]]:
    """The spans of what *nouns* name; common nouns only where none is a proper name."""
    spans: dict[tuple[int, int], bool] = {}
    for j in nouns:
        word = sentence.tokens[j]
        if word.pos not in {"NOUN", "PROPN"} or not word.text[0].isalnum():
            continue
        first, last = _phrase(sentence, j)
        inside = sentence.tokens[first:last]
        if {token.lemma for token in inside} & _NOBODY:
            continue
        first, last = _name_in(sentence, first, last)
        span = sentence.tokens[first].start, sentence.tokens[last - 1].end
        spans[span] = any(token.pos == "PROPN" for token in sentence.tokens[first:last])
    named = [span for span, proper in spans.items() if proper] or list(spans)
    return [s for s in named if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in named)]


def _party_of(sentence: Sentence, verb: int, asked: PartyAsked) -> list[int]:
    lemma = sentence.tokens[verb].lemma
    if asked.verb == "blame":
        blaming = {"blame", "accuse", "suspect", "attribute"}
        return blamed(sentence, verb) if lemma in blaming else []
    if asked.verb in {"claim", "do"}:
        found = claiming(sentence, verb, asked.deeds)
        if asked.verb == "do":
            found += blamed(sentence, verb) if lemma in {"blame", "accuse", "attribute"} else []
        deed = asked.verb == "do" and lemma in asked.deeds
        return found or (doer(sentence, verb) if deed else [])
    return doer(sentence, verb) if _tells_deed(lemma, asked) else []


def _phrase(sentence: Sentence, noun: int) -> tuple[int, int]:
    """The noun phrase with its "of ...": "mortar teams of the Brigades"."""
    first, last = noun_phrase(sentence, noun)
    tokens = sentence.tokens
    for j, token in enumerate(tokens):
        if token.head == noun and token.lemma == "of" and j == last:
            last = max(last, subtree(sentence, j)[1])
    return first, last


def _name_in(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The proper name in a phrase, where it has one: "the jihadist group Northern Front"."""
    tokens = sentence.tokens
    proper = [i for i in range(first, last) if tokens[i].pos == "PROPN"]
    if not proper:
        named = [i for i, t in enumerate(tokens) if t.dep == "appos" and t.head == last - 1]
        if named and tokens[named[0]].pos == "PROPN":
            first, last = noun_phrase(sentence, named[0])
            proper = [i for i in range(first, last) if tokens[i].pos == "PROPN"]
    if proper:
        first = proper[0]
        # "Jund al-Rimal" comes in four pieces, and is not always parsed as one.
        while first and (
            tokens[first - 1].pos == "PROPN" or tokens[first].start == tokens[first - 1].end
        ):
            first -= 1
        return first, proper[-1] + 1
    while first < last - 1 and tokens[first].tag == "DT":
        first += 1
    return first, last
