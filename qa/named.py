"""What a question names: persons, groups, places, things and days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.answer_types import noun_type
from qa.dates import find_dates
from qa.language import PLACE_LABELS, Sentence, Token, noun_phrase
from qa.lexicons import load_lexicon
from qa.named_said import asked_person, clauses, is_body, is_person, tellers
from qa.question import name_spans

__all__ = ["SUBJECTS", "Named", "named_in"]

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_CLOSED = frozenset({"advcl", "relcl", "acl", "ccomp"})
_PLACING = frozenset({"in", "at", "near", "around", "outside"})
_ACTING = frozenset({*SUBJECTS, "dobj", "attr"})
_WHO = frozenset({"who", "whom"})
_NAMED = frozenset({"GPE", "LOC", "NORP", "PERSON"})
_TOPIC, _SUBJECT, _OBJECT, _ADJUNCT, _ASIDE = -1, 0, 1, 2, 3  # ranks of nouns


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names, each group of words in order of reading.

    Attributes:
        people: Single persons, by name or by what they are ("the driver").
        groups: Several people or things that act or undergo something.
        places: Places by name.
        things: Single things and events ("the ferry"), none of them a person or a place.
        phrases: All nouns and names and days, as they stand.
        subject: Of the things, the subject of the main clause where it is a person.
        doing: Single persons by name, each with the verb that it is the subject of.
        asked: The person that the question asks for, by a noun: "WHICH pilot".
        bodies: Bodies of people ("the brigade"), of which "they" may speak.
        companions: Of the people, those WITH whom somebody asked for did or underwent something.
        tellers: Those who say something.
        clauses: What is said or granted, each with its verb: (concede, "that ...").
    """

    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    subject: str | None = None
    doing: tuple[tuple[str, str], ...] = ()
    asked: str | None = None
    bodies: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    clauses: tuple[tuple[str, str], ...] = ()


def named_in(sentence: Sentence) -> Named:
    """What *sentence*, a question with its capitals restored, names."""
    dates = find_dates(sentence.text, published=None)
    days = [(mention.start, mention.end) for mention in dates]
    spans = name_spans(sentence)
    people, groups, places, things, phrases, doing = [], [], [], [], [], []
    bodies, persons, companions = [], [], []
    for head, first, last in _noun_phrases(sentence, spans):
        start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
        phrase, token = sentence.text[start:end], sentence.tokens[head]
        # "four days on" are nobody
        timed = noun_type(token) == "date" or any(b <= start and end <= stop for b, stop in days)
        if timed:
            continue
        phrases.append(phrase)
        place = token.ent in PLACE_LABELS or _is_placed(sentence, first, token)
        if place:
            places.append(phrase)
        if place or token.tag in {"NNP", "NNPS"}:
            if token.ent == "PERSON" and not place:
                people.append(phrase)
                companions += [phrase] if _is_companion(sentence, token) else []
                if token.dep in SUBJECTS:
                    doing.append((sentence.tokens[token.head].lemma, phrase))
            elif not place and token.ent not in _NAMED and " " in phrase:
                things.append((_rank(sentence, head), phrase))
            continue
        bodies += [phrase] if is_body(token) and token.dep in _ACTING else []
        if token.tag == "NNS" or _is_asked_several(sentence, head):
            groups.append((_rank(sentence, head), phrase))
        elif _is_who(sentence, head):
            people.append(f"the {phrase}")
        elif token.tag == "NN":
            persons += [phrase] if is_person(token) else []
            things.append((_rank(sentence, head), phrase))
    day_words = [mention.value.text for mention in dates]
    phrases += [day for day in day_words if not any(day in phrase for phrase in phrases)]
    groups += [(_OBJECT, sentence.text[start:end]) for start, end in _numbered(sentence)]
    subject = next((one for rank, one in things if rank == _SUBJECT and one in persons), None)
    return Named(
        tuple(people),
        _leading(groups),
        tuple(places),
        _leading(things),
        tuple(dict.fromkeys(phrases)),
        subject,
        tuple(doing),
        asked_person(sentence),
        tuple(bodies),
        tuple(companions),
        tuple(tellers(sentence)),
        tuple(clauses(sentence)),
    )


