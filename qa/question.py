"""A question as it is understood: what kind of answer it asks for, and what it is limited to.

The reading comes from a parse of the question. The only words looked up are head nouns
(``data/answer_types.toml``: "which TOWN" asks for a place) and measures (``measures.toml``).
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from qa.dates import DateMention, find_dates
from qa.language import Sentence, Token, noun_phrase, parse, truecase
from qa.measures import load_measures, measure_of

__all__ = ["AnswerType", "Question", "name_spans", "restore_capitals", "understand"]

AnswerType = Literal[
    "figure",
    "person",
    "role",
    "organisation",
    "place",
    "date",
    "weapon",
    "cause",
    "yesno",
    "statement",
    "list",
    "summary",
    "other",
]
_WH_TYPES: Mapping[str, AnswerType] = {
    "when": "date",
    "where": "place",
    "who": "person",
    "whom": "person",
    "whose": "person",
    "why": "cause",
}
_AGREEMENT = {"agree", "differ", "disagree", "conflict", "consistent", "contradict", "dispute"}
_EMPTY_WORDS = {
    "be", "do", "have", "can", "could", "will", "would", "report", "name", "there", "many", "much",
    "accord", "acc", "per", "list",
}  # fmt: skip
_ANYONE = {"anyone", "anybody", "someone", "it", "they", "he", "she", "body", "group"}
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "X"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, understood.

    Attributes:
        text: As asked, with missing capitals restored.
        type: The kind of answer asked for.
        several: Whether more than one answer is asked for ("which cities", "list the ...").
        compare: Whether it asks if the reports agree.
        measure: For figures: what happened to those counted, None when any will do.
        population: For figures: who is counted, in the question's words.
        names: Proper names, in the question's words.
        dates: Dates it names, with a year.
        speaker: Whose statement is asked for ("according to SANA"), in the question's words.
        terms: Lower-case lemmas of its content words, names and dates included, in order.
    """

    text: str
    type: AnswerType
    several: bool = False
    compare: bool = False
    measure: str | None = None
    population: str | None = None
    names: tuple[str, ...] = ()
    dates: tuple[DateMention, ...] = ()
    speaker: str | None = None
    terms: tuple[str, ...] = field(default=())


@cache
def _lexicon() -> tuple[dict[str, AnswerType], dict[str, AnswerType]]:
    """Types by head noun and by verb lemma."""
    data = tomllib.loads((files("qa") / "data" / "answer_types.toml").read_text("utf-8"))
    nouns, verbs = (
        {lemma: kind for kind, lemmas in data[table].items() for lemma in lemmas}
        for table in ("nouns", "verbs")
    )
    return nouns, verbs


def understand(text: str) -> Question:
    """Parse *text*, written in any of the ways people type questions."""
    text = restore_capitals(" ".join(text.split()))
    parts = [part for part in re.split(r"(?<=[?!.])\s+(?=[A-Z])", text) if part.strip()]
    parses = [parse(part) for part in parts] or [parse(text)]
    # A statement before the question proper ("Do the reports agree?" after it) only adds terms.
    main = parses[0]
    kind, head = _type_and_head(main)
    tokens = [token for sentence in parses for token in sentence.tokens]
    lemmas = [_term(token) for token in tokens if _has_content(token)]
    dates = tuple(find_dates(text, published=None))
    return Question(
        text=text,
        type=kind,
        several=kind == "list"
        or any(sentence.tokens[0].lemma == "list" for sentence in parses if sentence.tokens)
        or (_is_plural(head) and kind not in {"figure", "date"}),
        compare=bool(_AGREEMENT & {token.lemma for token in tokens}),
        measure=_measure(main, head) if kind == "figure" else None,
        population=_population(main, head) if kind == "figure" else None,
        names=_names(parses, dates),
        dates=dates,
        speaker=_speaker(main),
        terms=tuple(dict.fromkeys(lemma for lemma in lemmas if lemma not in _EMPTY_WORDS)),
    )


def restore_capitals(text: str) -> str:
    """Give a question typed without capitals the capitals that the parser needs."""
    if any(letter.isupper() for letter in text[1:]):
        return text
    return truecase(text.upper())


def _type_and_head(sentence: Sentence) -> tuple[AnswerType, Token | None]:
    """The answer type, and the noun that is asked for where one is named."""
    tokens = sentence.tokens
    # "When the bridge fell, how many ...": the count is asked for, wherever it stands.
    counted = [i for i, t in enumerate(tokens[1:], start=1) if t.lemma in {"many", "much"}]
    for i in counted:
        if tokens[i - 1].text.lower() == "how":
            return _how(sentence, i - 1)
    for i, token in enumerate(tokens):
        word = token.text.lower()
        if word == "how":
            return _how(sentence, i)
        if word in _WH_TYPES and token.tag.startswith("W"):
            return _who_where(sentence, word), None
        if word in {"what", "which"} and token.tag.startswith("W"):
            return _what(sentence, i)
    first = tokens[0] if tokens else None
    if first is not None and (first.pos == "AUX" or first.lemma in {"be", "do", "have"}):
        alternative = any(t.lemma == "or" for t in tokens)
        return ("other" if alternative else "yesno"), None
    return _without_question_word(sentence)


