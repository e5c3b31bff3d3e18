"""What the verb of a clause says of a counted phrase: undergone, done by it, or nothing.

Used by the rules in ``qa.measured``.
"""

from qa.counted import Counted
from qa.language import Sentence, Token
from qa.measures import load_measures

__all__ = ["DOER", "REACH", "by_parse", "has_object", "passive", "predicate_after"]

DOER = ""  # the phrase does what the verb says, so no measure applies to it
REACH = 14  # tokens; a predicate farther away is seldom this phrase's own
_ASIDE = frozenset({"--", "\u2013", "\u2014", "(", ")"})
_ENDS = frozenset({".", ";", "!", "?"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_CLAUSE_OPENERS = frozenset({"these", "they", "he", "she", "we", "i"})
_OF_THE_COUNTED = frozenset({"mostly", "mainly", "largely", "primarily", "predominantly"})
_LIGHT = frozenset({"ADV", "PART"})
_CLIMBED = frozenset({"nummod", "conj", "appos", "compound", "quantmod", "amod", "nmod"})


def by_parse(sentence: Sentence, counted: Counted) -> str | None:
    """The verb that the phrase is subject or object of, by the dependency parse."""
    tokens = sentence.tokens
    i = counted.number if counted.head is None else counted.head
    dep, head = _governor(tokens, i)
    verb = tokens[head]
    if dep == "agent" or (dep == "pobj" and verb.lemma == "by"):
        return DOER
    if dep == "dobj":
        following = tokens[head + 1].lemma if head + 1 < len(tokens) else ""
        whole = load_measures().before.get((verb.lemma, following))
        return whole or load_measures().object.get(verb.lemma)
    if dep in {"nsubjpass", "nsubj"} and verb.pos in {"VERB", "AUX"}:
        told = _past_participle(tokens, head)
        return _as_subject(tokens, told, undergone=dep == "nsubjpass" and told == head)
    for child in range(i + 1, min(i + REACH, len(tokens))):
        described = tokens[child].head == i and tokens[child].dep in {"acl", "relcl"}
        place = any(t.head == child and t.tag == "WRB" for t in tokens)
        if described and not place:  # "a tent where people died" is no victim
            undergone = tokens[child].tag == "VBN" and not has_object(tokens, child)
            return _as_subject(tokens, child, undergone=undergone) or None
    return None


def _past_participle(tokens: tuple[Token, ...], verb: int) -> int:
    """The main verb after a participle read as one: "members imprisoned by X managed to flee"."""
    tied = [token for token in tokens if token.head == verb]
    bare = tokens[verb].tag == "VBN" and not any(t.dep in {"aux", "auxpass", "cc"} for t in tied)
    for i in range(verb + 1, min(verb + REACH, len(tokens))) if bare else ():
        own = any(t.head == i and t.dep.startswith("nsubj") for t in tokens)
        if tokens[i].head == verb and tokens[i].dep == "conj" and not own:
            return i
    return verb


def _governor(tokens: tuple[Token, ...], i: int) -> tuple[str, int]:
    """Relation and index of what governs the phrase of token *i*, past "of" and coordination."""
    for _ in range(REACH):
        token = tokens[i]
        climbs = token.dep in _CLIMBED and token.head != i
        if climbs and tokens[token.head].pos in _NOUNS:
            i = token.head
        elif (
            token.dep == "pobj"
            and tokens[token.head].lemma == "of"
            and (
                tokens[tokens[token.head].head].pos in {"NUM", "NOUN"}
                and tokens[tokens[token.head].head].lemma not in load_measures().event
            )
        ):
            i = tokens[token.head].head
        else:
            break
    return tokens[i].dep, tokens[i].head


def _as_subject(tokens: tuple[Token, ...], verb: int, *, undergone: bool) -> str | None:
    """What the verb (or the one it controls: "managed to escape") says of its subject."""
    lexicon = load_measures()
    for phrase, measure in lexicon.after.items():
        if _follows(tokens, verb, phrase):
            return measure
    lemma = tokens[verb].lemma
    if lemma == "be":
        return _state_next(tokens, verb + 1)
    if undergone or passive(tokens, verb):
        # "were confirmed killed", "are listed as missing": the state is what happened
        listed = verb + 1 < len(tokens) and tokens[verb + 1].lemma == "as"
        told = _state_next(tokens, verb + 2 if listed else verb + 1)
        told = told or lexicon.object.get(lemma) or lexicon.subject.get(lemma)
        told = told or lexicon.state.get(tokens[verb].text.lower())
        return told or _controlled(tokens, verb)
    if lemma in lexicon.subject:
        return lexicon.subject[lemma]
    if lemma not in lexicon.object:
        return _controlled(tokens, verb)
    # "22 soldiers killed on Monday": a bare participle, though tagged as a past tense
    at = verb + 1 < len(tokens) and tokens[verb + 1].lemma in {"at", "on"}
    bare = tokens[verb].tag in {"VBD", "VBN"} and not has_object(tokens, verb)
    bare = bare and not (at and lemma in {"shoot", "fire", "throw", "hurl"})
    return lexicon.object[lemma] if bare else DOER


def _state_next(tokens: tuple[Token, ...], i: int) -> str | None:
    """The state told by the next word, adverbs aside: "are still missing"."""
    while i < len(tokens) and tokens[i].pos == "ADV":
        i += 1
    return load_measures().state.get(tokens[i].text.lower()) if i < len(tokens) else None


def _controlled(tokens: tuple[Token, ...], verb: int) -> str | None:
    """As in "managed to escape", "are believed to have been killed"."""
    for child in range(verb + 1, min(verb + REACH, len(tokens))):
        if tokens[child].head == verb and tokens[child].dep == "xcomp":
            undergone = passive(tokens, child)
            return _as_subject(tokens, child, undergone=undergone) or None
    return None


def predicate_after(sentence: Sentence, counted: Counted) -> str | None:
    """The next predicate of the clause: "12 people, among them 3 children, were killed"."""
    tokens, aside = sentence.tokens, False
    for i in range(counted.end, min(counted.end + 2 * REACH, len(tokens))):
        if tokens[i].text in _ASIDE:
            aside = not aside
        if aside:
            continue
        if tokens[i].text in _ENDS or tokens[i].lemma in {"who", "which", "that", "while", "when"}:
            return None
        if tokens[i].pos == "VERB" and tokens[i].tag not in {"VBG", "VB"}:
            return _as_subject(tokens, i, undergone=passive(tokens, i))
    return None


def passive(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether a form of "be" or "get" stands before the verb, adverbs aside."""
    i = verb - 1
    while i >= 0 and tokens[i].pos in {"ADV", "PART"}:
        i -= 1
    auxiliary = i >= 0 and tokens[i].lemma in {"be", "get"} and tokens[i].pos in {"AUX", "VERB"}
    return auxiliary and tokens[verb].tag != "VBG"


def has_object(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether a noun phrase follows the verb at once: "20 rebels killed 3 soldiers"."""
    i = verb + 1
    while i < len(tokens) and tokens[i].pos == "ADV":
        if tokens[i].lemma in _OF_THE_COUNTED:
            return False  # "400 wounded, mostly women"
        i += 1
    if i >= len(tokens) or tokens[i].ent in {"DATE", "TIME"}:
        return False
    if tokens[i].text.lower() in _CLAUSE_OPENERS:
        return False
    return tokens[i].pos in {"DET", "NUM", "PRON", "NOUN", "PROPN", "ADJ"}


def _follows(tokens: tuple[Token, ...], verb: int, phrase: tuple[str, ...]) -> bool:
    """Whether the phrase stands at the verb, adverbs aside; a participle needs no "be"."""
    wanted = phrase
    if phrase[0] == "be":
        wanted = phrase[1:]
        if not passive(tokens, verb) and tokens[verb].tag != "VBN":
            return False
    start = verb
    while start and tokens[start - 1].lemma in wanted and tokens[start - 1].pos in _LIGHT:
        start -= 1  # "were NEVER found"
    window = tokens[start : verb + len(wanted) + 2]
    kept = [t.lemma for t in window if t.pos not in _LIGHT or t.lemma in wanted]
    return tuple(kept[: len(wanted)]) == wanted
