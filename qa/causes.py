"""Why it happened, in a sentence's own words: "because ...", "due to ...", "to free the prisoners".

Phrases and verbs that tell a cause or a motive are data (``data/causes.toml``); the parse tells how
far what they tell reaches.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from qa.language import Sentence, subtree
from qa.lexicons import load_lexicon

__all__ = ["Cause", "causes"]

Cause = tuple[int, int, float]  # offsets in the sentence, and how surely it is a cause
SURE = 1.0
LIKELY = 0.9  # a bare infinitive may be a purpose
MAYBE = 0.6  # "after ..." may only tell the time
LEAST = 2  # words
LONGEST_VERB = 12  # characters of ", announced"
_TELLS = re.compile(r",\s+(?:said|says|told|added|announced|explained)\b")
_SAID = re.compile(
    r",?\s+(?:according to\b.*|(?:[\w'-]+\s+){0,6}(?:said|says|told|added|announced)\b.*)"
    r"|,\s+(?:but|while|and)\b.*|\s*[.;\u201d\"]+\s*",
    re.DOTALL,
)


@cache
def _table() -> dict[str, Any]:
    return load_lexicon("causes")


def causes(sentence: Sentence) -> Iterator[Cause]:
    """What *sentence* gives as causes and motives."""
    for start, end, sure in (
        *_after_phrases(sentence),
        *_after_marks(sentence),
        *_infinitives(sentence),
        *_by_verbs(sentence),
    ):
        stop = _trimmed(sentence, start, end)
        if len(sentence.text[start:stop].split()) >= LEAST or sure == SURE:
            yield start, stop, sure


def _after_phrases(sentence: Sentence) -> Iterator[Cause]:
    words = [token.text.lower() for token in sentence.tokens]
    kinds = (("cause", SURE, False), ("motive", SURE, True), ("maybe", MAYBE, False))
    for kind, sure, kept in kinds:
        for phrase in _table()[kind]["phrases"]:
            parts = phrase.split()
            for i in range(len(words) - len(parts)):
                if words[i : i + len(parts)] == parts:
                    at = i + len(parts)
                    end = _end_of_governed(sentence, at - 1)
                    first = i if kept else at
                    if end > sentence.tokens[at].start:
                        yield sentence.tokens[first].start, end, sure


def _end_of_governed(sentence: Sentence, last: int) -> int:
    """Where the phrase or clause that hangs on the last word of a phrase ends."""
    tokens = sentence.tokens
    heads = [j for j, t in enumerate(tokens) if j > last and t.head <= last]
    if tokens[last].tag == "TO" and tokens[last].head > last:
        heads.insert(0, tokens[last].head)
    if tokens[last].dep == "mark" and tokens[last].head > last:
        heads.insert(0, tokens[last].head)
    heads = [j for j in heads if tokens[j].pos != "PUNCT"]
    return tokens[subtree(sentence, heads[0])[1] - 1].end if heads else tokens[last].end


def _after_marks(sentence: Sentence) -> Iterator[Cause]:
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.dep == "mark" and token.lemma in _table()["cause"]["marks"] and token.head > i:
            last = subtree(sentence, token.head)[1]
            yield tokens[i + 1].start, tokens[last - 1].end, SURE


def _infinitives(sentence: Sentence) -> Iterator[Cause]:
    """Purposes: "attacked the prison to free them", "they wanted to ...", "the aim was to ..."."""
    tokens, motive = sentence.tokens, _table()["motive"]
    for i, token in enumerate(tokens):
        if token.tag != "TO" or token.head <= i:
            continue
        verb, above = tokens[token.head], tokens[tokens[token.head].head]
        wanted = verb.dep == "xcomp" and above.lemma in motive["verbs"]
        aim = above.lemma == "be" and any(
            t.lemma in motive["nouns"] and tokens[t.head] is above and t.dep == "nsubj"
            for t in tokens
        )
        if wanted or aim or (verb.dep == "advcl" and above.pos == "VERB"):
            last = subtree(sentence, token.head)[1]
            yield token.start, tokens[last - 1].end, SURE if aim else LIKELY


def _by_verbs(sentence: Sentence) -> Iterator[Cause]:
    """As in "started by a short circuit", "died of her wounds" and "a quarrel sparked the fire"."""
    tokens, table = sentence.tokens, _table()["cause"]
    for i, token in enumerate(tokens):
        above = tokens[token.head]
        prepositions: Sequence[str] = table["prepositions"].get(above.lemma, ())
        by = token.lemma == "by" and above.lemma in table["verbs"]
        if token.pos == "ADP" and (by or token.lemma in prepositions):
            end = _end_of_governed(sentence, i)
            if end > token.end:
                yield tokens[i + 1].start, end, SURE
        active = token.dep == "nsubj" and above.lemma in table["verbs"]
        if active and any(t.dep == "dobj" and tokens[t.head] is above for t in tokens):
            first, last = subtree(sentence, i)
            yield tokens[first].start, tokens[last - 1].end, LIKELY


def _trimmed(sentence: Sentence, start: int, end: int) -> int:
    """*end* before words that tell who says it, and before closing marks."""
    text = sentence.text[start:end]
    tells = _TELLS.search(sentence.text, start, end + LONGEST_VERB)
    if tells and "," in text[: tells.start() - start]:
        # "by a short circuit, the prosecutor, A. B., announced": the speaker is read as a cause
        text = text[: text.index(",")]
    for match in _SAID.finditer(text):
        if match.end() == len(text) and match.start() > 0:
            return start + len(text[: match.start()].rstrip(" ,"))
    return start + len(text.rstrip(" ,.;:"))
