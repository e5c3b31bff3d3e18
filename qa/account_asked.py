"""Whose account a question asks for without a verb of saying.

"In the governor's words", "by the clinic's count" and "as the mayor sees it" limit any question to
one voice. Of a question for a statement, the one whose statement it is: "the envoy's verdict on",
"what did the general reply", "Dr Rada on the strike". Word order is used beside the parse.
"""

from functools import cache

from qa.answer_types import noun_type, verb_type
from qa.language import Sentence, Token, noun_phrase
from qa.lexicons import load_lexicon
from qa.noun_ahead import noun_ahead

__all__ = ["account_asked", "teller_asked"]

LONGEST = 8  # tokens of a speaker's description
_NOBODY = frozenset({"anyone", "anybody", "someone", "one", "it", "they", "he", "she", "we", "you"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_FRAMING = frozenset({"in", "by", "on", "from", "under"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("answer_types")["accounts"][name])


def account_asked(sentence: Sentence) -> str | None:
    """As in "in the words of X", "by X's count", "as X tells it", "if X is to be believed"."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        word = token.text.lower()
        if word in _FRAMING:
            named = _framed(sentence, i)
        elif word == "as":
            named = _seen(sentence, i)
        elif word == "if":
            named = _believed(sentence, i)
        else:
            continue
        if named:
            return named
    return None


def teller_asked(sentence: Sentence) -> str | None:
    """Whose statement is asked for, of a question that asks for one."""
    topic = _before_on(sentence)
    if topic:
        return topic
    for i, token in enumerate(sentence.tokens):
        owner = (_owner(sentence, i) or _of(sentence, i)) if _is_account(token) else None
        if owner:
            return owner
    return _subject(sentence)


def _is_account(token: Token) -> bool:
    told = noun_type(token) == "statement" or token.lemma in _words("nouns")
    return told and token.pos in {"NOUN", "VERB", "PROPN"}


def _framed(sentence: Sentence, i: int) -> str | None:
    """The owner of the account that the preposition at *i* brings, where it frames the question.

    "Was the flaw in the army's report found?" asks of the report: there the question goes on.
    """
    tokens = sentence.tokens
    for j in range(i + 1, min(i + LONGEST + 3, len(tokens))):
        if tokens[j].pos in {"VERB", "AUX"} or tokens[j].text == ",":
            return None
        if tokens[j].lemma in _words("nouns") and tokens[j].pos == "NOUN":
            owner = _owner(sentence, j)
            if owner is None and all(t.pos in {"DET", "ADJ"} for t in tokens[i + 1 : j]):
                return _of(sentence, j) if i == 0 or _ends(sentence, j) else None
            after = tokens[j + 1 : j + 2]
            alone = not after or after[0].pos == "PUNCT"
            return owner if alone else None
    return None


def _ends(sentence: Sentence, noun: int) -> bool:
    """Whether nothing but "of X" follows the noun, so that it frames all that stands before it."""
    rest = sentence.tokens[noun + 1 :]
    return not any(t.pos in {"VERB", "AUX"} and not t.dep.endswith(("relcl", "acl")) for t in rest)


def _owner(sentence: Sentence, noun: int) -> str | None:
    """For "the army spokesman's latest version", the army spokesman."""
    tokens = sentence.tokens
    at = noun - 1
    while at > 0 and tokens[at].pos in {"ADJ", "NUM"}:
        at -= 1
    if at < 1 or not _possessive(tokens[at]):
        return None
    first = at
    while first > 0 and at - first < LONGEST and _names(tokens[first - 1], tokens[first]):
        first -= 1
    return _text(sentence, first, at)


def _names(token: Token, after: Token) -> bool:
    """Whether a token belongs to a name or description that *after* goes on with."""
    joined = token.text.lower() in {"and", "of"} and after.pos in _NAMING
    return token.pos in _NAMING or _possessive(token) or joined


def _possessive(token: Token) -> bool:
    return token.tag == "POS"


def _of(sentence: Sentence, noun: int) -> str | None:
    """For "the comment of the freed baker", the freed baker."""
    tokens = sentence.tokens
    if noun + 2 >= len(tokens) or tokens[noun + 1].text.lower() != "of":
        return None
    named = noun_ahead(sentence, noun + 2)
    return None if named is None else _text(sentence, *noun_phrase(sentence, tokens.index(named)))


def _seen(sentence: Sentence, i: int) -> str | None:
    """For "as the minister sees it", "as the report has it": who sees it."""
    tokens = sentence.tokens
    for j in range(i + 2, min(i + LONGEST, len(tokens) - 1)):
        if tokens[j].lemma in _words("seeing") and tokens[j + 1].text.lower() == "it":
            return _text(sentence, i + 1, j)
    return None


def _believed(sentence: Sentence, i: int) -> str | None:
    """For "if the police are to be believed", "if one believes the police", the police."""
    tokens = sentence.tokens
    trusts = next((j for j in range(i + 1, len(tokens)) if tokens[j].lemma == "believe"), None)
    if trusts is None:
        return None
    be = next((j for j in range(i + 1, trusts) if tokens[j].lemma == "be"), None)
    if be is not None:
        return _text(sentence, i + 1, be)
    first = next((j for j in range(trusts + 1, len(tokens)) if tokens[j].pos in _NAMING), None)
    return None if first is None else _text(sentence, *noun_phrase(sentence, first))


def _subject(sentence: Sentence) -> str | None:
    """Who is asked to have said it: "what did the GENERAL reply when", "what did they get"."""
    tokens = sentence.tokens
    did = next((j for j, t in enumerate(tokens) if t.lemma == "do"), None)
    wh = next((j for j, t in enumerate(tokens) if t.tag.startswith("W") or t.lemma == "how"), None)
    if did is None or wh is None or did < wh:
        return None
    for i, token in enumerate(tokens):
        first, last = noun_phrase(sentence, i)
        verb = tokens[token.head]
        if first == did + 1 and token.dep in _SUBJECTS and token.head > i and verb.pos == "VERB":
            return None if verb.lemma in _words("receiving") else _text(sentence, first, last)
    return _by_order(sentence, did + 1)


def _by_order(sentence: Sentence, first: int) -> str | None:
    """The noun group behind "did", where its verb is read as a noun: "did Ana Rada ACCOUNT for"."""
    tokens, last = sentence.tokens, first
    while last < len(tokens) and (
        tokens[last].pos in _NAMING | {"DET"} or _possessive(tokens[last])
    ):
        last += 1
    verb = tokens[last - 1]
    misread = last - first > 1 and verb.pos == "NOUN" and verb_type(verb.lemma) is not None
    if misread or verb.lemma in _words("nouns"):
        last -= 1
    return _text(sentence, first, last)


def _before_on(sentence: Sentence) -> str | None:
    """For "Dr Rada on the strike", Dr Rada."""
    tokens = sentence.tokens
    at = next((j for j, t in enumerate(tokens) if t.text.lower() in {"on", "about"}), 0)
    if at == 0 or _is_account(tokens[at - 1]):
        return None
    named = all(t.pos in _NAMING | {"DET"} or _possessive(t) for t in tokens[:at])
    return _text(sentence, 0, at) if named else None


def _text(sentence: Sentence, first: int, last: int) -> str | None:
    """The words of tokens *first* to *last* without an article; None where they name nobody."""
    tokens = list(sentence.tokens[first:last])
    while tokens and tokens[0].pos in {"DET", "PUNCT"}:
        tokens = tokens[1:]
    if not tokens or len(tokens) > LONGEST:
        return None
    nameless = tokens[-1].lemma.lower() in _NOBODY or tokens[0].tag.startswith(("W", "PRP"))
    named = any(t.pos in {"NOUN", "PROPN"} for t in tokens)
    return None if nameless or not named else sentence.text[tokens[0].start : tokens[-1].end]
