"""Does a candidate fill the place in its clause that the question word has in the question?

"Who attacked the post?" asks for the subject of attacking: of all names near the post, the one
whose clause has that verb, in that role, with the question's other words around it. What the
question names and a candidate's clause, sentence, neighbours or article lack speaks against it.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.candidates import Candidate
from qa.evidence import Evidence, Line
from qa.language import PLACE_LABELS, Sentence, Token, clause_root, parse, parse_many
from qa.question import Question
from qa.question_forms import is_wh
from qa.roles import role_of, same_role
from qa.word_match import match_keys, text_keys

__all__ = ["aligned"]

LEAD = 400  # characters that tell what an article is about
NEAR = 6  # tokens on either side
AFTER_DATELINE = 300  # characters within which an article's opening statement begins
_NAMED = frozenset({"person", "organisation", "place"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "X"})
# Words of questions that tell nothing of what is asked about.
_EMPTY = frozenset(
    {"be", "do", "have", "can", "could", "will", "would", "report", "name", "there", "many", "much",
     "accord", "acc", "per", "list", "how", "what", "who", "when", "where", "say", "tell", "take",
     "place", "carry", "happen", "people"}
)  # fmt: skip
_Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question's parts as keys: its verbs, the noun asked for, and its other content words.

    Attributes:
        named: Whether a name answers it.
        role: What the question word is to its verb.
    """

    named: bool
    role: str | None
    verbs: tuple[_Keys, ...]
    head: _Keys | None
    rest: tuple[_Keys, ...]
    names: tuple[_Keys, ...]


def aligned(
    question: Question, evidence: Evidence, candidates: Sequence[Candidate]
) -> list[dict[str, float]]:
    """Features of each candidate, by name, from 0 to 1 (``same_role`` from -1)."""
    asked = _asked(question)
    weights = _weights(asked, evidence)
    lines = list({c.line.key: c.line for c in candidates}.values())
    parses = parse_many([line.text for line in lines])
    read = {
        line.key: (sentence, _of_line(asked, weights, evidence, line, sentence))
        for line, sentence in zip(lines, parses, strict=True)
    }
    found = []
    for candidate in candidates:
        sentence, of_line = read[candidate.line.key]
        found.append(of_line | _of_span(asked, weights, candidate, sentence))
    return found


@lru_cache(maxsize=1_024)
def _asked(question: Question) -> _Asked:
    sentence = parse(question.text)
    tokens = sentence.tokens
    head = next((i for i, t in enumerate(tokens) if t.lemma == question.head), None)
    word = head if head is not None else next((i for i, t in enumerate(tokens) if is_wh(t)), None)
    role, verb = (None, None) if word is None else role_of(sentence, word)
    verbs = list(question.verbs)
    if verb is not None and tokens[verb].pos == "VERB":
        verbs += [lemma for lemma in (tokens[verb].lemma,) if lemma not in {*_EMPTY, *verbs}]
    skipped = {w for m in question.dates for w in m.value.text.lower().split()}
    skipped |= set((question.speaker or "").lower().split())
    rest = [t for i, t in enumerate(tokens) if i != head and _matters(t, skipped)]
    return _Asked(
        named=question.type in _NAMED,
        role=role,
        verbs=tuple(match_keys(lemma, lemma) for lemma in verbs),
        head=None if head is None else match_keys(tokens[head].text, tokens[head].lemma),
        rest=tuple(match_keys(t.text, t.lemma) for t in rest),
        names=tuple(match_keys(t.text, t.lemma) for t in rest if t.pos == "PROPN"),
    )


def _matters(token: Token, skipped: set[str]) -> bool:
    return (
        token.pos in _CONTENT
        and len(token.text) > 1
        and not token.tag.startswith("W")
        and token.lemma not in _EMPTY
        and token.text.lower() not in skipped
    )


def _weights(asked: _Asked, evidence: Evidence) -> Mapping[_Keys, float]:
    """Each other word of the question with its weight: rare in the sentences found weighs more."""
    counts = Counter(key for line in evidence.lines for key in text_keys(line.text))
    total = len(evidence.lines) + 1
    return {
        keys: math.log(1 + total / (min((counts[k] for k in keys if counts[k]), default=0) + 1))
        for keys in asked.rest
    }


