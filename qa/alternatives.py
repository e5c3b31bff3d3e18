"""The alternatives that a question sets side by side: "was it a bomb or a mine".

They are found by the parse where it joins the two, and else by the words around "or" that are of
the same kind. "Or not", "an hour or so" and what is asked of anyone at all ("was anybody killed or
wounded?") leave a question one of yes or no.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.alternative_readings import reading_with
from qa.language import Sentence, Token, subtree
from qa.question_forms import asks_whether, is_wh

__all__ = ["Alternative", "alternatives_asked"]

_NONE = {"not", "no", "so", "more", "less", "few", "other", "otherwise", "else", "another"}
_ANYONE = {"any", "anyone", "anybody", "anything", "ever"}
_KINDS = {
    "NOUN": "thing", "PROPN": "thing", "NUM": "thing", "PRON": "thing", "ADJ": "state",
    "VERB": "deed", "AUX": "deed", "ADP": "way", "SCONJ": "way", "ADV": "way",
}  # fmt: skip
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
_EMPTY = {"be", "do", "have", "it", "later", "first"}
_LINKING = {"be", "do", "have"}
_NEAR = 4  # words
_BEFORE = frozenset({"det", "amod", "compound", "nummod", "poss", "aux", "auxpass", "predet"})


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the things that a question leaves to choose from.

    Attributes:
        head: Lemma of the word that it turns on: "bomb" of "a car bomb".
        words: Lemmas of its words that no other alternative has, its head among them.
        reading: The question with this alternative alone.
        deed: Whether it is told by a verb.
        of: What alternatives without words of their own are told of: "before THE CEASEFIRE".
        by: The preposition that it hangs on, where it does: "IN hospital".
        doer: Whether it is who or what did it.
    """

    head: str
    words: tuple[str, ...]
    reading: str
    deed: bool = False
    of: str | None = None
    by: str | None = None
    doer: bool = False


def alternatives_asked(sentence: Sentence) -> tuple[Alternative, ...]:
    """The alternatives of a question, in its order; empty where it sets none side by side."""
    tokens = sentence.tokens
    joins = [i for i, t in enumerate(tokens) if t.text.lower() == "or" and 0 < i < len(tokens) - 1]
    if not joins or any(is_wh(t) for t in tokens[: joins[-1]]):
        return ()
    if any(t.lemma in _ANYONE for t in tokens):
        return ()
    if not asks_whether(tokens) and not _is_subjectless(sentence, joins[-1]):
        return ()
    heads = _heads(sentence, joins[-1])
    if _is_idle(tokens, heads):
        return ()
    found = tuple(_described(sentence, heads, _spans(sentence, heads, joins[-1])))
    return found if len(found) == len(heads) else ()


def _is_subjectless(sentence: Sentence, join: int) -> bool:
    """As in "killed by shelling or by sniper fire?", "bomb or gas leak at the mill?"."""
    tokens = sentence.tokens
    if any(t.dep in {"nsubj", "nsubjpass"} and t.start < tokens[join].start for t in tokens):
        return False
    before, after = tokens[:join], tokens[join + 1 :]
    if tokens[0].tag in {"VBN", "VBD"}:
        return any(t.lemma == "by" for t in before)
    asked = tokens[-1].text == "?"
    plain = all(t.pos in {"NOUN", "ADJ", "DET", "NUM"} and t.tag != "NNS" for t in before)
    return asked and plain and after[0].pos in {"NOUN", "ADJ", "DET", "NUM"}


def _is_idle(tokens: Sequence[Token], heads: Sequence[int]) -> bool:
    """Whether they are no choice: of several kinds, or "more or less"."""
    if not heads:
        return True
    kinds = {_kind(tokens[i]) for i in heads}
    clauses = kinds == {"thing", "deed"} and tokens[heads[-1]].pos == "VERB"  # a verb read as noun
    alike = (
        len(kinds) == 1
        or kinds == {"state", "deed"}
        or (clauses and any(t.pos == "PRON" for t in tokens[heads[0] :]))
    )
    none = any(t.lemma in _NONE for t in tokens[heads[0] + 1 : heads[-1] + 1])
    return not alike or none


def _heads(sentence: Sentence, join: int) -> list[int]:
    """The words that the alternatives turn on, in order."""
    tokens = sentence.tokens
    right = next((i for i, t in enumerate(tokens) if i > join and t.dep == "conj"), None)
    joined = right is not None and tokens[right].head < join
    right = right if joined else _turning(tokens, join)
    if right is None:
        return []
    left = tokens[right].head if joined else None
    if tokens[right].pos == "ADV" and tokens[right + 1 : right + 2]:
        right += tokens[right + 1].pos == "ADP"  # "later in hospital"
    things = left is not None and _kind(tokens[left]) == "thing"
    while things and tokens[right].pos in {"NOUN", "ADJ"} and _runs_on(tokens, right):
        right += 1  # "a gas leak", of which only "gas" is joined
    if left is not None and tokens[left].lemma in _LINKING and tokens[right].pos == "VERB":
        # "did the plane crash or was it shot down": the verb before "or" is read as a noun
        before = next((i for i in range(join - 1, 0, -1) if tokens[i].pos != "PUNCT"), 0)
        return [before, right] if tokens[before].pos in _CONTENT else []
    if left is None or _kind(tokens[left]) != _kind(tokens[right]):
        left = _same_kind(tokens, right, join)
    if left is None:
        return []
    # "shot, poisoned or blown up"
    known = [left, right]
    at = left
    while tokens[at].dep == "conj" and tokens[at].head < at:
        at = tokens[at].head
        known.insert(0, at)
    return known