def _how(sentence: Sentence, i: int) -> tuple[AnswerType, Token | None]:
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if following is None:
        return "summary", None
    if following.lemma in {"many", "much"}:
        return "figure", _next_noun(sentence, i + 2)
    if following.pos in {"ADJ", "ADV"}:
        return "figure", following
    return "other", None


def _next_noun(sentence: Sentence, i: int) -> Token | None:
    """The head of a noun group starting at *i*, e.g. "children" in "many young children"."""
    head = None
    for token in sentence.tokens[i:]:
        if token.pos in {"NOUN", "PROPN"}:
            head = token
        elif head is not None or not _leads_to_noun(token):
            break
    return head


def _leads_to_noun(token: Token) -> bool:
    return token.pos in {"ADJ", "DET", "NUM", "PUNCT"} or token.lemma == "of"


def _who_where(sentence: Sentence, word: str) -> AnswerType:
    kind = _WH_TYPES[word]
    if kind != "person":
        return kind
    # "Who was Maria Lopez, who was killed?" asks what she was; "who was the pilot" asks for a name.
    for i, token in enumerate(sentence.tokens):
        if token.text.lower() == word and i + 2 < len(sentence.tokens):
            verb, subject = sentence.tokens[i + 1], sentence.tokens[i + 2]
            return "role" if verb.lemma == "be" and subject.pos == "PROPN" else kind
    return kind


def _what(sentence: Sentence, i: int) -> tuple[AnswerType, Token | None]:
    nouns, verbs = _lexicon()
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if following is not None and following.pos in {"NOUN", "PROPN", "ADJ", "NUM"}:
        noun = _next_noun(sentence, i + 1)
        if noun is not None:
            return _noun_type(noun), noun
    if following is not None and following.lemma == "be":
        noun = _next_noun(sentence, i + 2)
        if noun is not None and noun.lemma in nouns:
            return _noun_type(_named_kind(sentence, noun)), noun
    for token in sentence.tokens[i + 1 :]:
        if token.lemma in verbs and token.pos in {"VERB", "AUX", "NOUN"}:
            return verbs[token.lemma], None
    return "other", None


def _named_kind(sentence: Sentence, noun: Token) -> Token:
    """For "name of the pilot", the pilot."""
    if noun.lemma != "name":
        return noun
    after = [t for t in sentence.tokens if t.start > noun.start and t.pos in {"NOUN", "PROPN"}]
    return after[0] if after else noun


def _noun_type(noun: Token) -> AnswerType:
    return _lexicon()[0].get(noun.lemma, "other")


def _is_plural(head: Token | None) -> bool:
    return head is not None and head.tag in {"NNS", "NNPS"}


def _without_question_word(sentence: Sentence) -> tuple[AnswerType, Token | None]:
    """As in "death toll of the blast", "list the towns hit", "date of the attack"."""
    root = next((t for i, t in enumerate(sentence.tokens) if t.head == i), None)
    if root is None:
        return "summary", None
    if root.lemma in {"list", "name", "give", "enumerate"} and sentence.tokens[0] == root:
        listed = _next_noun(sentence, 1)
        kind = _noun_type(_named_kind(sentence, listed)) if listed is not None else "other"
        return ("list" if root.lemma == "list" else kind), listed
    for token in sentence.tokens:
        if token.pos in {"NOUN", "PROPN"} and token.lemma in _lexicon()[0]:
            named = _named_kind(sentence, token)
            return _noun_type(named), named
        if token.pos == "NOUN" and measure_of(token.lemma):
            return "figure", token
    return _terse(sentence)


def _terse(sentence: Sentence) -> tuple[AnswerType, Token | None]:
    """As in "farmers injured by rockets", "captured at the bridge": how many is meant."""
    for i, token in enumerate(sentence.tokens):
        if token.pos == "VERB" and token.tag in {"VBN", "VBD", "VBG"}:
            head = sentence.tokens[i - 1] if i else None
            plural = head is not None and head.tag in {"NNS", "NNPS"}
            if plural or (i == 0 and measure_of(token.lemma)):
                return "figure", head
            break
    return "summary", None


