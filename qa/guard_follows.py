"""Does a drafted sentence follow one sentence of a quote: its words in its order, details left out?

Then nobody can be exchanged, however either is parsed. What may be left out is told by the quote's
tree: a kept word keeps what it completes, and whatever would make it say something else without.
"""

from functools import lru_cache

from qa.guard_path import CLAUSES, CONTENT, NOUNS, Path, aligned, empty, words_of_speech
from qa.guard_told import Told, amounts_beside_dates, word_set
from qa.guard_whole import is_conditional, is_cut, is_whole, joined_by_or, speaks
from qa.language import Sentence
from qa.word_keys import word_keys

__all__ = ["follows"]

_FEWEST = 2  # content words that are kept
_CLIMB = 12


@lru_cache(maxsize=512)
def follows(sentence: Sentence, told: Told) -> bool | None:
    """Whether *sentence* is a sentence of *told* from which only details are left out.

    None where its words stand in no sentence of *told* in this order, so that this cannot be told.
    """
    found = {_follows(sentence, quote[i], told) for quote, i in told.sentences()}
    return True if True in found else False if False in found else None


def _follows(said: Sentence, quote: Sentence, told: Told) -> bool | None:
    pairs = aligned(said, quote)
    if sum(quote.tokens[k].pos in CONTENT for k in pairs) < _FEWEST:
        return None
    left = set(range(len(said.tokens))) - set(pairs.values()) - _spoken(said, told)
    if not all(empty(said.tokens[i]) for i in left):
        return None
    ours, theirs = words_of_speech(said), words_of_speech(quote)
    telling = frozenset(k for k, i in pairs.items() if k in theirs and i in ours)
    path = Path(said, quote, pairs, telling)
    kept = pairs.keys() - telling
    if not _keeps_anchor(path):
        return False
    if not _states(path):
        return None
    if any(is_cut(path, k) or _beheaded(path, k) for k in kept):
        return False
    whole = all(_hangs(path, k) and is_whole(path, k) for k in kept)
    return True if whole else None


def _spoken(said: Sentence, told: Told) -> set[int]:
    """Words that say who speaks, which have rules of their own, and are the quotes' words."""
    known = told.keys | told.outlets
    return {
        i
        for i in words_of_speech(said)
        if word_keys(said.tokens[i].text) <= known
        or {said.tokens[i].lemma, said.tokens[i].text.lower()} & _frame()
    }


def _frame() -> frozenset[str]:
    return word_set("words", "frame") | word_set("words", "function")


def _states(path: Path) -> bool:
    """Whether what is kept says something of something, beside clauses that describe a noun."""
    tokens = path.told.tokens
    return any(
        (
            (tokens[k].pos == "VERB" and tokens[k].dep not in CLAUSES)
            or tokens[k].dep in {"attr", "acomp"}
            or _placed(path.told, k)
        )
        and not _describes(path.told, k)
        for k in path.pairs
        # "put the toll at 17" says more than who speaks
        if k not in path.speech or tokens[k].lemma in word_set("words", "giving")
    )


def _describes(told: Sentence, k: int) -> bool:
    """Whether token *k* stands in a clause that hangs on a noun."""
    for _ in range(_CLIMB):
        if told.tokens[k].dep in CLAUSES:
            return True
        k = told.tokens[k].head
    return False


def _placed(told: Sentence, k: int) -> bool:
    head = told.tokens[told.tokens[k].head]
    return head.pos == "ADP" and told.tokens[head.head].lemma == "be"


def _keeps_anchor(path: Path) -> bool:
    """Whether "two days earlier" still stands with the day that it counts from."""
    kept = [path.told.tokens[k].start for k in path.pairs]
    dates = [(d.start, d.end) for d in amounts_beside_dates(path.told.text)[1]]
    left = [span for span in dates if not any(span[0] <= at < span[1] for at in kept)]
    counted = any(
        path.told.tokens[k].text.lower() in word_set("following", "anchored") for k in path.pairs
    )
    return not (left and counted)


def _hangs(path: Path, k: int) -> bool:
    """Whether the word that token *k* completes is kept too, or may be left out."""
    tokens = path.told.tokens
    if tokens[k].pos not in CONTENT or tokens[k].pos in {"ADV", "PRON"}:
        return True
    at = k
    for _ in range(_CLIMB):
        head = tokens[at].head
        if head == at or head in path.pairs:
            return True
        if tokens[at].dep == "advcl":
            return not is_conditional(path.told, at)
        if not _passes(path, at):
            return False
        at = head
    return False


def _passes(path: Path, at: int) -> bool:
    """Whether the head of token *at* may be left out, if what that completes is kept."""
    told = path.told
    token, head = told.tokens[at], told.tokens[at].head
    governor = told.tokens[head]
    broken = (
        (governor.pos == "AUX" and not is_whole(path, head))
        or (token.dep == "conj" and joined_by_or(told, head))
        or (token.dep == "pobj" and not _loose(path, at))
    )
    return not broken and (
        governor.pos not in CONTENT
        or token.dep in {"conj", "appos", "nummod"}
        or governor.lemma in word_set("following", "places")
        or (token.dep in {"ccomp", "parataxis"} and speaks(told, head))
        or _in_one_date(told, at, head)
    )


def _loose(path: Path, k: int) -> bool:
    """Whether a noun may stand without its preposition: "the village of Osht", "Osht"."""
    tokens = path.told.tokens
    joined = tokens[k].head
    if tokens[joined].text.lower() not in word_set("following", "loose"):
        return False
    governor, said = tokens[joined].head, path.pairs.get(k)
    if governor not in path.pairs or said is None:
        return True
    between = path.said.tokens[path.pairs[governor] + 1 : said]
    return any(t.text.lower() in word_set("following", "loose") for t in between)


def _in_one_date(told: Sentence, a: int, b: int) -> bool:
    dates = amounts_beside_dates(told.text)[1]
    return any(all(d.start <= told.tokens[i].start < d.end for i in (a, b)) for d in dates)


def _beheaded(path: Path, k: int) -> bool:
    """Whether a noun stands without the noun that it only describes: "a brother of the mayor"."""
    told = path.told
    token = told.tokens[k]
    if token.pos not in NOUNS or token.head in path.pairs:
        return False
    at = told.tokens[token.head].head if token.dep == "pobj" else token.head
    if told.tokens[at].pos not in NOUNS or at in path.pairs or _in_one_date(told, k, at):
        return False
    if told.tokens[at].lemma in word_set("following", "places"):
        return False
    if token.dep == "pobj":
        return told.tokens[token.head].text.lower() == "of"
    return token.dep in {"poss", "compound"} and not _in_one_name(told, k, at)


def _in_one_name(told: Sentence, a: int, b: int) -> bool:
    return told.tokens[a].pos == told.tokens[b].pos == "PROPN"
