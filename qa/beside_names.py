"""The words beside a name that tell of it: a title, an apposition, what it is said to be.

Read word by word, since a parse of text in capitals is often wrong. Each function takes the tokens
of a sentence and where the name begins or ends, and gives the token range of the words, or None.
"""

from typing import Final

from qa.language import Token
from qa.person_nouns import is_common, is_courtesy, is_person, tells

__all__ = [
    "LINKS",
    "Run",
    "apposition_after",
    "apposition_before",
    "identified_as",
    "said_to_be",
    "shared_title",
    "title_before",
]

Run = tuple[int, int]
LINKS: Final = frozenset({"of", "for", "in", "at", "from", "and", "on", "to", "with"})
LONGEST = 16  # words of a description
AGE = 4  # tokens of an age between a name and what follows: ", 42 years old"
_OPENS = frozenset({",", "(", "[", "--", "-", "\u2013", "\u2014"})
_ASIDES = frozenset({"name", "word", "as"})
_NAMED_AS = frozenset({"identify", "name", "call", "know"})
_AGES = frozenset({"DATE", "TIME"})  # the recogniser calls "a 26-year-old" a date


def title_before(tokens: tuple[Token, ...], first: int) -> Run | None:
    """The title before a name: "former foreign minister", "president of the court of justice"."""
    end = first
    while end and is_courtesy(tokens[end - 1]):
        end -= 1 + (tokens[end - 1].text == ".")
    start = _chunk(tokens, end)
    if start == end:  # "president of the Court of Justice Ana Mora"
        start = _thing(tokens, end)
        start = start if start and tokens[start - 1].lemma == "of" else end
    if start == end or tokens[end - 1].pos == "ADJ":
        return None
    office = is_person(tokens[end - 1])
    while start > 1 and (tokens[start - 1].lemma == "and" or not office):
        link = start - 1
        while link > 1 and tokens[link].pos == "DET":
            link -= 1
        person = is_person(tokens[link - 1])
        above = _chunk(tokens, link) if person else _thing(tokens, link)
        joins = tokens[link].lemma in {"of", "for"} and not office
        if above == link or not (joins or (tokens[link].lemma == "and" and person)):
            break
        start, office = above, office or person
    return (start, end) if office and end - start <= LONGEST else None


def _chunk(tokens: tuple[Token, ...], end: int) -> int:
    """Where the run of title words that ends at *end* begins."""
    start = end
    while start > 0 and _is_title_word(tokens, start - 1, end):
        start -= 1
    return start


def _thing(tokens: tuple[Token, ...], end: int) -> int:
    """Where the run of words that may name what an office is of begins."""
    start = end
    while start > 0 and tokens[start - 1].pos in {"NOUN", "PROPN", "ADJ"}:
        if tokens[start - 1].ent in _AGES | {"PERSON"}:
            break
        start -= 1
    return start


