"""Follow-ups that leave out their verb: "and the wounded?", "in the market attack?", "why?".

What is said takes its place in the question before: a question word, what happened, or an adjunct.
"""

from collections.abc import Callable

from qa.ellipsis_kinds import of_another_kind
from qa.language import Sentence, Token, parse, subtree
from qa.measures import load_measures
from qa.named import SUBJECTS
from qa.naming import certainty_lexicon
from qa.question import restore_capitals

__all__ = ["asks_source", "completed"]

_ASKING = frozenset({"when", "where", "why", "how"})
_POINTING = frozenset({"that", "this", "it"})
_VERBS = frozenset({"VERB", "AUX"})
_ADJUNCT = frozenset({"prep", "agent"})
_PLACING = frozenset({"in", "at", "near", "on", "during", "after", "before", "around"})
_POINTED = frozenset({"so", "that", "this", "it", "these", "those"})
_ADDRESSED = frozenset({"you", "us", "me", "your", "its", "their", "our"})
_SOURCES = frozenset({"source", "report", "outlet", "article"})
_TOLD = frozenset({"figure", "number", "toll", "count", "total", "estimate", "word"})
_FEW = 4  # words of "by whom?", "when was that?"


def asks_source(sentence: Sentence) -> bool:
    """Whether a follow-up asks only who says what the last answer told: "who said so?".

    The answer names them with what each of them says, so the question before stands for it.
    Besides words that point, such a question holds a verb of saying and a name for a source or for
    what it told. A verb that only says something of a count ("gave") needs the count beside it.
    """
    words = [token for token in sentence.tokens if token.pos not in {"PUNCT", "CCONJ"}]
    verbs = certainty_lexicon()["verbs"]
    asked = {t.text.lower() for t in words if t.tag in {"WP", "WP$", "WDT"}}
    nouns = {t.lemma for t in words if t.pos in {"NOUN", "PROPN"}}
    saying = {t.lemma for t in words if t.pos == "VERB" or t.lemma in verbs["by_speakers"]}
    if any(not _is_of_telling(token) for token in words):
        return False
    if not (asked & {"who", "whom", "whose"} or (asked and nouns & _SOURCES)):
        return False
    if not saying:
        return "source" in nouns or ("whose" in asked and bool(nouns & _TOLD))
    if saying == {"accord"}:
        return True
    plain = saying <= {*verbs["say"]} - {*verbs["need_clause"]}
    return plain or (saying <= {*verbs["say"]} and bool(nouns & _TOLD))


def _is_of_telling(token: Token) -> bool:
    """Whether a word may stand in "who was it that gave you those figures?"."""
    if token.pos in {"NOUN", "PROPN"}:
        return token.lemma in _SOURCES | _TOLD
    if token.pos == "PRON" and not token.tag.startswith("W"):
        return token.text.lower() in _POINTED | _ADDRESSED
    return token.tag != "WRB" and token.pos not in {"ADJ", "NUM", "INTJ"}


def completed(
    sentence: Sentence, earlier: str, answer: Callable[[], str | None] | None = None
) -> str | None:
    """The question before with what *sentence* puts in its place; None where it has a verb.

    *answer* gives the answer to the question before, which stands for its "who" in the next.
    """
    words = [token for token in sentence.tokens if token.pos != "PUNCT"]
    before = parse(restore_capitals(earlier))
    if not words:
        return None
    state = _state(words)
    if state is not None:
        return _happened(state, before)
    if words[0].text.lower() in _ASKING and len(words) <= _FEW and _is_bare(words):
        word = words[0].text.capitalize()
        return _asked_of_doer(word, before, answer) or _asked_anew(word, before)
    if any(token.pos in _VERBS for token in words):
        return None
    return _exchanged(words, sentence, before)


def _exchanged(words: list[Token], sentence: Sentence, before: Sentence) -> str | None:
    """The question before with another adjunct, source or year, or others that are counted."""
    other = of_another_kind(words, sentence, before)
    if other is not None:
        return other
    if words[0].pos != "ADP":
        return _others(words, sentence.text, before)
    if words[1:] and words[1].tag in {"WP", "WDT"}:
        return _asked_anew(_text(sentence, 0, 2), before)  # "by whom?"
    return _elsewhere(sentence.text, before)


def _is_bare(words: list[Token]) -> bool:
    """Whether nothing but a question word stands, or "when was that?"."""
    rest = [token for token in words[1:] if token.lemma not in {"be", "happen", "do"}]
    return all(token.text.lower() in _POINTING for token in rest)


