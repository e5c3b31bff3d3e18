"""Who does a verb and to whom, whichever way the sentence is turned."""

from dataclasses import dataclass

from qa.guard_told import word_set
from qa.language import Sentence, conjuncts, is_passive
from qa.measures import load_measures
from qa.speakers import attributions

__all__ = ["Roles", "arguments", "noun_roles", "roles"]

_CUT = frozenset({"relcl", "acl", "advcl", "appos", "punct", "cc", "conj", "parataxis"})
_VAGUE = frozenset(
    {"who", "which", "that", "they", "he", "she", "it", "them", "him", "her", "we", "i"}
)
_BELONGING = frozenset({"of", "from", "among"})
_CLIMB = 3


@dataclass(frozen=True, slots=True)
class Roles:
    """The noun phrases around one verb, main noun first; None for a pronoun or where unknown.

    Attributes:
        doers: Who does it.
        undergoers: To whom it is done, or who dies, escapes or drowns.
        beside: Those who share in it: "two men along with six boys", "people including a boy".
        doers_called: What else the doers are called: "a brother of the mayor, Timur".
        undergoers_called: The same of those to whom it is done.
    """

    doers: tuple[tuple[str, ...] | None, ...]
    undergoers: tuple[tuple[str, ...] | None, ...]
    beside: tuple[tuple[str, ...] | None, ...] = ()
    doers_called: tuple[tuple[str, ...] | None, ...] = ()
    undergoers_called: tuple[tuple[str, ...] | None, ...] = ()


def roles(sentence: Sentence, verb: int) -> Roles:
    """The roles of the token *verb*."""
    tokens = sentence.tokens
    subjects, objects, agents = arguments(sentence, verb)
    token = tokens[verb]
    passive = is_passive(sentence, verb) or _elliptic(sentence, verb)
    if passive and not agents:
        agents = _shared_agents(sentence, verb)
    if token.dep == "acl" and not subjects:
        passive = passive or token.tag == "VBN"
        subjects = [token.head]
    elif token.dep == "relcl":
        subjects = [token.head if tokens[i].tag in {"WDT", "WP"} else i for i in subjects]
    if not subjects:
        subjects, passive = _inherited(sentence, verb, passive=passive)
    subjects = [i for i in subjects if not _speaks(sentence, i, verb)]
    if len(subjects) > 1 and not set(subjects) <= {*conjuncts(sentence, subjects[-1])}:
        subjects = [*conjuncts(sentence, subjects[-1])]  # "according to Mast, 19 were killed"
    undergoes = passive or (token.lemma in load_measures().subject and not objects)
    doers = agents if undergoes else subjects
    undergoers = [*subjects, *objects] if undergoes else objects
    beside = _companions(sentence, {verb, *subjects, *objects})
    if token.dep in {"acl", "relcl"}:  # "a convoy of lorries carrying food"
        joined = tokens[token.head].head
        of = tokens[token.head].dep == "pobj" and tokens[joined].text.lower() == "of"
        beside += [tokens[joined].head] if of else []
    return Roles(
        _phrases(sentence, doers, acting=True),
        *(_phrases(sentence, heads) for heads in (undergoers, beside)),
        *(_apposed(sentence, heads) for heads in (doers, undergoers)),
    )


def noun_roles(sentence: Sentence, noun: int) -> Roles:
    """The roles of a noun of doing: "the raid by rebels on the depot"."""
    tokens = sentence.tokens
    doers: list[int] = []
    undergoers: list[int] = []
    for i, token in enumerate(tokens):
        word = tokens[token.head].text.lower()
        if token.dep != "pobj" or tokens[token.head].head != noun:
            continue
        if word == "by":
            doers += conjuncts(sentence, i)
        elif word in {"on", "against"} and token.ent not in {"DATE", "TIME"}:
            undergoers += conjuncts(sentence, i)
    return Roles(_phrases(sentence, doers, acting=True), _phrases(sentence, undergoers))


def _elliptic(sentence: Sentence, verb: int) -> bool:
    """Whether it shares the "was" of the verb to which "and" joins it: "and no prisoner freed"."""
    tokens = sentence.tokens
    token, before = tokens[verb], tokens[verb].head
    bound = any(t.head == verb and t.dep in {"aux", "auxpass", "dobj"} for t in tokens)
    joined = token.tag in {"VBN", "VBD"} and token.dep == "conj" and is_passive(sentence, before)
    return joined and not bound


def _speaks(sentence: Sentence, i: int, verb: int) -> bool:
    """Whether a noun speaks by another word, though the parser takes it for a subject here."""
    at, cue = sentence.tokens[i].start, sentence.tokens[verb].start
    return any(
        one.speaker is not None and one.speaker[0] <= at < one.speaker[1] and one.cue[0] != cue
        for one in attributions(sentence)
        if one.kind == "say"
    )


