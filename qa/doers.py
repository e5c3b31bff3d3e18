"""Who is told to have done it, to be to blame, or to claim it, and whose word that is.

"The Brigades said the army bombed it", "residents hold the militia responsible", "a court convicted
two guards over the killing", "the Front claimed to have sunk the boat".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from qa.answer_types import noun_type
from qa.assessing import assess_line
from qa.candidate import Candidate
from qa.deeds import is_deed, is_singled_out
from qa.evidence import Evidence, Line
from qa.furniture import furniture_end
from qa.language import Sentence, Token, noun_phrase, parse_many
from qa.lexicons import load_lexicon
from qa.measures import load_measures, measure_of
from qa.word_keys import word_keys

__all__ = ["CLAIMING", "Doer", "doers", "named_by"]

CLAIMING = frozenset({"say", "claim", "announce", "admit", "state"})
_OWN = frozenset({"it", "its", "they", "their", "he", "his"})
_BLAMING = frozenset({"blame", "accuse", "suspect"})
_JUDGING = frozenset({"convict", "sentence", "jail", "charge", "indict"})
_LAYING = {"on": _BLAMING, "to": frozenset({"attribute"})}
_MEANS = frozenset(
    {"plane", "warplane", "aircraft", "jet", "helicopter", "drone", "shell", "rocket", "missile"}
)
_CALLINGS = ("er", "or", "ist", "ite", "ian", "man")
_PARTIES = frozenset({"NORP", "GPE", "ORG", "PERSON"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Somebody who is told to have done it.

    Attributes:
        candidate: The words that name the doer.
        claimed: Whether the doer says so itself: "they say they sank it".
        blamer: Head, in the sentence, of who blames or convicts this one; None where none does.
        agent: Whether the words are such as name people, a body or a force.
    """

    candidate: Candidate
    claimed: bool
    blamer: int | None
    agent: bool


def doers(lines: Sequence[Line], verb: str | None) -> Iterator[Doer]:
    """Those who did what *verb* tells, or any deed of its kind."""
    for line, sentence in zip(lines, parse_many([line.text for line in lines]), strict=True):
        begins = furniture_end(line.text)
        for i, token in enumerate(sentence.tokens):
            if token.start < begins:
                continue
            # "three strikes hit the town", "a warplane fired": a deed or its means is no doer
            means = measure_of(token.lemma) is not None or token.lemma in _MEANS
            if token.pos not in {"NOUN", "PROPN"} or (means and not _tells_whose(sentence, i)):
                continue
            claimed = _claims(sentence.tokens, i, verb)
            blaming = _blaming(sentence.tokens, i, verb)
            if claimed or blaming is not None or _did_it(sentence.tokens, i, verb):
                yield Doer(
                    candidate=_phrase(line, sentence, i),
                    claimed=claimed,
                    blamer=None if blaming is None else _subject(sentence.tokens, blaming),
                    agent=blaming is not None or _is_agent(sentence, i),
                )


def named_by(evidence: Evidence, doer: Doer) -> str | None:
    """Who names *doer*; None where nobody does, or where he denies that it was this one."""
    candidate = doer.candidate
    if doer.claimed:
        return candidate.value
    found = assess_line(evidence, candidate.line, candidate.start, candidate.end)
    if found.certainty == "denied":
        return None
    if found.speaker is None and doer.blamer is not None:
        sentence = parse_many([candidate.line.text])[0]
        first, last = noun_phrase(sentence, doer.blamer)
        return sentence.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
    return found.speaker


def _tells_whose(sentence: Sentence, i: int) -> bool:
    """Whether the phrase of token *i* names a party: "Russian warplanes"."""
    tokens = sentence.tokens[slice(*noun_phrase(sentence, i))]
    return any(token.ent in _PARTIES for token in tokens)