def _asked_anew(word: str, before: Sentence) -> str | None:
    """As in "when was the ferry hit?" for "which ferry was hit?" and "when?"."""
    tokens = before.tokens
    if tokens[0].pos == "AUX":  # "was the manager dismissed?"
        return f"{word} {before.text[:1].lower()}{before.text[1:]}"
    if tokens[0].text.lower() in _ASKING - {"how"} and len(tokens) > 1 and tokens[1].pos == "AUX":
        return f"{word} {before.text[tokens[1].start :]}"
    auxiliary = next((i for i, t in enumerate(tokens) if t.pos == "AUX"), 0)
    asked = tokens[:auxiliary]
    if not asked or asked[0].tag != "WDT" or any(t.pos in _VERBS for t in asked):
        return None
    noun = before.text[asked[1].start : asked[-1].end] if len(asked) > 1 else ""
    rest = before.text[tokens[auxiliary].end :]
    return f"{word} {tokens[auxiliary].text} the {noun}{rest}" if noun else None


def _asked_of_doer(
    word: str, before: Sentence, answer: Callable[[], str | None] | None
) -> str | None:
    """As in "why did the group fire the rockets?" for "who fired the rockets?" and "why?"."""
    asked, *rest = before.tokens
    if answer is None or asked.tag != "WP" or asked.dep not in SUBJECTS or not rest:
        return None
    verb = rest[0]
    past = verb.pos == "VERB" and verb.tag in {"VBD", "VBN"}
    if not past and (verb.pos != "AUX" or verb.lemma != "be" or "VBN" not in {t.tag for t in rest}):
        return None
    doer = answer()
    if doer is None:
        return None
    said = before.text[verb.end :]
    return f"{word} did {doer} {verb.lemma}{said}" if past else f"{word} {verb.text} {doer}{said}"


def _state(words: list[Token]) -> str | None:
    """The state in "the wounded", "and wounded": those counted by what happened to them."""
    bare = [token for token in words if token.pos not in {"DET", "CCONJ"}]
    known = load_measures().state
    return bare[0].text.lower() if len(bare) == 1 and bare[0].text.lower() in known else None


def _happened(state: str, before: Sentence) -> str | None:
    """The question with another thing that happened: "how many were WOUNDED in Osht?"."""
    measures = load_measures()
    if before.tokens[0].tag == "WP" and before.tokens[0].dep == "nsubj":
        return f"How many were {state}?"  # the one who did it is not among them
    for token in before.tokens:
        told = token.lemma in measures.object or token.lemma in measures.subject
        if token.pos != "VERB" or not told:
            continue
        passive = token.tag == "VBN" and any(
            t.pos == "AUX" and t.lemma == "be" for t in before.tokens
        )
        new = state if passive else f"were {state}"
        return f"{before.text[: token.start]}{new}{before.text[token.end :]}"
    return None


def _elsewhere(words: str, before: Sentence) -> str | None:
    """As in "in the market attack?" for "how many were killed by the car bomb in Osht?"."""
    tokens = before.tokens
    main = next((i for i, t in enumerate(tokens) if t.dep == "ROOT"), 0)
    place = _is_place(words)
    spans = [
        subtree(before, i)
        for i, t in enumerate(tokens)
        if t.dep in _ADJUNCT and t.head == main and i > main
        if words.split(maxsplit=1)[0].lower() in _PLACING
    ]
    kept = next(
        (span for span in spans if not place or _is_place(_text(before, *span))), (len(tokens), 0)
    )
    end = kept[1] if place and kept[1] else len(tokens)
    head, rest = _text(before, 0, kept[0]), _text(before, end, len(tokens))
    own = words[:1].lower() + words[1:].rstrip("? ")
    return f"{head.rstrip('? ')} {own}{' ' if rest.strip('? ') else ''}{rest.rstrip('? ')}?"


def _text(sentence: Sentence, first: int, last: int) -> str:
    if first >= last:
        return ""
    return sentence.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]


def _is_place(words: str) -> bool:
    """Whether an adjunct is a place's name: "in Osht", and not "in the attack on Osht"."""
    tokens = parse(restore_capitals(words)).tokens
    return len(tokens) > 1 and all(
        t.pos in {"ADP", "PROPN", "PUNCT", "DET"} or t.ent in {"GPE", "LOC"} for t in tokens
    )


def _others(words: list[Token], text: str, before: Sentence) -> str | None:
    """As in "and children?" for "how many people were hurt?", "and how many in the raid?"."""
    tokens = before.tokens
    many = next((i for i, t in enumerate(tokens) if t.lemma == "many"), None)
    verb = next((i for i, t in enumerate(tokens) if t.pos == "AUX" or t.dep == "ROOT"), None)
    if many is None or verb is None or verb <= many:
        return None
    if [token.lemma for token in words[:2]] == ["how", "many"]:
        main = max(i for i, t in enumerate(tokens) if t.dep == "ROOT")
        rest = text[words[1].end :].rstrip("? ")
        return (
            f"{_text(before, 0, main + 1)}{rest}?" if words[2:3] and words[2].pos == "ADP" else None
        )
    if words[-1].tag not in {"NNS", "NNPS"}:
        return None
    counted = text[words[0].start : words[-1].end]
    counted = counted[:1].lower() + counted[1:] if words[0].pos != "PROPN" else counted
    return f"{_text(before, 0, many + 1)} {counted} {_text(before, verb, len(tokens))}"
