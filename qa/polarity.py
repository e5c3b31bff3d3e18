"""Does a sentence say yes or no to a yes/no question?

The question's own predicate is looked for in the sentence (or a word of the same measure, or one
that ``data/opposites.toml`` names), and both sides' negations are counted: "not", "no deaths",
"not one was paid", "declined to say", "stops short of naming". A sentence that holds no such word,
or holds it of something else than the question asks about, says neither.
"""

from collections.abc import Iterable
from functools import cache

from qa.figures import measure_of
from qa.hypothetical import asks_ahead, is_hypothetical, number_is_hypothetical
from qa.language import Sentence, Token, parse, subtree
from qa.lexicons import load_lexicon
from qa.negations import is_negated, negations, phrasal
from qa.predicate_asked import predicate_asked
from qa.question import Question

__all__ = ["answering", "polarity"]

_OBJECTS = {"nsubj", "nsubjpass", "dobj", "agent", "attr", "expl"}
_ANYONE = {"anyone", "anybody", "anything", "someone", "something", "it", "they", "he", "she"}
_LIVES = {"life", "victim", "casualty"}
LEAST = 0.35  # below this the sentence tells of something else
ASIDE = 0.4  # how much a word counts that the sentence tells of something else


@cache
def _lexicon() -> dict[str, dict[str, list[str]]]:
    return load_lexicon("opposites")


def polarity(question: Question, sentence: Sentence) -> tuple[bool | None, float]:
    """(True for yes, False for no, None for neither; how plainly, from 0 to 1)."""
    return answering(question, sentence)[:2]


def answering(question: Question, sentence: Sentence) -> tuple[bool | None, float, int | None]:
    """``polarity``, and the token by which the sentence says so."""
    asked = parse(question.text)
    verb = predicate_asked(asked)
    if verb is None:
        return None, 0.0, None
    wanted = not is_negated(asked, verb)
    happened = not asks_ahead(asked.tokens)
    about = _arguments(question, asked, verb)
    # "Was anyone killed?", "were there any victims?" are answered by whoever was.
    anyone = any(t.lemma.casefold() in _ANYONE or t.dep == "expl" for t in asked.tokens)
    least = 0.6 if anyone else 0.0
    best: tuple[bool | None, float, int | None] = (None, 0.0, None)
    # "work out" has a table of its own, which "work" has not
    named = next((w for w in phrasal(asked, verb) if w in _lexicon()), asked.tokens[verb].lemma)
    # "handed over" is not told by "blood on his hands"
    phrase = any(t.head == verb and t.dep == "prt" for t in asked.tokens)
    for i, token in enumerate(sentence.tokens):
        if phrase and token.pos == "NOUN" and token.lemma == asked.tokens[verb].lemma:
            continue
        agrees, fit = _agreement(asked.tokens[verb], named, sentence, i)
        if agrees is None or _is_open(sentence, i) or (happened and _is_supposed(sentence, i)):
            continue
        fit *= max(least, _concerns(question, about, sentence, i))
        if fit > best[1]:
            best = (agrees == (not is_negated(sentence, i)), fit, i)
    nothing = _has_no_part(question, asked, verb, sentence)
    if nothing is not None:
        best = (False, 0.8, nothing)
    says, fit, at = best
    if fit < LEAST:
        return None, 0.0, None
    return (None if says is None else says == wanted), fit, at


def _arguments(question: Question, asked: Sentence, verb: int) -> set[str]:
    """Words for what the question tells of beside its predicate, dates left out."""
    return _words(
        token
        for i, token in enumerate(asked.tokens)
        if i != verb
        and token.pos in {"NOUN", "PROPN", "VERB"}
        and token.lemma.casefold() not in _ANYONE
        and not any(date.start <= token.start < date.end for date in question.dates)
    )


def _agreement(asked: Token, named: str, sentence: Sentence, i: int) -> tuple[bool | None, float]:
    """Whether token *i* tells of the predicate *asked* or of its contrary, and how plainly.

    *named* is what the predicate's table of opposites goes by.
    """
    token = sentence.tokens[i]
    if token.pos not in {"VERB", "NOUN", "ADJ", "ADV", "AUX"}:
        return None, 0.0
    measure = measure_of(token.lemma)
    words = {token.lemma, measure, *phrasal(sentence, i)}
    table = _lexicon().get(named, {})
    bare = named != asked.lemma == token.lemma and not words & {named, *table.get("yes", ())}
    if bare or (asked.lemma == "claim" and _takes_lives(sentence, i)):
        return None, 0.0
    if words & set(table.get("no", ())):
        return False, 0.8
    if token.lemma == asked.lemma or _stem(token) == _stem(asked):
        return True, 1.0
    if measure is not None and measure == measure_of(asked.lemma):
        return True, 0.8
    return (True, 0.75) if words & set(table.get("yes", ())) else (None, 0.0)