def arguments(sentence: Sentence, verb: int) -> tuple[list[int], list[int], list[int]]:
    """Its subjects, its objects, and who is named by "by"."""
    tokens = sentence.tokens
    subjects: list[int] = []
    objects: list[int] = []
    agents: list[int] = []
    for i, token in enumerate(tokens):
        if token.head != verb or i == verb:
            continue
        if token.dep in {"nsubj", "nsubjpass"}:
            subjects += conjuncts(sentence, i)
        elif token.dep in {"dobj", "obj"}:
            objects += conjuncts(sentence, i)
        elif token.dep == "agent":
            for k, other in enumerate(tokens):
                if other.head == i and other.dep == "pobj":
                    agents += conjuncts(sentence, k)
    return subjects, objects, agents


def _shared_agents(sentence: Sentence, verb: int) -> list[int]:
    """Who does a joined verb in the passive too: "was shot at and wounded by a guard"."""
    tokens = sentence.tokens
    return [
        agent
        for i, t in enumerate(tokens)
        if t.head == verb and t.dep == "conj" and t.tag == "VBN"
        for agent in arguments(sentence, i)[2]
    ]


def _companions(sentence: Sentence, heads: set[int]) -> list[int]:
    """Those to whom a verb happens too: "two men along with six boys", "people including a boy"."""
    tokens = sentence.tokens
    found: list[int] = []
    for i, token in enumerate(tokens):
        before = tokens[i - 1].text.lower() if i else ""
        joined = token.text.lower() == "with" and before in {"along", "together"}
        if token.head not in heads and not (joined and tokens[token.head].head in heads):
            continue
        if joined or token.text.lower() == "including":
            for k, other in enumerate(tokens):
                if other.head == i and other.dep == "pobj":
                    found += conjuncts(sentence, k)
    return found


def _inherited(sentence: Sentence, verb: int, *, passive: bool) -> tuple[list[int], bool]:
    """The subject of the verb that governs or is joined to this one."""
    tokens, governor = sentence.tokens, verb
    for _ in range(_CLIMB):
        token = tokens[governor]
        if token.dep not in {"conj", "xcomp", "advcl", "pcomp", "ccomp"} or token.head == governor:
            return [], passive
        joined = token.dep == "conj"
        governor = token.head
        subjects, objects, _ = arguments(sentence, governor)
        if objects and token.dep == "xcomp":
            return objects, passive  # "ordered troops to attack"
        if token.dep == "advcl" and tokens[verb].tag == "VBG" and is_passive(sentence, governor):
            return [], passive  # "was hit, injuring nine": who did it stands elsewhere
        if subjects:
            both = joined and tokens[verb].tag == "VBN" and is_passive(sentence, governor)
            return subjects, passive or both
    return [], passive


def _phrases(
    sentence: Sentence, heads: list[int], *, acting: bool = False
) -> tuple[tuple[str, ...] | None, ...]:
    return tuple(_phrase(sentence, head, acting=acting) for head in dict.fromkeys(heads))


def _apposed(sentence: Sentence, heads: list[int]) -> tuple[tuple[str, ...] | None, ...]:
    """What else they are called there: "his brother, Timur"."""
    beside = [i for i, t in enumerate(sentence.tokens) if t.dep == "appos" and t.head in heads]
    return tuple(phrase for phrase in _phrases(sentence, beside) if phrase is not None)


def _phrase(sentence: Sentence, head: int, *, acting: bool) -> tuple[str, ...] | None:
    """The words of a noun with its own modifiers; None for a pronoun or a word for anybody.

    For "members of the Front" the Front may stand if they are *acting*, but for "rebels near the
    base" no base.
    """
    tokens = sentence.tokens
    if tokens[head].text.lower() in _VAGUE or tokens[head].pos == "PRON":
        return None
    # A bare number is held by the rule for numbers.
    anybody = word_set("words", "people") | word_set("words", "groups")
    if tokens[head].lemma in anybody or tokens[head].pos == "NUM":
        return None
    # "blew up the gate and freed inmates": the parser joins what two verbs govern
    if tokens[head].dep == "conj" and any(t.head == head and t.tag == "VBN" for t in tokens):
        return None
    members, waiting = {head}, [head]
    while waiting:
        at = waiting.pop()
        for i, token in enumerate(tokens):
            placed = acting and token.dep == "prep" and token.text.lower() not in _BELONGING
            if token.head == at and i not in members and token.dep not in _CUT and not placed:
                members.add(i)
                waiting.append(i)
    return (tokens[head].text, *(tokens[i].text for i in sorted(members - {head})))
