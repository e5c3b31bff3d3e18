"""What kind of answer a question asks for, and the noun it asks about.

The question word decides, or the head noun (``data/answer_types.toml``: "which TOWN" asks for a
place). Word order is used more than the parse, since small parsers often misread questions.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from qa.language import Sentence, Token
from qa.lexicons import load_lexicon
from qa.measures import measure_of
from qa.noun_ahead import noun_ahead
from qa.person_nouns import is_body_too, is_person
from qa.question_forms import asks_whether, counts_by_verb

__all__ = [
    "AnswerType",
    "named_kind",
    "noun_type",
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
    if asks_whether(tokens):
        # "Was it a bomb or a mine?" wants one of the two, not a yes.
        return ("other" if any(t.lemma == "or" for t in tokens) else "yesno"), None
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
        return "figure", noun_ahead(sentence, i + 2)
    if following.lemma in _AGES:
        return "figure", following
    if following.lemma == "do":
        words = [t for t in sentence.tokens[i + 2 :] if t.pos != "PUNCT"]
        # "how did the fire at the mill START": a last verb is often read as a noun
        done = {verb_type(t.lemma) for t in words if t.pos == "VERB" or t is words[-1]}
        kinds: tuple[AnswerType, ...] = ("cause", "statement")
        return next((kind for kind in kinds if kind in done), "other"), None
    if following.pos in {"ADJ", "ADV"}:
        return "figure", following
    return "other", None


def _who_where(sentence: Sentence, word: str) -> AnswerType:
    kind = _WH_TYPES[word]
    ends = [t.lemma for t in sentence.tokens if t.pos != "PUNCT"][-1:]
    if kind == "place" and ends == ["from"]:
        return "other"  # what a thing came from is a place, a party or a store
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
        noun = noun_ahead(sentence, i + 1, owned=False)
        if noun is not None:
            thing = noun_type(noun) == "summary" and noun.dep == "nsubjpass"
            named = named_kind(sentence, noun)
            return ("other" if thing else _noun_or_person(named, one=named is noun)), named
    if following is not None and following.lemma == "be":
        noun = noun_ahead(sentence, i + 2)
        if noun is not None and noun.lemma in nouns and not _is_subject(sentence, noun):
            named = named_kind(sentence, noun)
            return _noun_or_person(named, one=False), named
    if following is not None and verbs.get(following.lemma) == "cause":
        return "cause", None
    for token in sentence.tokens[i + 1 :]:
        if token.lemma == "if":  # "what sank it, if the army is to be believed"
            break
        kind = verbs.get(token.lemma, "cause")
        if kind != "cause" and token.pos in {"VERB", "AUX", "NOUN"}:
            return _called(sentence, following, token) or kind, None
    return "other", None


def _called(sentence: Sentence, following: Token | None, verb: Token) -> AnswerType | None:
    """A name is asked for, of a person or of a thing: "what was he called"."""
    if verb.lemma != "call" or following is None or following.lemma != "be":
        return None
    people = {"he", "she", "man", "woman", "boy", "girl"}
    return "person" if any(t.text.lower() in people for t in sentence.tokens) else "other"


def _is_subject(sentence: Sentence, noun: Token) -> bool:
    """As in "what were the attackers armed with": the noun is told of, not asked for."""
    if noun_type(noun) not in {"person", "organisation", "place"} or noun.lemma == "name":
        return False
    following = [t for t in sentence.tokens if t.start > noun.start and t.pos != "PUNCT"]
    ends = following[-1] if following else None
    return ends is not None and (ends.lemma in _OPEN_ENDS or ends.tag == "VBG")


_OPEN_ENDS = {"with", "by", "for", "from", "about", "on", "to", "of", "call", "after"}


def named_kind(sentence: Sentence, noun: Token) -> Token:
    """For "name of the pilot", the pilot."""
    if noun.lemma != "name":
        return noun
    after = [i for i, t in enumerate(sentence.tokens) if t.start > noun.start]
    nouns = (i for i in after if sentence.tokens[i].pos in {"NOUN", "PROPN"})
    first = next(nouns, None)
    # "the name of the suicide bomber": the bomber
    return noun if first is None else noun_ahead(sentence, first) or noun


def _noun_or_person(noun: Token, *, one: bool) -> AnswerType:
    """The type that a noun asks for; a word for a person that is not listed asks for a person.

    With *one*, only where one person is asked for: "which rebels" may be a group.
    """
    kind = noun_type(noun)
    plural = noun.tag in {"NNS", "NNPS"} or noun.text.lower().endswith(("s", "men"))
    single = not one or not plural
    person = is_person(noun) and not is_body_too(noun)
    return "person" if kind == "other" and single and person else kind


def noun_type(noun: Token) -> AnswerType:
    """The type that a head noun asks for; ``other`` where it is not listed."""
    return _lexicon()[0].get(noun.lemma, "other")


def _without_question_word(sentence: Sentence) -> tuple[AnswerType, Token | None]:
    """As in "death toll of the blast", "list the towns hit", "date of the attack"."""
    root = next((t for i, t in enumerate(sentence.tokens) if t.head == i), None)
    if root is None:
        return "summary", None
    if root.lemma in {"list", "name", "give", "enumerate"} and sentence.tokens[0] == root:
        listed = noun_ahead(sentence, 1)
        kind = _noun_or_person(named_kind(sentence, listed), one=False) if listed else "other"
        return ("list" if root.lemma == "list" else kind), listed
    if _is_said_on(sentence):
        return "statement", None
    return _terse(sentence, noun_ahead(sentence, 0))


def _terse(sentence: Sentence, head: Token | None) -> tuple[AnswerType, Token | None]:
    """By the noun group that a question without verb and question word begins with."""
    bodies = head is not None and head.tag == "NNS" and measure_of(head.lemma)
    if head is not None and not bodies and noun_type(head) != "other":
        named = named_kind(sentence, head)
        return _noun_or_person(named, one=False), named
    if bodies or counts_by_verb(sentence, head):
        return "figure", head
    if head is not None and _noun_or_person(head, one=True) == "person":
        return "person", head
    for token in sentence.tokens:
        if token.pos in {"NOUN", "PROPN"} and noun_type(token) != "other":
            return noun_type(token), token
    return "summary", head


def _is_said_on(sentence: Sentence) -> bool:
    """As in "Minister Lopez on the kidnapping": somebody's words on something, without a verb."""
    tokens = sentence.tokens
    at = next((i for i, t in enumerate(tokens) if t.text.lower() in {"on", "about"}), 0)
    before, after = tokens[:at], tokens[at + 1 :]
    named = all(t.pos in {"PROPN", "NOUN", "DET"} for t in before)
    person = any(t.ent == "PERSON" or noun_type(t) == "person" for t in before)
    told = any(t.pos in {"VERB", "AUX"} for t in tokens) or any(t.ent == "DATE" for t in after[:3])
    return at > 0 and named and person and not told


def verb_type(lemma: str) -> AnswerType | None:
    """The type that a verb asks for ("say" asks for a statement), by lemma."""
    return _lexicon()[1].get(lemma)
