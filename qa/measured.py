"""Which measure applies to a counted phrase: in "rebels killed 20 soldiers", killed to the 20.

The rules go from near and certain to far: words inside the phrase, words beside it, the parse, the
order of words in the clause. The first that decides wins. A phrase that is the doer has no measure.
"""

from typing import TYPE_CHECKING

from qa.countable import counting_amounts
from qa.counted import Counted, counted_phrase
from qa.language import Sentence, Token
from qa.losses import lost_or_fallen
from qa.measures import load_measures
from qa.predicates import DOER, REACH, by_parse, has_object, passive, predicate_after
from qa.tolls import toll_before

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["is_doer", "own_measure", "parts_of_earlier", "shares_predicate"]

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_ENDS = frozenset({".", ";", "!", "?"})
_LIST_OPENERS = frozenset({":", ";", "-", "--", "\u2013", "\u2014", "("})
_LINKS = frozenset({"and", ",", "or", "nor", "&", "plus"})
_SKIPPED = frozenset({"ADV", "DET", "PART"})
_ADDED = frozenset({"additional", "further", "other", "another"})
_AFTERWARDS = frozenset({"buried", "treated", "evacuated", "housed"})
_OF = frozenset({"of", "on", "to", "against"})


def own_measure(sentence: Sentence, counted: Counted, *, near: bool = False) -> str | None:
    """The measure of *counted* by its own words and predicate.

    None where they give none; "" where they make it the doer, so that it must not borrow one.
    With *near*, the far rules (other clauses, lists) are left out.
    """
    near_rules: tuple[Callable[[Sentence, Counted], str | None], ...] = (
        _event_before, _state_inside, _state_after, _noun_itself, _phrase_before, _verb_before,
        _among, _own_participle, lost_or_fallen, by_parse, _participle_after,
    )  # fmt: skip
    far_rules = (toll_before, predicate_after, _list_before)
    for rule in near_rules if near else (*near_rules, *far_rules):
        measure = rule(sentence, counted)
        if measure is not None:
            return measure
    return None


def is_doer(sentence: Sentence, number_start: int) -> bool:
    """Whether those counted did what is told: no dead are "when 40 REBELS attacked"."""
    same = (a for a in counting_amounts(sentence) if a.number_start == number_start)
    return any(own_measure(sentence, counted_phrase(sentence, a)) == DOER for a in same)


def parts_of_earlier(sentence: Sentence, earlier: Counted, counted: Counted) -> bool:
    """Whether *counted* is a part of *earlier*, or joined to it, and so shares its measure."""
    if counted.part:
        return True
    tokens, parts = sentence.tokens, load_measures().structure["parts"]
    between = tokens[earlier.end : counted.first]
    if any(token.text in _ENDS - {";"} for token in between):
        return False
    openers = [k for k, token in enumerate(between) if token.text.lower() in parts]
    if openers:
        return not any(token.pos == "VERB" for token in between[openers[-1] + 1 :])
    if between and between[-1].text in _LIST_OPENERS:
        return not any(token.pos in {"VERB", "AUX"} for token in tokens[counted.end :])
    return _linked(between)


def _linked(between: tuple[Token, ...]) -> bool:
    """Whether only a comma or conjunction stands between two phrases."""
    first = bool(between) and between[0].text.lower() in _LINKS
    return first and all(token.pos in {"CCONJ", "PUNCT", "ADV", "DET"} for token in between)


def shares_predicate(sentence: Sentence, counted: Counted, following: Counted) -> bool:
    """Whether both are subjects of one predicate: "25 vehicles and 15 buildings were damaged"."""
    return _linked(sentence.tokens[counted.end : following.first])


def _event_before(sentence: Sentence, counted: Counted) -> str | None:
    """As in "the killing of about 140 fighters", "the loss of around 374"."""
    tokens, i = sentence.tokens, counted.first - 1
    while i > 0 and tokens[i].pos in {"DET", "ADV"}:
        i -= 1
    if i < 1 or tokens[i].lemma not in _OF or tokens[i - 1].pos not in _NOUNS | {"VERB"}:
        return None
    lexicon, lemma = load_measures(), tokens[i - 1].lemma
    tolls = lexicon.structure["tolls"]
    if tokens[i].lemma == "to" and any(t.lemma in tolls for t in tokens[max(i - 5, 0) : i]):
        return None  # "bringing the toll of the attack to six"
    if lemma in {"body", "corpse", "remains"}:
        return lexicon.noun.get(lemma, "killed")
    return lexicon.event.get(lemma) or lexicon.event.get(tokens[i - 1].text.lower())


def _state_inside(sentence: Sentence, counted: Counted) -> str | None:
    """As in "12 dead soldiers", "140 injured people", "31 dead"."""
    for state in counted.states:
        return load_measures().state[sentence.tokens[state].text.lower()]
    return None