def _runs_on(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].pos == "NOUN"


def _kind(token: Token) -> str:
    return _KINDS.get(token.pos, "")


def _turning(tokens: Sequence[Token], join: int) -> int | None:
    """The word that what follows "or" turns on, where the parse does not join it."""
    for i in range(join + 1, len(tokens)):
        if tokens[i].pos in {"ADP", "VERB", "NUM"}:
            return i
        if tokens[i].pos in {"NOUN", "PROPN", "ADJ"} and tokens[i].dep not in _BEFORE:
            return i
    return None


def _same_kind(tokens: Sequence[Token], right: int, join: int) -> int | None:
    same = (i for i in range(join - 1, 0, -1) if _kind(tokens[i]) == _kind(tokens[right]))
    return next((i for i in same if tokens[i].dep not in _BEFORE), None)


def _spans(sentence: Sentence, heads: Sequence[int], join: int) -> list[tuple[int, int]]:
    """Token range of each alternative; what follows the last one is taken to be told of all."""
    tokens, spans = sentence.tokens, list[tuple[int, int]]()
    deeds = tokens[heads[-1]].pos == "VERB"
    for n, head in enumerate(heads):
        floor = heads[n - 1] + 1 if n else 0
        first = head
        for child in range(head - 1, floor - 1, -1):
            own = tokens[child].dep in _BEFORE and not deeds
            if tokens[child].head == head and own:
                first = min(first, max(subtree(sentence, child)[0], floor))
        if n and n == len(heads) - 1:
            first = join + 1
        last = join if n == len(heads) - 2 else _end(sentence, head)
        spans.append((first, max(last, head + 1)))
    return spans


def _end(sentence: Sentence, head: int) -> int:
    """Where an alternative ends: with its particle, its object or what "by" and the like govern."""
    tokens, last = sentence.tokens, head + 1
    own = {"prt", "pobj", "pcomp", "dobj"} if tokens[head].pos != "NOUN" else set[str]()
    for child in range(head + 1, len(tokens)):
        if tokens[child].head == head and tokens[child].dep in own and child <= last + _NEAR:
            last = child + 1
    return last


def _described(
    sentence: Sentence, heads: Sequence[int], spans: Sequence[tuple[int, int]]
) -> Iterator[Alternative]:
    tokens = sentence.tokens
    told = [[t for t in tokens[slice(*span)] if _tells(t)] for span in spans]
    ways = _governed(tokens, heads, spans)
    for n, head in enumerate(heads):
        others = {t.lemma for m, words in enumerate(told) if m != n for t in words}
        own = [t.lemma for t in told[n] if t.lemma not in others]
        turning = tokens[head].lemma if ways else _turns_on(tokens, heads, told, n)
        own = [tokens[head].lemma] if ways else own
        if not own:
            return
        yield Alternative(
            head=turning,
            words=tuple(dict.fromkeys(own)),
            reading=reading_with(sentence, spans, n, turning),
            deed=tokens[head].pos == "VERB" or tokens[heads[-1]].pos == "VERB",
            of=ways,
            by=_preposition(sentence, heads, spans[n]),
            doer=tokens[heads[0]].dep in {"nsubj", "agent"} or _is_agent(tokens, heads[0]),
        )


def _preposition(sentence: Sentence, heads: Sequence[int], span: tuple[int, int]) -> str | None:
    own = (t.lemma for t in sentence.tokens[slice(*span)] if t.pos == "ADP")
    above = sentence.tokens[sentence.tokens[heads[0]].head]
    return next(own, above.lemma if above.pos == "ADP" else None)


def _is_agent(tokens: Sequence[Token], i: int) -> bool:
    return tokens[tokens[i].head].dep == "agent"


def _governed(
    tokens: Sequence[Token], heads: Sequence[int], spans: Sequence[tuple[int, int]]
) -> str | None:
    """The one thing of "before or after the ceasefire", which are told apart by "before" alone."""
    if any(_kind(tokens[i]) != "way" for i in heads):
        return None
    if any(_tells(t) for first, last in spans[:-1] for t in tokens[first:last]):
        return None
    return next((t.lemma for t in tokens[heads[-1] + 1 :] if _tells(t)), None)


def _turns_on(
    tokens: Sequence[Token], heads: Sequence[int], told: Sequence[Sequence[Token]], n: int
) -> str:
    """As "bomb" of "a car bomb", and of the "one" in "two bombs or one"."""
    head = tokens[heads[n]]
    if head.pos in {"ADP", "SCONJ"} and told[n]:
        head = told[n][-1]
    if head.pos != "NUM" and head.lemma != "one":
        return head.lemma
    nouns = [t.lemma for words in told for t in words if t.pos == "NOUN" and t.lemma != "one"]
    after = [t.lemma for t in tokens[heads[-1] + 1 :] if t.pos == "NOUN"]
    return next(iter([*nouns, *after]), head.lemma)


def _tells(token: Token) -> bool:
    word = token.pos == "NUM" or len(token.text) > 2  # noqa: PLR2004 - "al" of a name tells nothing
    return token.pos in _CONTENT and token.lemma not in _EMPTY and word