def _of_line(
    asked: _Asked,
    weights: Mapping[_Keys, float],
    evidence: Evidence,
    line: Line,
    sentence: Sentence,
) -> dict[str, float]:
    """What is the same for every candidate of one sentence."""
    told = text_keys(line.text)
    around = evidence.window(line)
    window = text_keys(line.article.text[around[0].start : around[-1].end])
    lead = text_keys(line.article.title) | text_keys(line.article.text[:LEAD])
    whole = text_keys(line.article.text) | text_keys(line.article.title)
    names = dict.fromkeys(asked.names, 1.0)
    named = _share(names, told)
    return {
        "verbless": float(not asked.verbs),
        "verb_sentence": _any_verb(asked, told),
        "verb_window": _any_verb(asked, window),
        "rest_sentence": _share(weights, told),
        "rest_window": _share(weights, window),
        "rest_lead": _share(weights, lead),
        "rest_article": _share(weights, whole),
        "names_sentence": named,
        "names_lead": _share(names, lead),
        "names_window": _share(names, window | lead),
        "other_place": float(bool(names) and not named and _holds_place(sentence)),
        "asked_window": _held(asked.head, window),
        "asked_article": _held(asked.head, whole),
        "headless": float(asked.head is None),
        "depth": line.start / max(1, len(line.article.text)),
        "opening": float(line.start < AFTER_DATELINE),
        "quotation": float(line.text.lstrip()[:1] in {'"', "\u201c"}),
    }


def _of_span(
    asked: _Asked, weights: Mapping[_Keys, float], candidate: Candidate, sentence: Sentence
) -> dict[str, float]:
    """What tells a candidate from the others of its sentence."""
    inside = _inside(candidate, sentence)
    head = _head(sentence, inside)
    role, verb = (None, 0) if head is None else role_of(sentence, head)
    near = _near_keys(sentence, inside)
    clause = _clause_keys(sentence, head, verb)
    governing = _token_keys(sentence.tokens[verb]) if sentence.tokens else frozenset[str]()
    governs = _any_verb(asked, governing)
    value = [sentence.tokens[i] for i in inside] if asked.named else []
    return {
        "verb_governs": governs,
        "verb_clause": _any_verb(asked, clause),
        "same_role": same_role(asked.role, role) if governs else 0.0,
        "rest_clause": _share(weights, clause),
        "names_person": float(any(token.ent == "PERSON" for token in value)),
        "names_any": float(any(token.pos == "PROPN" for token in value)),
        "asked_near": _held(asked.head, near),
        "asked_clause": _held(asked.head, clause),
    }


def _inside(candidate: Candidate, sentence: Sentence) -> list[int]:
    start, end = candidate.start - candidate.line.start, candidate.end - candidate.line.start
    return [i for i, t in enumerate(sentence.tokens) if t.start < end and start < t.end]


def _head(sentence: Sentence, inside: Sequence[int]) -> int | None:
    """The token of the span that the others hang on."""
    for i in inside:
        token = sentence.tokens[i]
        outside = token.head not in inside or token.head == i
        if outside and token.pos not in {"PUNCT", "DET", "ADP"}:
            return i
    return inside[-1] if inside else None


def _token_keys(token: Token) -> _Keys:
    return match_keys(token.text, token.lemma)


def _near_keys(sentence: Sentence, inside: Sequence[int]) -> _Keys:
    if not inside:
        return frozenset()
    near = sentence.tokens[max(0, inside[0] - NEAR) : inside[-1] + 1 + NEAR]
    return frozenset[str]().union(*map(_token_keys, near))


def _clause_keys(sentence: Sentence, head: int | None, verb: int) -> _Keys:
    """The words of the clause that holds the candidate, and of its predicate's."""
    roots = {verb} if head is None else {verb, clause_root(sentence, head)}
    return frozenset[str]().union(
        *(
            _token_keys(token)
            for token, root in zip(sentence.tokens, _clauses(sentence), strict=True)
            if root in roots
        )
    )


@lru_cache(maxsize=4_096)
def _clauses(sentence: Sentence) -> tuple[int, ...]:
    """For each token, the root of its clause."""
    return tuple(clause_root(sentence, i) for i in range(len(sentence.tokens)))


def _any_verb(asked: _Asked, keys: _Keys) -> float:
    return float(any(verb & keys for verb in asked.verbs))


def _share(weights: Mapping[_Keys, float], keys: _Keys) -> float:
    total = sum(weights.values())
    return sum(w for wanted, w in weights.items() if wanted & keys) / total if total else 1.0


def _held(head: _Keys | None, keys: _Keys) -> float:
    return float(head is None or bool(head & keys))


def _holds_place(sentence: Sentence) -> bool:
    return any(entity.label in PLACE_LABELS for entity in sentence.entities)
