"""Words of a drafted sentence that stand for others of its quotes: a name for "they", "would"."""

from qa.guard_same import same_word
from qa.guard_told import Told, guard_lexicon
from qa.language import Sentence, Token
from qa.word_keys import word_keys

__all__ = ["renames", "stands_in"]

_DOING = frozenset({"nsubj", "nsubjpass"})
_LINKED = frozenset({"attr", "acomp"})
_TIMES = frozenset({"DATE", "TIME"})


def stands_in(sentence: Sentence, i: int, told: Told) -> bool:
    """Whether token *i* is none of the quotes' words, and says what one of them says there."""
    return _for_pronoun(sentence, i, told) or _is_retold(sentence, i, told)


def renames(sentence: Sentence, i: int, told: Told) -> bool:
    """Whether token *i* names whom a quote calls "it" behind another noun that "it" stands for.

    "As for the speedboat, it was a fishing boat" says nothing of the ferry.
    """
    token = sentence.tokens[i]
    if token.dep not in _DOING or word_keys(token.text) & told.keys:
        return False
    subjects = [
        (quote[k], j)
        for quote, k in told.sentences()
        for j, other in enumerate(quote[k].tokens)
        if other.dep in _DOING and _same_said(sentence, token.head, quote[k], other.head)
    ]
    return bool(subjects) and all(
        quote.tokens[j].tag == "PRP" and any(_may_mean(quote, j, t) for t in quote.tokens[:j])
        for quote, j in subjects
    )


def _may_mean(quote: Sentence, pronoun: int, noun: Token) -> bool:
    """Whether a pronoun can stand for *noun*, by number and kind."""
    if noun.pos not in {"NOUN", "PROPN"} or noun.ent in _TIMES:
        return False
    word, person = quote.tokens[pronoun].text.lower(), noun.ent == "PERSON"
    if word in {"he", "she"}:
        return person
    return (
        noun.tag in {"NNS", "NNPS"} if word == "they" else noun.tag in {"NN", "NNP"} and not person
    )


def _same_said(sentence: Sentence, verb: int, quote: Sentence, other: int) -> bool:
    """Whether both verbs are one, of "be" also what it says."""
    if not same_word(sentence.tokens[verb], quote.tokens[other]):
        return False
    ours = [t for t in sentence.tokens if t.head == verb and t.dep in _LINKED]
    theirs = [t for t in quote.tokens if t.head == other and t.dep in _LINKED]
    return not ours or any(same_word(a, b) for a in ours for b in theirs)


def _for_pronoun(sentence: Sentence, i: int, told: Told) -> bool:
    """Whether a noun of the report's title does what the quote says of "they"."""
    token, verb = sentence.tokens[i], sentence.tokens[sentence.tokens[i].head]
    titles = " ".join(piece.citation.title for piece in told.pieces)
    if token.dep not in _DOING or not word_keys(token.text) & word_keys(titles):
        return False
    return any(
        other.tag == "PRP" and other.dep in _DOING and same_word(verb, quote[k].tokens[other.head])
        for quote, k in told.sentences()
        for other in quote[k].tokens
    )


def _is_retold(sentence: Sentence, i: int, told: Told) -> bool:
    """Whether it tells a quote's word as somebody's words are told: "would not say", for "will"."""
    token = sentence.tokens[i]
    pairs = guard_lexicon()["unreal"]["retold"]
    return any(
        token.text.lower() == retold
        and other.text.lower() == plain
        and same_word(sentence.tokens[token.head], quote[k].tokens[other.head])
        for plain, retold in pairs
        for quote, k in told.sentences()
        for other in quote[k].tokens
    )