def _takes_lives(sentence: Sentence, i: int) -> bool:
    """As in "the blast claimed 18 lives", which claims nothing."""
    lost = any(t.head == i and t.dep == "dobj" and t.lemma in _LIVES for t in sentence.tokens)
    return sentence.tokens[i].lemma == "claim" and lost


def _concerns(question: Question, about: set[str], sentence: Sentence, i: int) -> float:
    """How far token *i* tells of what the question names: 1 where it names nothing."""
    names = {word for name in question.names for word in name.casefold().split() if len(word) > 2}  # noqa: PLR2004 - particles
    if not names and not about:
        return 1.0
    parts = [
        j for j, token in enumerate(sentence.tokens) if token.head == i and token.dep in _OBJECTS
    ]
    told: set[str] = set()
    for j in parts:
        # "The groom's father was killed" tells nothing of the groom.
        part = _part(sentence, j)
        told |= _words(t for t in part if not _is_owner(t))
        if any(_is_money(t) for t in part):
            told |= about & set(_lexicon()["sums"]["asked"])  # four million marks are a ransom
    if told & names:
        return 1.0
    if told & about or any(sentence.tokens[j].pos == "PRON" for j in parts):
        return 0.9 if not names or names & _words(sentence.tokens) else 0.7
    held = _words(sentence.tokens)
    if not held & (names | about):
        # "There were no deaths" tells of what the report is about, if it tells of no one else.
        nobody = any(True for _ in negations(sentence, i))
        return 0.6 if not parts or nobody else ASIDE / 2
    # A deed told in a noun is often another's, or another day's.
    noun = sentence.tokens[i].pos == "NOUN"
    negated = any(True for _ in negations(sentence, i))
    surnames = {name.casefold().split()[-1] for name in question.names}
    if noun and not parts and not negated and not surnames <= held:
        return ASIDE
    return ASIDE if parts else 0.8


def _is_money(token: Token) -> bool:
    units = load_lexicon("answer_types")["sizes"]["money"]["units"]
    plain = token.lemma.casefold() in {*units, *_lexicon()["sums"]["told"]}
    return plain or token.ent == "MONEY"


def _is_owner(token: Token) -> bool:
    noun = token.pos == "NOUN" and token.dep in {"poss", "compound", "nmod"}
    return noun or (token.pos == "PROPN" and token.dep == "poss")  # "Mora's father was killed"


def _words(tokens: Iterable[Token]) -> set[str]:
    named = (t for t in tokens if t.text[0].isalnum() or len(t.text) > 1)
    return {word for token in named for word in (token.text.casefold(), token.lemma.casefold())}


def _stem(token: Token) -> str:
    """Enough of a word to join "coordinate" and "coordinated", "denial" and "denied"."""
    return token.lemma[: max(5, len(token.lemma) - 4)] if len(token.lemma) > 5 else token.lemma  # noqa: PLR2004 - short words have no endings to drop


def _is_supposed(sentence: Sentence, i: int) -> bool:
    """Whether what token *i* tells is only supposed, as in "if no prisoners were taken"."""
    thing = sentence.tokens[i].pos == "NOUN"
    return is_hypothetical(sentence, i) or (thing and number_is_hypothetical(sentence, i))


def _is_open(sentence: Sentence, i: int) -> bool:
    """Whether token *i* is only asked after: "it was unclear whether he was"."""
    tokens = sentence.tokens
    asked = {token.head for token in tokens if token.lemma == "whether"}
    at = i
    while at not in asked and tokens[at].head != at:
        at = tokens[at].head
    return at in asked and tokens[at].head != at


def _has_no_part(question: Question, asked: Sentence, verb: int, sentence: Sentence) -> int | None:
    """The "part" or "knowledge" that the doer whom the question names says to have had none of."""
    doers = [i for i, t in enumerate(asked.tokens) if t.dep == "nsubj" and t.head != i]
    doer = {
        word
        for i in doers
        if asked.tokens[i].head in {verb, asked.tokens[verb].head}
        for word in _words(_part(asked, i))
    }
    names = {word for name in question.names for word in name.casefold().split()}
    tokens = sentence.tokens
    if not doer & names & _words(tokens):
        return None
    parts = set(_lexicon()["no_part"]["words"])
    nothing = (
        i
        for i, token in enumerate(tokens)
        if token.lemma in parts
        and any(t.head == i and t.text.lower() in {"no", "nothing"} for t in tokens)
    )
    return next(nothing, None)


def _part(sentence: Sentence, i: int) -> tuple[Token, ...]:
    first, last = subtree(sentence, i)
    return sentence.tokens[first:last]
