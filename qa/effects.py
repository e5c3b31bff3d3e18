"""What a question asks the cause of, and what a sentence tells the cause of.

"Why did the helicopter crash": the crash. "It came down because of an engine failure" tells a cause
of that; "the pilot fled because of the shelling" does not. A deed done to what suffered is a cause
as well: "the Brigade said it had shot the helicopter down".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from qa.answer_types import noun_type
from qa.causes import causes
from qa.event_words import event_keys, is_harm
from qa.hypothetical import is_hypothetical
from qa.language import Sentence, Token, parse, subtree
from qa.lexicons import load_lexicon
from qa.person_nouns import is_person
from qa.question import Question
from qa.roles import role_of

__all__ = ["Effect", "effect_asked", "names_effect", "tells_of_effect", "told_causes"]

_LINKS = frozenset({"due", "owe", "result", "consequence", "account", "reason", "cause", "thank"})
_NAMED = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SHORT = 4
SURE = 0.9  # how surely a phrase tells a cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What happened, and to what.

    Attributes:
        keys: Its word, what it measures, and the kind of event.
        things: Words of what suffered it.
        befell: Whether it is a destruction or a fall, and nobody's act that has a motive.
    """

    keys: frozenset[str]
    things: frozenset[str]
    befell: bool


def effect_asked(question: Question) -> Effect | None:
    """What *question* asks the cause of; None where that is not told."""
    sentence = parse(question.text)
    i = _asked(sentence)
    if i is None:
        return None
    words = [t for j, t in enumerate(sentence.tokens) if j != i and t.pos in _NAMED]
    words = [t for t in words if t.pos == "NOUN"] or words
    keys = event_keys(sentence, i)
    return Effect(
        keys=keys,
        things=frozenset(t.lemma for t in words),
        befell=is_harm(keys) and not _has_doer(sentence, i),
    )


