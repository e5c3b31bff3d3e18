"""Which place of which verb does a question leave open? "What did the army seize": its object.

Where the parse of a question fails, the order of its words is used, since small parsers often
misread questions.
"""

from dataclasses import dataclass
from functools import lru_cache

from qa.answer_types import verb_type
from qa.language import Sentence, is_passive, parse
from qa.lexicons import load_lexicon
from qa.measures import measure_of
from qa.question import Question
from qa.roles import role_of

__all__ = ["RoleAsked", "open_place"]

_LIGHT = {"take", "make", "have", "give", "carry", "put", "hold", "get", "do", "set", "bring"}
_WORDS = {"what", "which", "who", "whom"}
_EMPTY = {"do", "be", "have"}
_NAMING = {"name", "describe", "mention", "list", "identify", "record", "report"}


@dataclass(frozen=True, slots=True)
class RoleAsked:
    """The open place.

    Attributes:
        verb: Lemma of the verb.
        role: ``subject`` (who does it), ``object`` (who undergoes it) or ``oblique``.
        preposition: Of an oblique: "with" in "what was the convoy hit with".
        particle: Of the verb: "out" in "which unit carried out the raid".
        noun: The noun that a light verb needs for its sense: "part" in "what took part".
        head: Lemma of the noun asked for, e.g. "village".
    """

    verb: str
    role: str
    preposition: str | None = None
    particle: str | None = None
    noun: str | None = None
    head: str | None = None


@lru_cache(maxsize=1_024)
def open_place(question: Question) -> RoleAsked | None:
    """The place that the answer fills; None where no verb is asked about."""
    sentence = parse(question.text)
    tokens = sentence.tokens
    asked = next((i for i in range(len(tokens)) if _asks(sentence, i)), None)
    if tokens and tokens[0].lemma in {"list", "name", "give"} and question.head is not None:
        noun = next((i for i, t in enumerate(tokens) if t.lemma == question.head), None)
        found = None if noun is None else _of_clause_on(sentence, noun)
    elif asked is not None:
        found = _of_word(sentence, asked)
    else:
        return None
    if found is None or tokens[found[0]].lemma in _EMPTY:
        return None
    verb, role, preposition = found
    return RoleAsked(
        verb=tokens[verb].lemma,
        role=role,
        preposition=preposition,
        particle=_child(sentence, verb, "prt"),
        noun=_child(sentence, verb, "dobj") if tokens[verb].lemma in _LIGHT else None,
        head=question.head,
    )


_Found = tuple[int, str, str | None]


def _asks(sentence: Sentence, i: int) -> bool:
    """Whether token *i* is a question word; "the car that a plane hit" has none."""
    before = sentence.tokens[i - 1] if i else None
    relative = before is not None and (before.pos in {"NOUN", "PROPN"} or before.text == ",")
    return sentence.tokens[i].text.lower() in _WORDS and not relative


def _of_word(sentence: Sentence, asked: int) -> _Found | None:
    """The verb, role and preposition of the question word at *asked*."""
    tokens = sentence.tokens
    word = asked
    if tokens[asked].dep in {"det", "poss"} and tokens[asked].head > asked:
        word = tokens[asked].head
    role, verb = role_of(sentence, word)
    if tokens[verb].pos not in {"VERB", "AUX"} or tokens[verb].lemma == "do":
        return _by_order(sentence, asked)
    if tokens[verb].lemma == "be":
        return _of_copula(sentence, verb)
    clause = any(t.head == verb and t.dep == "ccomp" for t in tokens)
    if role == "object" and (clause or verb_type(tokens[verb].lemma) == "statement"):
        return _of_saying(sentence, verb)
    if role == "object" and tokens[verb].lemma in _NAMING:
        return _among(sentence, verb)
    before = tokens[asked - 1] if asked else None
    preposition = before.lemma if before is not None and before.pos == "ADP" else None
    preposition = preposition or (None if role == "subject" else _stranded(sentence, verb))
    if preposition:
        return verb, "oblique", preposition
    return (verb, role, None) if role in {"subject", "object"} else None


