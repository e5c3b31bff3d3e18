"""Words of a drafted sentence: markup, address, quotations, and words that no quote has."""

import re
from collections.abc import Iterable, Iterator, Sequence

from qa.citations import contains_tokens
from qa.guard_asked import asked_spans
from qa.guard_bound import bound_numbers
from qa.guard_evidence import Problem
from qa.guard_same import same_word
from qa.guard_stand_ins import renames, stands_in
from qa.guard_told import Told, amounts_beside_dates, guard_lexicon, word_set
from qa.language import PLACE_LABELS, Sentence, Token
from qa.names import load_names
from qa.question import name_spans
from qa.speakers import attributions
from qa.word_keys import word_keys

__all__ = [
    "QUOTED",
    "check_form",
    "check_quotations",
    "check_words",
    "names_thing",
    "own_words",
    "takes",
]

QUOTED = re.compile(r"\u201c([^\u201d]*)\u201d|\"([^\"]*)\"")
_MARKUP = re.compile(r"https?:|www\.|[\[\]<>`|#*{}\\~^=@]|&\w+;")
_STEM = 4  # letters of a name
_REPORTS = frozenset({"report", "reports", "word", "words"})
_PLACED = frozenset({"pobj", "dobj", "nsubj", "nsubjpass"})
# What the recogniser marks that is no name.
_COUNTED = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})
_NAMED = frozenset({"PROPN", "NOUN", "ADJ", "NUM"})


def check_form(text: str, *, heard: bool) -> Iterator[Problem]:
    """Links, tags and markup, and words to the reader, which no report's sentence needs.

    A report's sentence in which somebody is *heard* may have that speaker's "I" and "we".
    """
    if _MARKUP.search(text):
        yield Problem("markup", "links, tags and markup are not allowed")
    own = QUOTED.sub(" ", text)
    # "US" is a country
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", own) if word != "US"}
    said = words & word_set("address", "words")
    said -= word_set("address", "speaker") if heard else set()
    if said:
        yield Problem("instruction", f"it speaks to the reader: {', '.join(sorted(said))}")
    if own.rstrip(". ").endswith("?"):
        yield Problem("instruction", "it asks instead of stating")


def check_given(sentence: Sentence, own: Sequence[int]) -> Iterator[Problem]:
    """A sentence on "the evidence" says nothing of what happened, but what was handed to a model.

    Args:
        sentence: As drafted.
        own: Its words that no quote has.
    """
    for i in own:
        if sentence.tokens[i].lemma in word_set("address", "given"):
            yield Problem("instruction", f"it tells of “{sentence.tokens[i].text}” it was given")


def check_quotations(text: str, told: Told) -> Iterator[Problem]:
    """What stands in quotation marks must stand in a quote, word for word."""
    for match in QUOTED.finditer(text):
        words = match[1] or match[2] or ""
        if words.strip() and not any(
            contains_tokens(piece.citation.quote, words) for piece in told.pieces
        ):
            yield Problem("quote", f"“{words}” is not in the evidence word for word")


def own_words(sentence: Sentence, told: Told, question: str) -> Iterator[int]:
    """Words that neither the quotes have nor, for names and nouns, their reports' headings."""
    free, speech = _free_spans(sentence, told), _speech(sentence)
    free += asked_spans(sentence, told, question)
    asked = word_keys(question) & told.setting
    headed = asked & word_keys(" ".join(piece.citation.title for piece in told.pieces))
    for i, token in enumerate(sentence.tokens):
        if any(start <= token.start and token.end <= end for start, end in free):
            continue
        if renames(sentence, i, told):
            yield i
            continue
        if _light(sentence, i) or _apart(sentence, i, told) or _as_claimed(sentence, i, told):
            continue
        if stands_in(sentence, i, told):
            continue
        if token.dep in _PLACED and token.pos == "NOUN" and word_keys(token.text) & headed:
            continue
        spoken = any(start <= token.start < end for start, end in speech)
        spoken = spoken and not takes(sentence, i)
        asking = asked if names_thing(sentence, i) else frozenset[str]()
        beside = any(start <= token.end + 1 and token.start <= end + 1 for start, end in speech)
        if _known(token, told, asking, spoken=spoken) or (beside and _of_outlet(sentence, i, told)):
            continue
        yield i


def _as_claimed(sentence: Sentence, i: int, told: Told) -> bool:
    """Whether somebody "claimed" that something is so, as sure as the claims on the quotes are.

    Who "claimed nine villages" took them.
    """
    clause = any(t.head == i and t.dep == "ccomp" for t in sentence.tokens)
    return clause and sentence.tokens[i].lemma == "claim" and "claimed" in told.sureness


def takes(sentence: Sentence, i: int) -> bool:
    """Whether somebody "claimed" one whom a name tells, which says nothing that they said."""
    return sentence.tokens[i].lemma == "claim" and any(
        token.head == i and token.dep == "dobj" and token.pos == "PROPN"
        for token in sentence.tokens
    )


def _apart(sentence: Sentence, i: int, told: Told) -> bool:
    """Whether a word is half of one that a quote writes together: "air strike", "airstrike"."""
    tokens = sentence.tokens
    pairs = (tokens[max(0, i - 1) : i + 1], tokens[i : i + 2])
    joined = ("".join(t.text for t in pair).lower() for pair in pairs if len(pair) > 1)
    return any(word.isalpha() and word_keys(word) & told.keys for word in joined)