def _is_title_word(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """Whether token *i* goes on a title: any name but a person's may stand before its noun."""
    token = tokens[i]
    if token.text.lower() == "'s":
        return True
    if token.ent in _AGES | {"CARDINAL"} or not token.text[0].isalpha():
        return False
    if token.ent == "PERSON" and not tells(token):
        return i + 1 < end and tokens[i + 1].text.lower() == "'s"
    if token.pos == "PROPN":
        return tells(token) or any(is_person(t) for t in tokens[i + 1 : end])
    return token.pos in {"NOUN", "ADJ"}


def apposition_after(tokens: tuple[Token, ...], last: int) -> Run | None:
    """What follows a name between commas or brackets: ", 42, a court clerk,"."""
    together = last + 1 < len(tokens) and tokens[last].lemma == "and"
    if together:  # "Ana Mora and Ivo Dresk, members of the council"
        last += 1
        while last < len(tokens) and tokens[last].pos == "PROPN":
            last += 1
    if last >= len(tokens) or tokens[last].text not in _OPENS:
        return None
    start = _past_asides(tokens, last)
    run = _phrase(tokens, start)
    several = run is not None and any(t.tag == "NNS" for t in tokens[slice(*run)])
    return run if several or not together else None


def _past_asides(tokens: tuple[Token, ...], mark: int) -> int:
    """Where an apposition begins behind an age or "[name as heard],"."""
    start = mark + 1
    if tokens[mark].text in "([" and start < len(tokens) and tokens[start].lemma in _ASIDES:
        closing = (i + 2 for i in range(start, len(tokens)) if tokens[i].text in ")]")
        return next(closing, len(tokens))
    if start < len(tokens) and tokens[start].text[0].isdigit():
        ends = range(start, min(start + AGE, len(tokens)))
        return next((i + 1 for i in ends if tokens[i].text == ","), len(tokens))
    return start


def _phrase(tokens: tuple[Token, ...], start: int) -> Run | None:
    """The noun phrase that begins at *start*, if it tells of a person."""
    end = start
    while end < len(tokens) and end - start < LONGEST and _in_phrase(tokens, start, end):
        end += 1
    while end > start and (tokens[end - 1].lemma in LINKS or tokens[end - 1].pos == "DET"):
        end -= 1
    links = (i for i in range(start, end) if tokens[i].lemma in LINKS)
    head = next(links, end) - 1
    while head > start and not tells(tokens[head]):
        head -= 1
    first_link = next((i for i in range(start, end) if tokens[i].lemma in LINKS), end)
    if head < start or not is_person(tokens[head]) or _names_person(tokens, (start, first_link)):
        return None
    while start < head and (tokens[start].tag == "DT" or tokens[start].ent in _AGES):
        start += 1
    return start, end


def _in_phrase(tokens: tuple[Token, ...], start: int, i: int) -> bool:
    token = tokens[i]
    if token.lemma == "and":
        following = tokens[i + 1 : i + 4]
        return i > start and is_person(tokens[i - 1]) and any(is_person(t) for t in following)
    if token.ent in _AGES and i > start + 1 and tokens[i - 1].ent not in _AGES:
        return False
    if token.tag.startswith("W"):
        return False
    named = token.pos in {"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM"} or token.tag == "PRP$"
    named = named or (token.tag in {"VBG", "VBN"} and token.dep == "amod")
    return named or token.lemma in LINKS or token.text == "-"


def apposition_before(tokens: tuple[Token, ...], first: int) -> Run | None:
    """An apposition before the name: "the director of the ward, Ana Mora"."""
    if first < 2 or tokens[first - 1].text != ",":  # noqa: PLR2004 - a noun and its comma
        return None
    start = first - 1
    while start and first - start < LONGEST and _in_phrase(tokens, 0, start - 1):
        start -= 1
    while start < first - 1 and tokens[start].pos not in {"DET", "NOUN", "PROPN", "ADJ"}:
        start += 1
    for i in range(first - 2, start - 1, -1):
        opens = i == start or tokens[i].tag in {"DT", "PRP$"} or tokens[i - 1].lemma == "and"
        run = _phrase(tokens, i) if opens else None
        if run is not None and run[1] == first - 1:
            return run
    return None


def _names_person(tokens: tuple[Token, ...], run: Run) -> bool:
    """Whether it is somebody else by name: "consul Ivo Dresk", but not "Ivo Dresk's wife"."""
    named = [i for i in range(*run) if tokens[i].ent == "PERSON" and not tells(tokens[i])]
    return bool(named) and tokens[named[-1] + 1].text.lower() != "'s"


def said_to_be(tokens: tuple[Token, ...], last: int) -> Run | None:
    """As in "Ana Mora was a medic", "Ana Mora and Ivo Dresk, who worked as medics"."""
    last = i = _past_names(tokens, last)
    while i < min(last + AGE, len(tokens)) and (
        tokens[i].pos in {"NUM", "PUNCT"} or tokens[i].lemma in {"who", "year", "old", "also"}
    ):
        i += 1
    if i + 1 >= len(tokens):
        return None
    if tokens[i].lemma in {"work", "serve"} and tokens[i + 1].lemma == "as":
        return _phrase(tokens, i + 2)
    noun = tokens[i + 1].pos in {"DET", "NOUN", "PROPN", "ADJ"} and tokens[i + 1].tag != "VBN"
    return _phrase(tokens, i + 1) if tokens[i].lemma == "be" and noun else None


def _past_names(tokens: tuple[Token, ...], last: int) -> int:
    """Where the names end that are joined to one that ends at *last*: "and Ivo Dresk"."""
    end = last + 1
    if end >= len(tokens) or tokens[last].lemma != "and" or is_common(tokens[end]):
        return last
    while end < len(tokens) and tokens[end].pos in {"PROPN", "NOUN"}:
        if not tokens[end].text[0].isupper():
            break
        end += 1
    return end if tokens[last + 1].pos == "PROPN" else last


def identified_as(tokens: tuple[Token, ...], first: int) -> Run | None:
    """As in "a street vendor identified as Ana Mora", "a vendor named Ana Mora"."""
    verb = first - 1
    if verb > 0 and tokens[verb].lemma == "as":
        verb -= 1
    named = verb > 0 and tokens[verb].lemma in _NAMED_AS
    while named and verb > 1 and (tokens[verb - 1].pos == "AUX" or tokens[verb - 1].text == ","):
        verb -= 1
    return (_chunk(tokens, verb), verb) if named and is_person(tokens[verb - 1]) else None


def shared_title(tokens: tuple[Token, ...], first: int) -> Run | None:
    """The plural title of a list of names: "engineers Ivo Dresk of Milan and Ana Mora of Rome"."""
    i = first - 1
    while i > 0 and (
        tokens[i].lemma in {",", "and", "of", "from", "--", ":"}
        or (tokens[i].pos == "PROPN" and not is_common(tokens[i]))
    ):
        i -= 1
    if i < 0 or i == first - 1 or tokens[i].tag != "NNS" or not is_person(tokens[i]):
        return None
    return _chunk(tokens, i + 1), i + 1