def _of_saying(sentence: Sentence, verb: int) -> _Found | None:
    """What is left open in what is said, or, of "what did they demand", what they demand."""
    tokens = sentence.tokens
    said = next((i for i, t in enumerate(tokens) if t.head == verb and t.dep == "ccomp"), None)
    if said is not None:
        return _gap_in(sentence, said)
    if tokens[verb].dep.startswith("csubj"):
        # "what does the charity say is needed", read as if the saying were needed
        passive = tokens[verb].dep == "csubjpass"
        return tokens[verb].head, "object" if passive else "subject", None
    return (verb, "object", None) if tokens[verb].lemma in _things() else None


def _of_copula(sentence: Sentence, verb: int) -> _Found | None:
    """As in "what were they armed with" and "who were the four killed outside the hospital"."""
    tokens = sentence.tokens
    main = tokens[verb].head
    if tokens[verb].dep in {"aux", "auxpass"} and tokens[main].tag == "VBN":
        first = next((t.lemma for t in tokens[:1] if t.tag == "IN"), None)
        preposition = _stranded(sentence, main) or first
        return (main, "oblique", preposition) if preposition else None
    for i, token in enumerate(tokens):
        if (token.tag != "VBN" and token.dep != "acomp") or i < verb:
            continue
        stranded = _stranded(sentence, i)
        noun = tokens[token.head]
        if stranded and verb in {token.head, noun.head}:
            return i, "oblique", stranded
        if token.dep in {"acl", "relcl"} and noun.head == verb and noun.pos in {"NOUN", "NUM"}:
            return _of_clause_on(sentence, token.head)
    return None


def _of_clause_on(sentence: Sentence, noun: int) -> _Found | None:
    """The clause that limits a noun: "the villages shelled", "the staff who were freed"."""
    for i, token in enumerate(sentence.tokens):
        if token.head == noun and token.dep in {"acl", "relcl"} and token.pos == "VERB":
            bare = token.dep == "acl" and token.tag == "VBD"
            if is_passive(sentence, i) or bare:
                return i, "object", None
            subjects = [t for t in sentence.tokens if t.head == i and t.dep == "nsubj"]
            own = not subjects or subjects[0].tag in {"WP", "WDT"}
            return i, "subject" if own else "object", None
    return None


def _gap_in(sentence: Sentence, verb: int) -> _Found | None:
    """The place that a clause under a verb of saying leaves open: "is needed", "it had seized"."""
    tokens = sentence.tokens
    if tokens[verb].pos != "VERB":
        return None
    children = {t.dep for t in tokens if t.head == verb}
    if "auxpass" in children:
        return None if "nsubjpass" in children else (verb, "object", None)
    if "nsubj" not in children:
        return verb, "subject", None
    stranded = _stranded(sentence, verb)
    if stranded:
        return verb, "oblique", stranded
    return None if children & {"dobj", "ccomp", "xcomp"} else (verb, "object", None)


def _among(sentence: Sentence, verb: int) -> _Found | None:
    """As in "which people are named among the detained"."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if i > verb and token.tag == "VBN" and token.dep == "pobj":
            return i, "object", None
    return None


def _stranded(sentence: Sentence, verb: int) -> str | None:
    """A preposition left without its noun, as a question leaves it: "... was hit with?"."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        after = tokens[i + 1].pos if i + 1 < len(tokens) else "PUNCT"
        alone = not any(t.head == i and t.dep in {"pobj", "pcomp"} for t in tokens)
        if token.head == verb and token.tag == "IN" and i > verb and alone and after == "PUNCT":
            return token.lemma
    return None


def _by_order(sentence: Sentence, asked: int) -> _Found | None:
    """The last word that can be the verb after "what did", where the parse sees none."""
    tokens = sentence.tokens
    if asked + 1 >= len(tokens) or tokens[asked + 1].lemma != "do":
        return None
    told = [
        i
        for i, t in enumerate(tokens)
        if i > asked + 2 and (measure_of(t.lemma) or t.lemma in _things())
    ]
    return (told[-1], "object", None) if told else None


def _things() -> list[str]:
    """Verbs of which a question asks for the things that undergo them: "what did they demand"."""
    verbs: list[str] = load_lexicon("answer_types")["several"]["things"]
    return verbs


def _child(sentence: Sentence, verb: int, dep: str) -> str | None:
    return next((t.lemma for t in sentence.tokens if t.head == verb and t.dep == dep), None)