def _is_agent(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    if token.lemma in load_lexicon("people")["sides"]["unnamed"]:
        return False  # who they were is what is asked
    calling = token.tag == "NNS" and token.lemma.endswith(_CALLINGS)  # "smugglers", "monarchists"
    if token.pos == "PROPN" or token.lemma in _people() or calling:
        return True
    # "mortar teams of the rebels", "the regime's artillery", "its gunners"
    own = [
        t
        for t in sentence.tokens
        if (t.dep == "poss" and t.head == i)
        or (t.dep == "pobj" and sentence.tokens[t.head].head == i)
    ]
    whose = any(t.lemma in _people() or t.tag == "PRP$" or t.pos == "PROPN" for t in own)
    return whose or _tells_whose(sentence, i) or noun_type(token) in {"person", "organisation"}


@cache
def _people() -> frozenset[str]:
    """Nouns for people and for the sides of a war, but those hurt or held."""
    table = load_lexicon("people")
    held = {"anyone", "prisoners", "hostages", "children", "displaced"}
    groups = (nouns for name, nouns in table["groups"].items() if name not in held)
    return frozenset().union(table["sides"]["state"], table["called"]["roles"], *groups)


def _blaming(tokens: tuple[Token, ...], i: int, verb: str | None) -> int | None:
    """Index of the verb by which somebody lays it on token *i*."""
    token, head = tokens[i], tokens[tokens[i].head]
    if token.dep == "dobj" and head.lemma in _BLAMING:
        return token.head
    if token.dep == "pobj" and tokens[head.head].lemma in _LAYING.get(head.lemma, frozenset()):
        return head.head
    holds = tokens[head.head].lemma == "hold" and head.lemma in {"responsible", "accountable"}
    if token.dep in {"nsubj", "dobj"} and holds:
        return head.head
    found = token.dep in {"dobj", "nsubjpass"} and head.lemma in _JUDGING
    return token.head if found and _judged_for(tokens, i, verb) else None


def _judged_for(tokens: tuple[Token, ...], i: int, verb: str | None) -> bool:
    """Whether the deed is told for which a court judges token *i*."""
    heads = {i, tokens[i].head}
    links = [
        j
        for j, t in enumerate(tokens)
        if t.head in heads and t.lemma in {"for", "of", "over", "with"}
    ]
    told = [t for t in tokens if t.head in links and t.dep in {"pobj", "pcomp"}]
    asked = word_keys(verb or "")  # "the sinking", of "sink"
    return any(is_deed(t, verb) or word_keys(t.text) & asked for t in told)


def _subject(tokens: tuple[Token, ...], verb: int) -> int | None:
    """Who does what *verb* tells; a relative pronoun stands for the noun before its clause."""
    passive = (
        j
        for j, t in enumerate(tokens)
        if t.dep == "pobj" and tokens[t.head].lemma == "by" and tokens[t.head].head == verb
    )
    own = [j for j, t in enumerate(tokens) if t.head == verb and t.dep == "nsubj"]
    found = own[-1] if own else next(passive, None)
    if found is None and tokens[verb].dep == "conj":  # "he denied it and blamed pirates"
        return _subject(tokens, tokens[verb].head)
    if found is not None and tokens[found].tag in {"WDT", "WP"}:
        return tokens[verb].head if tokens[verb].dep == "relcl" else None
    return found if found is None or tokens[found].pos in {"NOUN", "PROPN"} else None


def _did_it(tokens: tuple[Token, ...], i: int, verb: str | None) -> bool:
    """Whether token *i* is who did a deed."""
    token, head = tokens[i], tokens[tokens[i].head]
    if is_singled_out(tokens, i, verb):
        return True
    if token.dep == "nsubj" and head.lemma == "be":
        own = [t for t in tokens if t.head == token.head]
        to_blame = any(t.lemma == "blame" and t.dep in {"xcomp", "acl"} for t in own)
        return to_blame or any(t.lemma in {"behind", "responsible"} for t in own)
    if token.dep == "nsubj" and head.pos == "VERB" and is_deed(head, verb):
        own_deps = {t.dep for t in tokens if t.head == token.head}
        # "a tenth soldier died", "the boat sank": what only befell them
        befell = head.lemma in load_measures().subject or head.lemma == "sink"
        return "auxpass" not in own_deps and not (befell and "dobj" not in own_deps)
    if token.dep == "dobj" and head.dep == "csubj":
        return is_deed(tokens[head.head], verb) and _stands_before(tokens, i, head.head)
    if token.dep == "pobj" and head.lemma == "by":
        return is_deed(tokens[head.head], verb)
    return False


def _stands_before(tokens: tuple[Token, ...], i: int, verb: int) -> bool:
    """Whether token *i* stands just before *verb* and is its subject: "retreating men had mined".

    The parser reads the participle before such a noun as a clause that does the deed.
    """
    begins = min(
        j for j, t in enumerate(tokens) if j == verb or (t.head == verb and t.dep == "aux")
    )
    return i < begins and all(t.pos == "PUNCT" for t in tokens[i + 1 : begins])


def _claims(tokens: tuple[Token, ...], i: int, verb: str | None) -> bool:
    """Whether token *i* says that it did it: "the Front claimed to have sunk the boat"."""
    if tokens[i].dep != "nsubj" or tokens[tokens[i].head].lemma not in CLAIMING:
        return False
    for j, deed in enumerate(tokens):
        if deed.head != tokens[i].head or deed.dep not in {"xcomp", "ccomp"}:
            continue
        own = [k for k, t in enumerate(tokens) if t.head == j and t.dep in {"nsubj", "csubj"}]
        theirs = [t for t in tokens if t.head in own and t.lemma in _OWN] or [
            tokens[k] for k in own if tokens[k].lemma in _OWN
        ]
        denied = any(t.head == j and t.dep in {"neg", "auxpass"} for t in tokens)
        if is_deed(deed, verb) and not denied and (theirs or not own):
            return True
    return False


def _phrase(line: Line, sentence: Sentence, i: int) -> Candidate:
    first, last = noun_phrase(sentence, i)
    tokens = sentence.tokens
    while first < i and tokens[first].tag in {"DT", "PRP$", "PDT"}:
        first += 1
    last = _with_whose(sentence, i, last)
    start, end = line.start + tokens[first].start, line.start + tokens[last - 1].end
    return Candidate(line=line, start=start, end=end, fit=1.0)


def _with_whose(sentence: Sentence, i: int, last: int) -> int:
    """Where the words end that tell whose they are: "mortar teams of the Brigades"."""
    tokens = sentence.tokens
    of = next((j for j, t in enumerate(tokens) if t.head == i and t.lemma == "of" and j == last), 0)
    noun = next((j for j, t in enumerate(tokens) if t.head == of and t.dep == "pobj"), 0)
    # "accused rebels of using gas", "of the killing" tell a deed; ", which denied it" is no name
    deed = noun and measure_of(tokens[noun].lemma) is not None
    return noun_phrase(sentence, noun)[1] if of and noun and not deed else last
