"""Words of a drafted sentence: markup, address, quotations, and words that no quote has."""

import re
from collections.abc import Iterator
from functools import cache

from qa.citations import contains_tokens
from qa.evidence import word_keys
from qa.guard_evidence import Problem
from qa.guard_told import Told, amounts_beside_dates, guard_lexicon, word_set
from qa.language import Sentence, Token
from qa.measures import measure_of
from qa.names import load_names
from qa.prompts import MARKER
from qa.question import name_spans

__all__ = ["QUOTED", "check_form", "check_quotations", "check_words", "same_word"]

QUOTED = re.compile(r"\u201c([^\u201d]*)\u201d|\"([^\"]*)\"")
_MARKUP = re.compile(r"https?:|www\.|[\[\]<>`|#*{}\\~^=@]|&\w+;")
_NAMED = frozenset({"PROPN", "NOUN", "ADJ", "NUM"})


def check_form(sentence: str) -> Iterator[Problem]:
    """Links, tags and markup, and words to the reader, which no report's sentence needs."""
    own = MARKER.sub(" ", sentence)
    if _MARKUP.search(own):
        yield Problem("markup", "links, tags and markup are not allowed")
    own = QUOTED.sub(" ", own)
    # "US" is a country
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", own) if word != "US"}
    said = words & word_set("address", "words")
    if said:
        yield Problem("instruction", f"it speaks to the reader: {', '.join(sorted(said))}")
    if own.rstrip().endswith("?"):
        yield Problem("instruction", "it asks instead of stating")


def check_quotations(text: str, told: Told) -> Iterator[Problem]:
    """What stands in quotation marks must stand in a quote, word for word."""
    for match in QUOTED.finditer(text):
        words = match[1] or match[2] or ""
        if words.strip() and not any(
            contains_tokens(piece.citation.quote, words) for piece in told.pieces
        ):
            yield Problem("quote", f"“{words}” is not in the evidence word for word")


def check_words(sentence: Sentence, told: Told, question: str) -> Iterator[Problem]:
    """Words that neither the quotes have nor, for names and nouns, their reports' headings."""
    free = _free_spans(sentence, told)
    asked = word_keys(question) & told.setting
    for token in sentence.tokens:
        if any(start <= token.start and token.end <= end for start, end in free):
            continue
        if _known(token, told, asked):
            continue
        rule = "name" if token.pos == "PROPN" or token.text[0].isupper() else "word"
        yield Problem(rule, f"“{token.text}” is not in the evidence")


def _free_spans(sentence: Sentence, told: Told) -> list[tuple[int, int]]:
    """Quotations, numbers and dates, which have their own rules, and other spellings of names."""
    amounts, dates = amounts_beside_dates(sentence.text)
    spans = [match.span() for match in QUOTED.finditer(sentence.text)]
    spans += [(amount.start, amount.end) for amount in amounts]
    spans += [(date.start, date.end) for date in dates]
    listed = {key for key in told.keys | told.names if key.startswith("=")}
    for start, end in name_spans(sentence):
        if listed & load_names().keys(sentence.text[start:end]):
            spans.append((start, end))
    return spans


def _known(token: Token, told: Told, asked: frozenset[str]) -> bool:
    word = token.text.lower()
    if not any(letter.isalpha() for letter in word):
        return True
    if {word, token.lemma} & (word_set("words", "function") | word_set("words", "frame")):
        return True
    keys = word_keys(token.text) | word_keys(token.lemma)
    if keys & told.keys:
        return True
    if token.pos in _NAMED and keys & (told.names | asked):
        return True
    if {word, token.lemma} & (word_set("words", "people") | word_set("words", "groups")):
        return True
    return any(
        same_word(token, other) for quote, i in told.sentences() for other in quote[i].tokens
    )


def same_word(said: Token, told: Token) -> bool:
    """Whether *said* may stand for the quote's word *told*: one word, or a more general one."""
    if said.lemma == told.lemma or word_keys(said.text) & word_keys(told.text):
        return True
    ours, theirs = {said.lemma, said.text.lower()}, {told.lemma, told.text.lower()}
    measure = measure_of(told.lemma)
    if measure and ours & _general(measure):
        return True
    return any(ours & group and theirs & group for group in _synonyms())


@cache
def _general(measure: str) -> frozenset[str]:
    return frozenset(guard_lexicon()["general"].get(measure, ()))


@cache
def _synonyms() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in guard_lexicon()["synonyms"]["groups"])