def _noun_phrases(
    sentence: Sentence, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """(head, first, last) of noun phrases without determiners; a name stays whole."""
    tokens, used = sentence.tokens, set[int]()
    for i, token in enumerate(tokens):
        if token.pos not in _NOUNS or i in used or token.tag.startswith("W"):
            continue
        name = next((s for s in spans if s[0] <= token.start < s[1]), None)
        first, last = noun_phrase(sentence, i)
        if name is not None:
            inside = [k for k, t in enumerate(tokens) if name[0] <= t.start < name[1]]
            first, last = min(first, inside[0]), max(last, inside[-1] + 1)
        used.update(range(first, last))
        if last - first > 1 and _is_verb(sentence, last - 1):
            last -= 1
        head = i if name is None and first <= i < last else last - 1
        while tokens[head].dep in {"compound", "poss"} and first <= tokens[head].head < last:
            head = tokens[head].head  # "the government DELEGATION"
        while first < last and _is_bare(tokens[first]):
            first += 1
        nouns = [k for k in range(first, last) if tokens[k].pos in _NOUNS]
        if nouns:
            yield max(nouns) if tokens[head].pos not in _NOUNS else head, first, last


def _is_bare(token: Token) -> bool:
    """Whether it only opens a noun phrase: "the", "which", "how many"."""
    return (
        token.pos in {"DET", "PRON", "ADV", "SCONJ"}
        or token.tag.startswith("W")
        or token.lemma in {"many", "much", "do"}
    )


def _is_verb(sentence: Sentence, last: int) -> bool:
    """Whether the parser took a verb for a noun: SINK of "when did the ferry sink?"."""
    tokens = sentence.tokens
    done = [t for t in tokens if t.pos in {"VERB", "AUX"}]
    return (
        len(done) == 1
        and done[0].lemma == "do"
        and done[0].end < tokens[last].start
        and tokens[last].tag == "NN"
        and tokens[last].head == tokens.index(done[0])
    )


def _numbered(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Those told by their number alone: "how long had the NINE been held?"."""
    for article, token in pairwise(sentence.tokens):
        stands = token.pos == "NUM" and token.dep in {*SUBJECTS, "dobj"}
        if stands and article.lemma == "the" and token.ent not in {"DATE", "TIME"}:
            yield token.start, token.end


def _is_companion(sentence: Sentence, token: Token) -> bool:
    """Whether a name is that of somebody with whom another, asked for, was: "who fled WITH him"."""
    tokens = sentence.tokens
    asks = bool(tokens) and tokens[0].text.lower() in _WHO and tokens[0].dep in SUBJECTS
    return asks and token.dep == "pobj" and tokens[token.head].lemma in {"with", "alongside"}


def _is_placed(sentence: Sentence, first: int, token: Token) -> bool:
    """Whether a name stands where a place stands: "in Tel Harwan"."""
    before = sentence.tokens[first - 1] if first else None
    return token.pos == "PROPN" and before is not None and before.lemma in _PLACING


def _is_asked_several(sentence: Sentence, head: int) -> bool:
    """Whether a noun without a plural is asked of as several: "what aircraft bombed ...?"."""
    asked = any(t.head == head and t.tag == "WDT" for t in sentence.tokens[:head])
    return asked and sentence.tokens[head].lemma in {"aircraft", "personnel", "people", "staff"}


def _is_who(sentence: Sentence, head: int) -> bool:
    """Whether a person is named by what he is: "who was the driver ...?"."""
    tokens = sentence.tokens
    asks = len(tokens) > 1 and tokens[0].text.lower() in _WHO and tokens[1].lemma == "be"
    # "who was flying the helicopter?" asks what somebody did
    return (
        asks
        and tokens[1].dep != "aux"
        and not any(t.pos in {"VERB", "ADP"} and t.tag != "VBG" for t in tokens[2:head])
    )


def _rank(sentence: Sentence, head: int) -> int:
    """How much a question is about a noun: less for what it is most about."""
    tokens = sentence.tokens
    token = tokens[head]
    if token.dep == "compound" and _is_verb(sentence, token.head):
        return _SUBJECT
    above = tokens[token.head]
    if token.dep == "pobj" and tokens[above.head].lemma in {"many", "much"}:
        return _TOPIC  # "how many of the teachers were women?"
    if any(t.head == head and t.text.lower() == "which" for t in tokens[:head]) and (
        token.lemma not in load_lexicon("answer_types")["nouns"]["date"]
    ):
        return _SUBJECT if token.dep in SUBJECTS else _TOPIC
    main = above.dep not in _CLOSED
    if token.dep in {*SUBJECTS, "attr"}:
        return _SUBJECT if main else _ASIDE
    if not main:
        return _ASIDE
    return {"dobj": _OBJECT, "pobj": _ADJUNCT}.get(token.dep, _ASIDE)


def _leading(ranked: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The words, what the question is most about last."""
    return tuple(phrase for _, phrase in sorted(ranked, key=lambda pair: -pair[0]))