def told_causes(effect: Effect, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Offsets of what *sentence* gives as causes of *effect*."""
    spans = [
        (start, end)
        for start, end, sure in causes(sentence)
        if sure >= SURE and _is_of(effect, sentence, start, end)
    ]
    yield from spans
    if effect.befell:
        for start, end in _deeds(effect, sentence):
            if not any(first < end and start < last for first, last in spans):
                yield start, end


def names_effect(effect: Effect, sentence: Sentence, i: int) -> bool:
    """Whether token *i* is a word for *effect*, or for its kind."""
    return bool(effect.keys & event_keys(sentence, i))


def tells_of_effect(effect: Effect, sentence: Sentence) -> bool:
    """Whether *sentence* names *effect* by a word of its own or of its kind."""
    tokens = enumerate(sentence.tokens)
    return any(names_effect(effect, sentence, i) for i, t in tokens if t.pos in {"NOUN", "VERB"})


def _asked(sentence: Sentence) -> int | None:
    tokens = sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is None:
        return None
    if tokens[root].lemma in _causing():
        objects = (i for i, t in enumerate(tokens) if t.head == root and t.dep == "dobj")
        passive = (i for i, t in enumerate(tokens) if t.head == root and t.dep in _SUBJECTS)
        return next((i for i in (*objects, *passive) if tokens[i].pos in _NAMED), None)
    if tokens[root].lemma != "be":
        return root
    # "what was the cause of the fire"
    of = (i for i, t in enumerate(tokens) if t.dep == "pobj" and t.head > 0)
    return next((i for i in of if tokens[tokens[tokens[i].head].head].lemma in _LINKS), None)


def _has_doer(sentence: Sentence, verb: int) -> bool:
    """Whether somebody does it to something: "why did the rebels attack the town"."""
    own = [t for t in sentence.tokens if t.head == verb]
    doers = any(t.dep == "nsubj" and not t.tag.startswith("W") for t in own)
    return doers and any(t.dep == "dobj" for t in own)


def _is_of(effect: Effect, sentence: Sentence, start: int, end: int) -> bool:
    """Whether the cause at [start, end) is one of *effect*, or of an "it" that may be that."""
    found = list(_caused(sentence, start, end))
    return any(
        sentence.tokens[i].pos == "PRON"
        or effect.keys & (keys := event_keys(sentence, i))
        or (effect.befell and is_harm(keys))
        for i in found
    )


def _caused(sentence: Sentence, start: int, end: int) -> Iterator[int]:
    """What the cause at [start, end) is a cause of: "the FIRE was started by", "CLOSED because"."""
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    root = next((i for i in inside if tokens[i].head not in inside), None)
    if root is None or tokens[root].head == root:
        return
    at = tokens[root].head
    while tokens[at].head != at and (
        tokens[at].pos in {"ADP", "SCONJ", "PART"}
        or (tokens[at].lemma in _LINKS and tokens[at].pos != "VERB")
    ):
        at = tokens[at].head
    links = tokens[at].lemma in _causing() or tokens[at].lemma in {"be", *_LINKS}
    if not links:
        yield at
        return
    done = tokens[root].dep == "nsubj"  # "a quarrel sparked the fire"
    wanted = {"dobj"} if done else _SUBJECTS | {"dobj"}
    yield from (i for i, t in enumerate(tokens) if t.head == at and t.dep in wanted and i != root)
    if not done and tokens[at].dep in {"acl", "relcl"}:
        yield tokens[at].head


def _deeds(effect: Effect, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Clauses in which somebody does to the thing what makes such an effect."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.pos != "VERB" or is_hypothetical(sentence, i) or _is_denied(sentence, i):
            continue
        keys = event_keys(sentence, i)
        if not is_harm(keys):
            continue
        roles = {j: role_of(sentence, j) for j, t in enumerate(tokens) if t.pos in _TELLING}
        doers = [j for j, (role, verb) in roles.items() if verb == i and role == "subject"]
        undergo = [
            j
            for j, (role, verb) in roles.items()
            if verb == i == tokens[j].head and role == "object"
        ]
        from_afar = any(t.head == i and t.dep == "prep" and t.lemma == "from" for t in tokens)
        hit = any(_is_thing(effect, tokens[j]) for j in undergo)
        self_made = "measure exploded" in keys and not undergo
        own = any(tokens[j].lemma in effect.things for j in doers)
        if (hit and (doers or from_afar)) or (self_made and doers and not own):
            yield _agent(sentence, i) or _clause(sentence, i)


_TELLING = frozenset({"NOUN", "PROPN", "PRON"})


def _is_thing(effect: Effect, token: Token) -> bool:
    general = token.pos == "PRON" or token.lemma in load_lexicon("causes")["things"]["words"]
    # a warplane is called a plane, and a gunboat a boat
    return general or any(
        thing == token.lemma or (len(token.lemma) >= _SHORT and thing.endswith(token.lemma))
        for thing in effect.things
    )


def _is_denied(sentence: Sentence, verb: int) -> bool:
    tokens = sentence.tokens
    denied = tokens[tokens[verb].head].lemma in {"deny", "reject"} and tokens[verb].head != verb
    return denied or any(t.head == verb and t.dep == "neg" for t in tokens)


def _agent(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """The thing that did it, where the clause goes on to it: "was hit at noon by A MISSILE"."""
    tokens = sentence.tokens
    by = [j for j, t in enumerate(tokens) if t.head == verb and t.dep == "agent" and j > verb]
    things = [j for j, t in enumerate(tokens) if t.head in by and t.dep == "pobj"]
    if not things or tokens[things[0]].pos != "NOUN" or _is_party(tokens[things[0]]):
        return None
    first, last = subtree(sentence, things[0])
    return tokens[first].start, tokens[last - 1].end


def _is_party(token: Token) -> bool:
    return is_person(token) or noun_type(token) in {"person", "organisation"}


def _clause(sentence: Sentence, verb: int) -> tuple[int, int]:
    """The clause of *verb*, without a "that" before it and the words of a speaker around it."""
    tokens = sentence.tokens
    first, last = subtree(sentence, verb)
    last = min(last, _consequences(sentence, verb))
    if tokens[verb].head == verb:  # the main clause: from its subject on
        own = [j for j, t in enumerate(tokens) if t.head == verb and t.dep in _SUBJECTS]
        first = subtree(sentence, own[0])[0] if own else verb
    while first < verb and (
        tokens[first].dep in {"mark", "punct", "cc"} or tokens[first].tag == "WRB"
    ):
        first += 1
    while last > verb + 1 and tokens[last - 1].pos == "PUNCT":
        last -= 1
    return tokens[first].start, tokens[last - 1].end


def _consequences(sentence: Sentence, verb: int) -> int:
    """Where what came of it begins: "bombed the mill, | killing two men"; else the end."""
    tokens = sentence.tokens
    own = (j for j, t in enumerate(tokens) if t.head == verb and t.dep == "advcl" and j > verb)
    after = (j for j in own if tokens[j].tag == "VBG" and tokens[j - 1].text == ",")
    return next(after, len(tokens))


@cache
def _causing() -> frozenset[str]:
    table = load_lexicon("causes")["cause"]
    return frozenset(table["verbs"]) | (frozenset(table["prepositions"]) - {"die", "suffer"})