def _of_outlet(sentence: Sentence, i: int, told: Told) -> bool:
    """Whether a noun tells what a cited outlet is, beside its name: "the radio Osht FM"."""
    if sentence.tokens[i].pos != "NOUN":
        return False
    beside = (*sentence.tokens[max(0, i - 1) : i], *sentence.tokens[i + 1 : i + 2])
    names = any(t.pos == "PROPN" and word_keys(t.text) & told.outlets for t in beside)
    return names and bool(word_keys(sentence.tokens[i].text) & told.outlets)


def check_words(sentence: Sentence, own: Iterable[int]) -> Iterator[Problem]:
    """A problem for each of the words *own* that no quote has."""
    for i in own:
        token = sentence.tokens[i]
        # A capital tells a name, except of the word that opens the sentence.
        marked = token.pos == "PROPN" or (bool(token.ent) and token.ent not in _COUNTED)
        named = marked or (i > 0 and token.text[0].isupper())
        yield Problem("name" if named else "word", f"“{token.text}” is not in the evidence")


def _free_spans(sentence: Sentence, told: Told) -> list[tuple[int, int]]:
    """Quotations, numbers and dates, which have their own rules, and other spellings of names."""
    amounts, dates = amounts_beside_dates(sentence.text)
    spans = [match.span() for match in QUOTED.finditer(sentence.text)]
    spans += [(amount.start, amount.end) for amount in amounts]
    spans += [(date.start, date.end) for date in dates]
    spans += [span for span, _ in bound_numbers(sentence.text)]
    listed = {key for key in told.keys if key.startswith("=")}
    for start, end in name_spans(sentence):
        if listed & load_names().keys(sentence.text[start:end]):
            spans.append((start, end))
    return spans


def names_thing(sentence: Sentence, i: int) -> bool:
    """Whether a word of the question only names what is told of: a name, or who is counted.

    Its other words ("in response to") may be the answer, which the quotes have to give.
    """
    tokens = sentence.tokens
    if tokens[i].pos in {"PROPN", "NUM"}:
        return True
    near = [token for token in tokens if token.head == i] + [tokens[tokens[i].head]]
    kinds = {"compound", "amod", "nummod", "poss", "nmod"}
    return tokens[i].pos in {"NOUN", "ADJ"} and (
        any(t.pos in {"PROPN", "NUM"} and (t.dep in kinds or tokens[i].dep in kinds) for t in near)
    )


def _speech(sentence: Sentence) -> list[tuple[int, int]]:
    """Where the sentence says who speaks: there, words of reporting may be its own."""
    spans = []
    for one in attributions(sentence):
        spans += [one.cue, *([one.speaker] if one.speaker else [])]
    return spans


def _known(token: Token, told: Told, asked: frozenset[str], *, spoken: bool) -> bool:
    word = token.text.lower()
    own = {word, token.lemma}
    keys = word_keys(token.text) | word_keys(token.lemma)
    return (
        not any(letter.isalpha() for letter in word)
        or bool(own & (word_set("words", "function") | word_set("words", "people")))
        or (token.pos == "NOUN" and bool(own & word_set("words", "counting")))
        or token.dep == "prt"  # "blew themselves up": the verb is what is checked
        or (spoken and bool(own & _reporting() or keys & told.outlets))
        or (bool(own & _REPORTS) and token.dep in {"nsubj", "pobj", "ROOT", "poss"})
        or bool(keys & told.keys)
        or (token.text[0].isupper() and _belongs(token.text, told))
        or (token.pos in _NAMED and bool(keys & asked) and not _rivalled(token, told, asked))
        or any(
            same_word(token, other) for quote, i in told.sentences() for other in quote[i].tokens
        )
    )


def _belongs(word: str, told: Told) -> bool:
    """Whether a word is made of a name of the quotes: "Kallian" of "Kallia"."""
    stems = (
        word.removesuffix(ending) for ending in ("n", "an", "i", "ese") if word.endswith(ending)
    )
    return any(
        len(stem) >= _STEM and token.text == stem
        for stem in stems
        for quote, i in told.sentences()
        for token in quote[i].tokens
        if token.text[0].isupper()
    )


def _light(sentence: Sentence, i: int) -> bool:
    """Whether a word says nothing beside its verb or noun: "took place"."""
    tokens, light = sentence.tokens, guard_lexicon()["light"]
    token = tokens[i]
    if [token.lemma, tokens[token.head].lemma] in (*light["nouns"], *light["idioms"]):
        return True
    return any([t.lemma, token.lemma] in light["idioms"] for t in tokens if t.head == i)


def _reporting() -> frozenset[str]:
    return word_set("words", "frame") | word_set("words", "groups")


def _rivalled(token: Token, told: Told, asked: frozenset[str]) -> bool:
    """Whether the quotes name a place, but not the one that was asked about."""
    return token.ent in PLACE_LABELS and any(
        entity.label in PLACE_LABELS and not word_keys(entity.text) & asked
        for quote, i in told.sentences()
        for entity in quote[i].entities
    )
