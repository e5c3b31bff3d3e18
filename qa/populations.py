"""Where the words for those counted end: whole words, whole names, and marks in pairs.

"25 members of the Al Qaeda-linked Nusra Front" ends at "Front", "68 surface-to-surface missiles" at
"missiles" and "two "terrorists" attacked" at the closing mark.
"""

from qa.language import Sentence, Token
from qa.measures import load_measures

__all__ = [
    "BEFORE_NOUN", "NOUNS", "QUOTES", "TIMES", "extended", "misread_plural", "population",
    "word_end",
]  # fmt: skip

NOUNS = frozenset({"NOUN", "PROPN"})
QUOTES = frozenset("\"'\u2018\u2019\u201c\u201d`") | {"''", "``"}
BEFORE_NOUN = frozenset({"ADJ", "NOUN", "PROPN", "ADV"})
TIMES = frozenset({"DATE", "TIME"})
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "POS"})
_HYPHENS = frozenset({"-", "\u2010", "\u2011"})
_IN_COMPOUND = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "VBD", "VBG", "CD", "IN", "TO", "FW"}
)
_NAME_LINKS = frozenset({"of", "for"})
_AGE_WORDS = frozenset(
    {"under", "below", "aged", "over", "above", "between", "at", "the", "age", "ages", "of", "and"}
)


def word_end(tokens: tuple[Token, ...], i: int) -> int:
    """Token after the word that begins at *i*: all of "surface-to-air", "Qaeda-linked".

    A hyphen behind a plural is a dash of "12 people-including three children".
    """
    end = i + 1
    while end + 1 < len(tokens) and _hyphen(tokens, end) and _goes_on(tokens, end + 1):
        end += 2
    return end


def _hyphen(tokens: tuple[Token, ...], i: int) -> bool:
    before, mark, after = tokens[i - 1 : i + 2]
    joined = before.end == mark.start and mark.end == after.start
    # the prefix of "ex-soldiers" takes the plural tag of the whole word
    plural = before.tag in {"NNS", "NNPS"} and before.text.lower().endswith("s")
    return mark.text in _HYPHENS and joined and not plural


def _goes_on(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    opens_part = token.text.lower() in load_measures().structure["parts"]
    # "in Idlib" behind a dash is no word: "surface-to-air" has a second hyphen
    links = token.tag not in {"IN", "TO"} or (i + 2 < len(tokens) and _hyphen(tokens, i + 1))
    return token.tag in _IN_COMPOUND and not opens_part and links


def extended(sentence: Sentence, head: int) -> int:
    """End of the phrase: "members of the organization", "children under the age of eight"."""
    tokens, end = sentence.tokens, head + 1
    end = _through_name(tokens, end)
    if end >= len(tokens):
        return end
    if tokens[end].lemma == "of":
        return _nouns_after(tokens, end + 1) or end
    if tokens[end].lemma == "and" and not _number_ahead(tokens, end + 1):
        joined = _nouns_after(tokens, end + 1) or end
        told = joined < len(tokens) and tokens[joined].tag in {"VBD", "VBZ"}
        alike = tokens[joined - 1].tag == tokens[head].tag or tokens[joined - 1].text in QUOTES
        is_conjunct = alike and any(
            t.dep == "conj" and t.head == head for t in tokens[end + 1 : joined]
        )
        return joined if is_conjunct and not told else end
    return _age_limit(tokens, end) or end


def _number_ahead(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the next noun has a count or a determiner of its own."""
    return i >= len(tokens) or tokens[i].tag in _DETERMINERS | {"CD"} or tokens[i].pos == "NUM"


def _age_limit(tokens: tuple[Token, ...], i: int) -> int | None:
    """End of "under the age of eight", "at ages below 8", "under 15"."""
    last, aged = None, False
    while i < len(tokens) and (tokens[i].text.lower() in _AGE_WORDS or tokens[i].tag == "CD"):
        aged = aged or tokens[i].text.lower() in {"under", "below", "aged", "age", "ages"}
        last = i + 1 if tokens[i].tag == "CD" else last
        i += 1
    counts = last is not None and last < len(tokens) and tokens[last].pos in NOUNS
    if not aged or (counts and last is not None and tokens[last].lemma != "year"):
        return None
    return last


def _nouns_after(tokens: tuple[Token, ...], i: int) -> int | None:
    last = None
    while i < len(tokens):
        end = word_end(tokens, i)
        compound = end > i + 1
        plain = tokens[i].pos in BEFORE_NOUN | {"DET"} or tokens[i].tag in _DETERMINERS
        if not (plain or compound or tokens[i].text in QUOTES) or tokens[i].ent in TIMES:
            break
        if tokens[i].tag == "DT" and last == i:
            break  # "members of the Amber Front | the group said", without a comma
        noun = tokens[end - 1].pos in NOUNS
        last = end if noun or (last and tokens[i].text in QUOTES) else last
        i = end if last != end else _through_name(tokens, end)
        last = i if noun else last
    return last


def _through_name(tokens: tuple[Token, ...], end: int) -> int:
    """End of the name that token *end* - 1 stands in: "the Army | of Islam"."""
    while end + 1 < len(tokens) and tokens[end].lemma in _NAME_LINKS:
        last = next((k for k in range(end + 1, len(tokens)) if tokens[k].pos != "DET"), end)
        noun = tokens[last].pos == "PROPN" and tokens[end - 1].pos == "PROPN"
        # one name by the parser's names, or as the preposition hangs on the word before it
        joined = tokens[end].ent == tokens[end - 1].ent == "ORG" or tokens[end].head == end - 1
        if not (noun and joined):
            break
        end = last + 1
        while end < len(tokens) and tokens[end].pos == "PROPN":
            end = word_end(tokens, end)
    return end


def misread_plural(token: Token) -> bool:
    """Whether a plural noun was read as a verb ("30 of them children a group said")."""
    return token.tag in {"VBZ", "VBP"} and token.pos == "VERB" and token.lemma == token.text.lower()


def population(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """Where tokens [start, end) stand in the text; None where they tell of nobody."""
    tokens, lexicon = sentence.tokens, load_measures()
    nouns = (t for t in tokens[start:end] if t.pos in NOUNS | {"PRON"} or misread_plural(t))
    words = [token.lemma for token in nouns]
    hollow = lexicon.structure["abstract"] | lexicon.structure["others"]
    if not words or all(word in hollow for word in words):
        return None
    start, end = _paired(tokens, start, end)
    return tokens[start].start, tokens[end - 1].end


def _paired(tokens: tuple[Token, ...], start: int, end: int) -> tuple[int, int]:
    """The range with the closing mark behind it, or without a mark that stands alone in it."""
    marks = [i for i in range(start, end) if tokens[i].text in QUOTES]
    if len(marks) % 2 == 0:
        return start, end
    if end < len(tokens) and tokens[end].text in QUOTES:
        return start, end + 1
    if marks[0] == start:
        return start + 1, end
    return start, marks[-1]