def _measure(sentence: Sentence, head: Token | None) -> str | None:
    """What happened to those counted, from the first word after "how many" that tells.

    Positions are used, not the parse: small parsers often misread questions.
    """
    lexicon = load_measures()
    tokens = sentence.tokens
    first = next((i for i, t in enumerate(tokens) if t.lemma in {"many", "much"}), -1)
    for i, token in enumerate(tokens[first + 1 :], start=first + 1):
        lemma, following = token.lemma, tokens[i + 1] if i + 1 < len(tokens) else None
        if token is head and measure_of(lemma) and lemma in lexicon.noun:
            return lexicon.noun[lemma]
        if token.pos == "VERB" and (lemma in lexicon.object or lemma in lexicon.subject):
            return _verb_measure(sentence, i, head)
        modifies = following is not None and following.pos in {"NOUN", "PROPN"}
        if not modifies and (lemma in lexicon.state or token.text.lower() in lexicon.state):
            return lexicon.state.get(lemma) or lexicon.state[token.text.lower()]
        if head is None and token.pos == "NOUN" and lemma in lexicon.noun and not modifies:
            return lexicon.noun[lemma]
    return None


_OBJECT_STARTS = {"DET", "PROPN", "NOUN", "PRON", "NUM"}


def _verb_measure(sentence: Sentence, i: int, head: Token | None) -> str | None:
    """The verb's measure, or None where those counted do it to others ("how many attacked X")."""
    lexicon, verb = load_measures(), sentence.tokens[i]
    if verb.lemma in lexicon.subject:
        return lexicon.subject[verb.lemma]
    before = sentence.tokens[i - 1] if i else None
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    takes_object = following is not None and following.pos in _OBJECT_STARTS
    if before is not None and before is head and takes_object:
        return None
    return lexicon.object[verb.lemma]


def _population(sentence: Sentence, head: Token | None) -> str | None:
    if head is None or head.pos not in {"NOUN", "PROPN"} or measure_of(head.lemma):
        return None
    if _lexicon()[0].get(head.lemma) == "figure":
        after = sentence.tokens[sentence.tokens.index(head) + 1 :]
        nouns = [t for t in after if t.pos == "NOUN" and not measure_of(t.lemma)]
        direct = len(after) > 1 and after[0].lemma == "of" and nouns and after[1] is nouns[0]
        return nouns[0].text if direct else None
    start, end = noun_phrase(sentence, sentence.tokens.index(head))
    words = sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end]
    return re.sub(r"(?i)^how (many|much)( of the| of)?\s+", "", words)


def _names(parses: Iterable[Sentence], dates: tuple[DateMention, ...]) -> tuple[str, ...]:
    """Proper names outside dates."""
    dated = {word.lower() for mention in dates for word in mention.value.text.split()}
    found = [
        sentence.text[start:end]
        for sentence in parses
        for start, end in name_spans(sentence)
        if not dated & set(sentence.text[start:end].lower().split())
    ]
    return tuple(dict.fromkeys(found))


def name_spans(sentence: Sentence) -> list[tuple[int, int]]:
    """(start, end) of each run of words that look like a proper name."""
    spans: list[tuple[int, int]] = []
    joined = False
    for token in sentence.tokens:
        named = _is_name(token)
        if named and joined:
            spans[-1] = (spans[-1][0], token.end)
        elif named:
            spans.append((token.start, token.end))
        joined = named
    return spans


def _is_name(token: Token) -> bool:
    """A proper noun, or a word that is no adjective and was given a capital inside the question."""
    if token.pos == "PROPN":
        return token.text[0].isupper() or token.lemma not in _lexicon()[0]
    capital = token.start > 0 and token.text[0].isupper()
    return capital and (token.text.isupper() or token.ent != "NORP")


def _speaker(sentence: Sentence) -> str | None:
    """Whose words are asked for: "according to X", "per X", or the subject of a verb of saying."""
    verbs = _lexicon()[1]
    for i, token in enumerate(sentence.tokens):
        word = token.text.lower()
        if word in {"according", "per", "acc"} and i + 1 < len(sentence.tokens):
            rest = [t for t in sentence.tokens[i + 1 :] if t.lemma not in {"to", "the"}]
            return _phrase(sentence, rest[0]) if rest else None
        if verbs.get(token.lemma) == "statement" and token.pos == "VERB":
            for j, child in enumerate(sentence.tokens):
                subject = child.dep == "nsubj" and sentence.tokens[child.head] is token
                known = not child.tag.startswith("W") and child.lemma not in _ANYONE
                if subject and known and j != i:
                    return _phrase(sentence, child)
    return None


def _phrase(sentence: Sentence, token: Token) -> str:
    i = sentence.tokens.index(token)
    head = token
    while head.dep in {"compound", "amod", "det", "poss", "nmod"} and head.head > i:
        head = sentence.tokens[head.head]
    start, end = noun_phrase(sentence, sentence.tokens.index(head))
    words = sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end]
    return re.sub(r"(?i)^(the|a|an)\s+", "", words)


def _has_content(token: Token) -> bool:
    return token.pos in _CONTENT and not token.tag.startswith("W") and len(token.text) > 1


def _term(token: Token) -> str:
    return token.text.lower() if token.pos == "PROPN" else token.lemma
