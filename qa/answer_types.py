"""What kind of answer a question asks for, and the noun it asks about.

The question word decides, or the head noun (``data/answer_types.toml``: "which TOWN" asks for a
place). Word order is used more than the parse, since small parsers often misread questions.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal

from qa.language import Sentence, Token
from qa.lexicons import load_lexicon
from qa.measures import measure_of

__all__ = [
    "AnswerType",
    "named_kind",
    "noun_type",
    "order_asked",
    "sizes",
    "type_and_head",
    "verb_type",
]

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


@cache
def _lexicon() -> tuple[dict[str, AnswerType], dict[str, AnswerType]]:
    """Types by head noun and by verb lemma."""
    data = load_lexicon("answer_types")
    nouns, verbs = (
        {lemma: kind for kind, lemmas in data[table].items() for lemma in lemmas}
        for table in ("nouns", "verbs")
    )
    return nouns, verbs


def type_and_head(sentence: Sentence) -> tuple[AnswerType, Token | None]:
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
        if word in _WH_TYPES and token.tag.startswith("W") and not _subordinate(tokens, i):
            return _who_where(sentence, word), None
        if word in {"what", "which"} and token.tag.startswith("W"):
            return _what(sentence, i)
    first = tokens[0] if tokens else None
    if first is not None and (first.pos == "AUX" or first.lemma in {"be", "do", "have"}):
        alternative = any(t.lemma == "or" for t in tokens)
        return ("other" if alternative else "yesno"), None
    return _without_question_word(sentence)


_AGES = {"old", "young"}


def _subordinate(tokens: Sequence[Token], i: int) -> bool:
    """Whether "when", "who" or "where" opens a clause: "children freed when soldiers came"."""
    opens = i > 0 and tokens[0].pos in {"NOUN", "PROPN", "ADJ", "NUM", "VERB"}
    return opens and tokens[i - 1].pos in {"NOUN", "PROPN", "VERB", "ADV", "ADJ"}


def _how(sentence: Sentence, i: int) -> tuple[AnswerType, Token | None]:
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if following is None:
        return "summary", None
    if following.lemma in {"many", "much"}:
        return "figure", _next_noun(sentence, i + 2)
    if following.lemma in _AGES:
        return "other", following  # an age is no count: the reader finds it as it stands
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
            return noun_type(noun), noun
    if following is not None and following.lemma == "be":
        noun = _next_noun(sentence, i + 2)
        if noun is not None and noun.lemma in nouns:
            return noun_type(named_kind(sentence, noun)), noun
    for token in sentence.tokens[i + 1 :]:
        if token.lemma in verbs and token.pos in {"VERB", "AUX", "NOUN"}:
            return verbs[token.lemma], None
    return "other", None


def named_kind(sentence: Sentence, noun: Token) -> Token:
    """For "name of the pilot", the pilot."""
    if noun.lemma != "name":
        return noun
    after = [t for t in sentence.tokens if t.start > noun.start and t.pos in {"NOUN", "PROPN"}]
    return after[0] if after else noun


def noun_type(noun: Token) -> AnswerType:
    """The type that a head noun asks for; ``other`` where it is not listed."""
    return _lexicon()[0].get(noun.lemma, "other")


def _without_question_word(sentence: Sentence) -> tuple[AnswerType, Token | None]:
    """As in "death toll of the blast", "list the towns hit", "date of the attack"."""
    root = next((t for i, t in enumerate(sentence.tokens) if t.head == i), None)
    if root is None:
        return "summary", None
    if root.lemma in {"list", "name", "give", "enumerate"} and sentence.tokens[0] == root:
        listed = _next_noun(sentence, 1)
        kind = noun_type(named_kind(sentence, listed)) if listed is not None else "other"
        return ("list" if root.lemma == "list" else kind), listed
    head = _next_noun(sentence, 0)
    bodies = head is not None and head.tag == "NNS" and measure_of(head.lemma)
    if head is not None and not bodies and noun_type(head) != "other":
        named = named_kind(sentence, head)
        return noun_type(named), named
    if bodies or _counts(sentence, head):
        return "figure", head
    for token in sentence.tokens:
        if token.pos in {"NOUN", "PROPN"} and noun_type(token) != "other":
            return noun_type(token), token
    return "summary", head


def _counts(sentence: Sentence, head: Token | None) -> bool:
    """As in "farmers injured by rockets", "wounded soldiers", "captured at the bridge"."""
    for i, token in enumerate(sentence.tokens):
        told = measure_of(token.lemma) or measure_of(token.text)
        if head is not None and token.start <= head.start:
            if told and (token is head or token.pos in {"ADJ", "VERB"}):
                return True
        elif token.pos == "VERB" and token.tag in {"VBN", "VBD", "VBG"}:
            plural = head is not None and head.tag in {"NNS", "NNPS"}
            return plural or (i == 0 and bool(told))
    return False


def sizes(word: str) -> frozenset[str]:
    """The kinds of size that *word* asks for or is a unit of ("far" and "km": distance)."""
    bare = word.lower()
    forms = {bare, bare.removesuffix("s")}
    tables = load_lexicon("answer_types")["sizes"]
    return frozenset(
        kind for kind, table in tables.items() if forms & {*table["units"], *table["asked"]}
    )


def order_asked(lemmas: Iterable[str]) -> Literal["latest", "first"] | None:
    """Whether the newest or the first of several reports is asked for."""
    table = load_lexicon("answer_types")["order"]
    for lemma in lemmas:
        if lemma in table["latest"]:
            return "latest"
        if lemma in table["first"]:
            return "first"
    return None


def verb_type(lemma: str) -> AnswerType | None:
    """The type that a verb asks for ("say" asks for a statement), by lemma."""
    return _lexicon()[1].get(lemma)