def _state_after(sentence: Sentence, counted: Counted) -> str | None:
    """As in "22 people dead", "40 are missing", "31 killed and 74 wounded"."""
    i = _past_adverbs(sentence.tokens, counted.end)
    linked = i < len(sentence.tokens) and sentence.tokens[i].lemma in {"be", "remain"}
    i = _past_adverbs(sentence.tokens, i + 1) if linked else i
    if i >= len(sentence.tokens):
        return None
    verbal = sentence.tokens[i].pos in {"VERB", "AUX"} and counted.head is not None and not linked
    return None if verbal else _state_at(sentence.tokens, i)


def _participle_after(sentence: Sentence, counted: Counted) -> str | None:
    """As in "12 people killed in ...", unless the verb has an object of its own."""
    i = _past_adverbs(sentence.tokens, counted.end)
    return _state_at(sentence.tokens, i) if i < len(sentence.tokens) else None


def _own_participle(sentence: Sentence, counted: Counted) -> str | None:
    """As in "nine workers hurt on Thursday", before what the clause says of one of them."""
    i = counted.end
    if counted.head is None or i >= len(sentence.tokens):
        return None
    token = sentence.tokens[i]
    if token.dep != "acl" or token.head != counted.head or has_object(sentence.tokens, i):
        return None
    # a noun with a verb of its own: that one tells what happened to all of them
    tokens, head = sentence.tokens, sentence.tokens[counted.head]
    some = head.dep == "pobj" and tokens[head.head].lemma == "of"
    # "twelve people killed in Marsa were buried": what comes after it counts the same people
    then = load_measures().object.get(tokens[head.head].lemma) in _AFTERWARDS
    if not (some or then) and tokens[counted.first - 1].lemma != "leave":
        return None
    return load_measures().state.get(token.text.lower()) if token.tag == "VBN" else None


def _past_adverbs(tokens: tuple[Token, ...], i: int) -> int:
    others = load_measures().structure["others"]
    while i < len(tokens) and (tokens[i].pos == "ADV" or tokens[i].lemma in others):
        i += 1
    return i


def _state_at(tokens: tuple[Token, ...], i: int) -> str | None:
    measure = load_measures().state.get(tokens[i].text.lower())
    if measure is None or tokens[i].tag in {"VBZ", "VBP", "VB"}:
        return None
    return DOER if tokens[i].pos == "VERB" and has_object(tokens, i) else measure


def _noun_itself(sentence: Sentence, counted: Counted) -> str | None:
    """As in "12 deaths", "the bodies of 44 victims"."""
    if counted.head is None:
        return None
    return load_measures().noun.get(sentence.tokens[counted.head].lemma)


def _phrase_before(sentence: Sentence, counted: Counted) -> str | None:
    """As in "claimed the lives of 18 civilians"."""
    tokens, end = sentence.tokens, counted.first
    while end and (tokens[end - 1].pos == "DET" or tokens[end - 1].lemma in _ADDED):
        end -= 1
    for phrase, measure in load_measures().before.items():
        window = tokens[max(end - len(phrase), 0) : end]
        if tuple(token.lemma for token in window) == phrase:
            return measure
    return None


def _verb_before(sentence: Sentence, counted: Counted) -> str | None:
    """As in "killing 12 people and wounding 30", "have killed more than 600"."""
    tokens, i = sentence.tokens, counted.first - 1
    while i >= 0 and (tokens[i].pos in _SKIPPED or tokens[i].text in {'"', "'", "another"}):
        i -= 1
    if i >= 0 and tokens[i].tag == "NN" and tokens[i].lemma.endswith("ing"):
        return load_measures().event.get(tokens[i].lemma)  # "wounding scores", read as a noun
    if i < 0 or tokens[i].pos not in {"VERB", "NOUN", "ADJ"} or tokens[i].tag in {"NNS", "NN"}:
        return None
    if passive(tokens, i):
        return None
    measure = load_measures().object.get(tokens[i].lemma)
    # "attacked and robbed three": the verb joined to it says what the other does not
    if measure is None and i > 1 and tokens[i - 1].pos == "CCONJ":
        measure = load_measures().object.get(tokens[i - 2].lemma)
    return measure


def _among(sentence: Sentence, counted: Counted) -> str | None:
    """As in "two officers are among the wounded", "among the injured are two girls"."""
    tokens, lexicon = sentence.tokens, load_measures()
    for i in range(max(counted.first - 7, 0), min(counted.end + 4, len(tokens) - 2)):
        if counted.first <= i < counted.end or tokens[i].lemma not in {"among", "amongst"}:
            continue
        measure = lexicon.state.get(tokens[i + 2].text.lower())
        if measure and tokens[i + 1].text.lower() in {"the", "those"}:
            return measure
    return None


def _list_before(sentence: Sentence, counted: Counted) -> str | None:
    """As in "killed a general, two colonels and 12 soldiers"."""
    tokens, i = sentence.tokens, counted.first - 1
    if i < 0 or tokens[i].text.lower() not in _LINKS:
        return None
    for j in range(i, max(i - REACH, -1), -1):
        token = tokens[j]
        if token.pos == "VERB":
            measure = load_measures().object.get(token.lemma)
            return measure if measure and not passive(tokens, j) else None
        if token.text in _ENDS or token.pos in {"AUX", "SCONJ"} or token.lemma == "by":
            return None
    return None
