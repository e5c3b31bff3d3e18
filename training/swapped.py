"""Questions made unanswerable by a name or number that the window does not hold."""

import random
import re
from collections import defaultdict
from collections.abc import Sequence

from training.examples import Example

NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
NUMBER = re.compile(r"\b\d[\d,.]*\b")
TAKEN = ("squad2_dev", "xquad_en", "qed", "qamr")


def swap_names(examples: Sequence[Example], *, limit: int, seed: int) -> list[Example]:
    """Return up to *limit* near misses: answerable questions with one name or number exchanged.

    The new one comes from another question of the same source, so that only the meeting of
    question and window tells that the answer is not there.
    """
    chance = random.Random(seed)
    usable = [e for e in examples if e.spans and e.source in TAKEN]
    pools: dict[tuple[str, re.Pattern[str]], list[str]] = defaultdict(list)
    for example in usable:
        for kind in (NAME, NUMBER):
            pools[example.source, kind] += kind.findall(example.question)
    chance.shuffle(usable)
    found: list[Example] = []
    for example in usable:
        matches = [(k, m) for k in (NAME, NUMBER) for m in k.finditer(example.question)]
        if not matches:
            continue
        kind, match = chance.choice(matches)
        other = chance.choice(pools[example.source, kind])
        window = example.window.lower()
        # A name that the window does not hold anyway tells nothing when it is exchanged.
        if match[0].lower() not in window or any(w in window for w in other.lower().split()):
            continue
        question = example.question[: match.start()] + other + example.question[match.end() :]
        found.append(Example(question, example.window, (), "swapped"))
        if len(found) == limit:
            break
    return found
