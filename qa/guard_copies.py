"""Does a drafted sentence repeat one of a quote, whole or with a few words left out?"""

import re

from qa.citations import contains_tokens
from qa.furniture import furniture_end
from qa.guard_told import Told
from qa.guard_tree import SUBJECTS
from qa.language import Sentence, Token
from qa.speakers import attributions

__all__ = ["copies", "cut_short", "shortens"]

_WORD = re.compile(r"\w+(?:[.,]\d+)*")  # "90.000" is not "90,000"
_LIMIT = 3  # words of a limit: "an estimated"
_FEWEST = 4  # words that a shortened sentence keeps


def copies(text: str, told: Told) -> bool:
    """Whether *text* is, word for word, a sentence of a quote, or of a part at a semicolon."""
    words = _WORD.findall(text.casefold())
    whole = [quote[i].text for quote, i in told.sentences()]
    whole += [part for sentence in whole if ";" in sentence for part in sentence.split(";")]
    # "Tags Syria Hama The toll ...": what a web page puts before a sentence
    whole += [sentence[furniture_end(sentence) :] for sentence in whole if furniture_end(sentence)]
    # A dateline is a sentence of its own there.
    whole += [" ".join(sentence.text for sentence in quote[:2]) for quote in told.quotes]
    return any(_WORD.findall(sentence.casefold()) == words for sentence in whole)


def cut_short(text: str, told: Told) -> bool:
    """Whether *text* is the beginning of a quote's sentence, cut inside of a phrase or clause."""
    words = _WORD.findall(text.casefold())
    # "Three soldiers" may be the whole answer.
    values = (claim.value for piece in told.pieces for claim in piece.claims)
    answers = [value for value in values if len(words) <= len(value.split()) + _LIMIT]
    if any(
        contains_tokens(text, value) or contains_tokens(value, text.strip(" ."))
        for value in answers
    ):
        return False
    for quote, i in told.sentences():
        tokens = quote[i].tokens
        known = list(_WORD.finditer(quote[i].text.casefold()))
        if len(words) >= len(known) or [match[0] for match in known[: len(words)]] != words:
            continue
        end = known[len(words) - 1].end() if words else 0
        if any(t.end <= end <= tokens[t.head].start for t in tokens if t.pos != "PUNCT"):
            return True
    return False


def shortens(sentence: Sentence, told: Told) -> bool:
    """Whether it is one sentence of a quote, in its order, from which details are left out.

    What is left out are phrases like "of Osht prison on Tuesday": they begin with a preposition and
    hold no verb, so that who does what to whom is as in the quote. Who speaks may stand elsewhere.
    """
    spans = [one.cue for one in attributions(sentence)]
    spans += [one.speaker for one in attributions(sentence) if one.speaker]
    said = [
        token.text.casefold()
        for token in sentence.tokens
        if token.pos != "PUNCT" and not any(a <= token.start < b for a, b in spans)
    ]
    return len(said) >= _FEWEST and any(_follows(said, quote[i]) for quote, i in told.sentences())


def _follows(said: list[str], quote: Sentence) -> bool:
    told = [token for token in quote.tokens if token.pos != "PUNCT"]
    return any(
        told[start].text.casefold() == said[0]
        and _runs(said, told[start:])
        and not _loses_subject(quote, told[start].start)
        for start in range(len(told))
    )


def _loses_subject(quote: Sentence, start: int) -> bool:
    """Whether who does what is kept stands before *start*: "rebels near | the base shot five"."""
    tokens = quote.tokens
    return any(
        token.end <= start <= tokens[token.head].start and token.dep in SUBJECTS for token in tokens
    )


def _runs(said: list[str], told: list[Token]) -> bool:
    """Whether *said* runs through *told* with gaps that are phrases without a verb."""
    at = 0
    for word in said:
        if at < len(told) and told[at].text.casefold() == word:
            at += 1
            continue
        if at >= len(told) or told[at].pos != "ADP":
            return False
        while at < len(told) and told[at].text.casefold() != word:
            if told[at].pos in {"VERB", "AUX", "PART", "SCONJ"}:
                return False
            at += 1
        at += 1
    return at <= len(told)
