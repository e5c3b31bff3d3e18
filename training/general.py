"""General question answering data (``span_qa.jsonl.gz``) as windows with and without an answer."""

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from training.examples import Example, cut_window, find_spans, split_sentences

# Rows taken per epoch: all of the general crowd questions and the passages with nulls (several
# times, each time with another window), a part of the verb questions, none of the privacy policies.
REPEATS = {
    "qamr": 1.0,
    "qasrl_gs": 0.4,
    "squad2_dev": 3.0,
    "xquad_en": 2.0,
    "causal_news_corpus": 0.6,
    "qed": 2.0,
    "clapnq": 2.0,
}
ANSWER_CHARACTERS = 160
TREEBANK = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}


def load_rows(path: Path) -> list[dict[str, Any]]:
    """Read the rows of ``span_qa.jsonl.gz``, with treebank brackets and quotes made plain."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_plain(json.loads(line)) for line in lines]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    def text(value: str) -> str:
        for treebank, sign in TREEBANK.items():
            value = value.replace(treebank, sign)
        return value

    answers = [text(answer) for answer in row["answers"]]
    return row | {
        "question": text(row["question"]),
        "context": text(row["context"]),
        "answers": answers,
    }


def paragraph_key(context: str) -> str:
    """Return a key that is the same for one paragraph in two data sets."""
    return re.sub(r"\W+", "", context.lower())


def is_held_out(context: str) -> bool:
    """Say whether a SQuAD paragraph belongs to the quarter that is kept for measurement."""
    return hashlib.sha256(paragraph_key(context).encode()).digest()[0] < 64


def split_rows(
    rows: list[dict[str, Any]],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return (training rows, held-out squad2_dev rows); XQuAD repeats no held-out paragraph."""
    held = [r for r in rows if r["source"] == "squad2_dev" and is_held_out(r["context"])]
    kept_back = {paragraph_key(r["context"]) for r in held}
    training = [r for r in rows if paragraph_key(r["context"]) not in kept_back]
    return training, held


class Neighbours:
    """The most similar other contexts of a source, by TF-IDF: hard distractors."""

    def __init__(self, contexts: list[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.contexts = contexts
        self._place = {context: i for i, context in enumerate(contexts)}
        matrix = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(contexts)
        likeness = (matrix @ matrix.T).toarray()
        np.fill_diagonal(likeness, -1)
        self._near = np.argsort(-likeness, axis=1, kind="stable")[:, :12]

    def draw(self, context: str, chance: random.Random) -> str:
        """Return another context: a near one two times in three, else any."""
        if chance.random() < 0.67:
            return self.contexts[int(chance.choice(list(self._near[self._place[context]])))]
        other = chance.randrange(len(self.contexts) - 1)
        return self.contexts[other + (other >= self._place[context])]


def join_sentences(
    parts: list[str], focus: int, spans: list[tuple[int, int]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Join *parts* with blanks; *spans* lie in ``parts[focus]`` and are moved along."""
    offset = sum(len(part) + 1 for part in parts[:focus])
    return " ".join(parts), tuple((a + offset, b + offset) for a, b in spans)


def sentence_example(
    row: dict[str, Any], neighbours: Neighbours, chance: random.Random
) -> Example | None:
    """Make an example of a one-sentence row: distractors around it, or distractors alone."""
    context, question = row["context"], row["question"]
    verb_question = row["source"] == "qasrl_gs"
    count = chance.choice((0, 0, 1) if verb_question else (0, 1, 1, 2, 3))
    others = [neighbours.draw(context, chance) for _ in range(max(count, 1))]
    # "Who did something?" is answered by nearly any sentence: only real topics make a null.
    if not verb_question and row["source"] == "qamr" and chance.random() < 0.2:
        if any(find_spans(other, row["answers"]) for other in others):
            return None
        return Example(question, " ".join(others), (), row["source"])
    spans = find_spans(context, row["answers"])
    if not spans:
        return None
    others = others[:count]
    place = chance.randint(0, count)
    window, moved = join_sentences([*others[:place], context, *others[place:]], place, spans)
    return Example(question, window, moved, row["source"])


def passage_example(row: dict[str, Any], chance: random.Random) -> Example | None:
    """Make an example of a paragraph row: a window with the answer, or a near miss without."""
    context, question = row["context"], row["question"]
    sentences = split_sentences(context)
    words = set(re.findall(r"\w{4,}", question.lower()))
    overlap = [len(words & set(re.findall(r"\w{4,}", context[a:b].lower()))) for a, b in sentences]
    answers = [a for a in row["answers"] if len(a) <= ANSWER_CHARACTERS]
    spans = find_spans(context, answers)
    holds = [any(a <= s and e <= b for s, e in spans) for a, b in sentences]
    if row["answerable"] and not any(holds):
        return None
    wants_null = not row["answerable"] or chance.random() < 0.25
    picks = [i for i, held in enumerate(holds) if held != wants_null]
    if not picks:
        return None
    best = max(overlap[i] for i in picks)
    focus = chance.choice([i for i in picks if overlap[i] == best] + picks)
    window, inside = cut_window(context, focus, spans, chance)
    if bool(inside) == wants_null:
        return None
    return Example(question, window, inside, row["source"])


def degrade_question(question: str, chance: random.Random) -> str:
    """Return the question as a hurried analyst may type it, about one time in three."""
    if chance.random() < 0.25:
        question = question.rstrip("?. ")
    if chance.random() < 0.1:
        question = re.sub(r"[',]", "", question)
    return question


def general_examples(
    rows: list[dict[str, Any]], *, seed: int, share: float = 1.0
) -> Iterator[Example]:
    """Yield one epoch of general examples, or a *share* of it; another *seed*, other windows."""
    chance = random.Random(seed)
    sentence_sources = ("qamr", "qasrl_gs", "causal_news_corpus")
    neighbours = {
        source: Neighbours(sorted({r["context"] for r in rows if r["source"] == source}))
        for source in sentence_sources
    }
    for row in rows:
        repeats = share * REPEATS.get(row["source"], 0.0)
        times = int(repeats) + (chance.random() < repeats % 1)
        for _ in range(times):
            if row["source"] in neighbours:
                example = sentence_example(row, neighbours[row["source"]], chance)
            else:
                example = passage_example(row, chance)
            if example is not None:
                yield Example(
                    degrade_question(example.question, chance),
                    example.window,
                    example.spans,
                    example.source,
                )
