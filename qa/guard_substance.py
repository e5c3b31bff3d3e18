"""Does a drafted sentence say something, and is it whole?

A small model writes scraps ("The report says that"), talks about its sources instead of what they
say, and breaks off where its reply ends. None of that is wrong by its words alone.
"""

import re
from collections.abc import Iterator

from qa.guard_evidence import Problem
from qa.guard_told import word_set
from qa.guard_words import QUOTED
from qa.language import Sentence, parse
from qa.prompts import MARKER
from qa.speakers import attributions
from qa.standing import certainty_lexicon

__all__ = ["check_substance"]

_WORD = re.compile(r"\w")
_CLOSING = re.compile(r"[\s.,;:!]+$")
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_LABEL = re.compile(r"(?i)\W*(?:words|read from it|value)\s*:")
_OPEN = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PART"})
_ARTICLES = frozenset({"a", "an", "the"})
_OPENING = frozenset({"because", "whether", "if", "although", "while", "unless", "until"})
_ASKING = frozenset({"where", "who", "what", "how", "when", "which", "as", "than"})
_RUN = 5  # words that no report says twice in a sentence
_BARE = frozenset({"say", "add"})
_NEAR = 6  # words from "said" to what is said
_SOURCES = frozenset({"report", "article", "account"})


def check_substance(text: str, *, copied: bool = False) -> Iterator[Problem]:
    """What a whole sentence lacks, its markers aside; one that is *copied* is whole."""
    plain = _CLOSING.sub("", " ".join(MARKER.sub(" ", text).split()))
    sentence = parse(plain)
    if not _WORD.search(plain) or not _states(sentence):
        yield Problem("word", "it states nothing of what the evidence says")
        return
    if _LABEL.match(plain):
        yield Problem("word", "it repeats the form in which the evidence was given")
    if not copied and _repeats(plain):
        yield Problem("word", "it says the same words twice")
    if not copied and (_breaks_off(sentence) or _says_a_thing(sentence)):
        yield Problem("word", "it breaks off before its end")
    if _asks(sentence):
        yield Problem("instruction", "it asks instead of stating")
    if _describes_source(sentence):
        yield Problem("role", "it tells of the report instead of what the report says")


def _states(sentence: Sentence) -> bool:
    """Whether anything is said beside who says it."""
    if QUOTED.search(sentence.text):
        return True
    denied = word_set("negation", "words") | word_set("negation", "inside")
    framed = (word_set("words", "function") | word_set("words", "frame")) - denied
    spans = [one.speaker for one in attributions(sentence) if one.speaker]
    # What begins or ends an answer ("25, according to the council") is no part of who speaks.
    return any(
        (token.pos in _CONTENT or token.text.lower() in denied)
        and (token.pos == "NUM" or not {token.text.lower(), token.lemma} <= framed)
        and not any(start <= token.start < end for start, end in spans)
        for token in sentence.tokens
    )


def _asks(sentence: Sentence) -> bool:
    """Whether a clause begins with "do" before whom it asks about: "..., do the sailors say"."""
    tokens = sentence.tokens
    quoted = [match.span() for match in QUOTED.finditer(sentence.text)]
    return any(
        token.lemma == "do"
        and token.dep == "aux"
        and (i == 0 or tokens[i - 1].pos == "PUNCT")
        and not any(start <= token.start < end for start, end in quoted)
        and any(t.head == token.head and t.dep == "nsubj" and k > i for k, t in enumerate(tokens))
        for i, token in enumerate(tokens)
    )


def _repeats(text: str) -> bool:
    """Whether a run of words stands in it twice, as where a small model does not find its end."""
    words = re.findall(r"\w+", text.casefold())
    runs = [tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]
    return len(set(runs)) < len(runs)


def _breaks_off(sentence: Sentence) -> bool:
    """Whether the last word needs another one after it."""
    tokens = sentence.tokens
    # "said that the victims": what "that" opens has no verb
    opened = [token.head for token in tokens if token.dep == "mark" and token.lemma == "that"]
    if any(tokens[head].pos not in {"VERB", "AUX"} for head in opened) and not any(
        token.pos in {"VERB", "AUX"} and token.dep != "relcl" for token in tokens[min(opened) :]
    ):
        return True
    verbs = certainty_lexicon()["verbs"]
    saying = {verb for kind in ("say", "claim", "confirm") for verb in verbs[kind]}
    for i, token in enumerate(tokens):
        rest = tokens[i + 1 :]
        # "it is confirmed that Aline Seko"
        clause = token.lemma == "that" and i and tokens[i - 1].lemma in saying
        if (
            clause
            and rest
            and not any(t.pos in {"VERB", "AUX"} and t.lemma != "accord" for t in rest)
        ):
            return True
        # "because of the war" and "until now" open no clause
        of = bool(rest) and rest[0].text == "of"
        opens = i and token.dep != "prep" and token.text.lower() in _OPENING and not of
        if opens and not any(t.pos in {"VERB", "AUX"} for t in rest):
            return True
    last = tokens[-1]
    end = len(tokens) - 1
    asked = any(t.text.lower() in _ASKING and t.head == end for t in tokens[:-1])
    # "said it was", "is heavily"; but "where he was"
    linking = last.lemma == "be" or (last.text.endswith("ly") and tokens[last.head].lemma == "be")
    if linking and last.pos in {"AUX", "VERB", "ADV"} and not asked:
        return True
    # at the end the parser takes "a" for a pronoun
    if not (last.pos in _OPEN or last.text.lower() in _ARTICLES) or last.tag == "RP":
        return False
    # "the road they were fired at", "no one was let in", "unaccounted for"
    beside = tokens[last.head].pos in {"VERB", "AUX", "ADJ"} and last.head == len(tokens) - 2
    stranded = last.pos in {"ADP", "PART"} and beside
    # "the day after", "the year before"
    counted = last.text in {"after", "before"} and tokens[end - 1].ent in {"DATE", "TIME"}
    return not stranded and not counted and last.text.isalpha()


def _says_a_thing(sentence: Sentence) -> bool:
    """Whether "said" has a noun behind it and nothing that is said: "said the explosion in May"."""
    tokens = sentence.tokens
    verbs = [i for i, t in enumerate(tokens) if t.pos in {"VERB", "AUX"}]
    if not verbs or tokens[verbs[-1]].lemma not in _BARE or QUOTED.search(sentence.text):
        return False
    said = verbs[-1]
    before = any(t.pos in {"NOUN", "PROPN", "PRON"} for t in tokens[:said])
    behind = tokens[said + 1 : said + _NEAR]
    return before and any(t.pos in {"NOUN", "PROPN"} and t.dep == "dobj" for t in behind)


def _describes_source(sentence: Sentence) -> bool:
    """Whether a clause hangs on "the report" that is cited, and says how that came about."""
    tokens = sentence.tokens
    return any(
        token.dep in {"relcl", "acl"}
        and ":" not in sentence.text[tokens[token.head].end : token.start]
        and tokens[token.head].lemma in _SOURCES
        and tokens[token.head].dep == "nsubj"
        and tokens[tokens[token.head].head].lemma in word_set("words", "frame")
        for token in tokens
    )
