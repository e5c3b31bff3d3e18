"""Every sentence of kept drafts, judged: by a person where one read it, else by the ruler.

Each sentence is judged as written, and with the citation that fits best where it names none,
because a model that never cites would otherwise never try the guard's other rules.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.backed import READ, cited_best, faults_of, reading, reading_key
from evals.kept_drafts import KeptDraft
from evals.statistics import wilson
from qa.records import Answer

__all__ = ["Judgement", "add_readings", "judged", "rates", "share_of", "unread"]

# A sentence at which the ruler finds more than this is not worth a reader's time.
_MOST_FAULTS = 2
_PLAIN = frozenset({"citation", "number", "date", "quotation"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """One sentence of a draft.

    Attributes:
        sentence: With the best fitting citation where the model wrote none.
        written: The model named evidence that is there.
        quotes: The words of the evidence named.
        faults: What the ruler finds; empty where the quotes hold it.
        held: By a person's reading where there is one, else by the ruler.
        read: Whether a person read it.
        problems: What the guard finds.
        key: What a reading of it is kept under.
    """

    id: str
    question: str
    sentence: str
    written: bool
    quotes: tuple[str, ...]
    faults: tuple[str, ...]
    held: bool
    read: bool
    problems: tuple[str, ...]
    key: str

    @property
    def through(self) -> bool:
        """The guard lets it through."""
        return not self.problems


def judged(draft: KeptDraft) -> Iterator[Judgement]:
    """The sentences of *draft*, each once; of a repair the first, which alone is used."""
    from qa.drafting_sentences import sentences_of
    from qa.prompts import is_refusal

    first, *repairs = draft.replies
    raw = [*sentences_of([first])]
    raw += [sentence for reply in repairs for sentence in [*sentences_of([reply])][:1]]
    for sentence in dict.fromkeys(raw):
        if not is_refusal(sentence):
            yield _judgement(draft, sentence)


def _judgement(draft: KeptDraft, raw: str) -> Judgement:
    from qa.citations import markers
    from qa.guard import check_sentence

    known = {piece.citation.number: piece.citation.quote for piece in draft.pieces}
    sentence = cited_best(raw, draft.pieces)
    named = [number for number in markers(sentence) if number in known]
    answer = Answer(
        question=draft.question, standalone_question=draft.asked, state="answered", text=""
    )
    faults = faults_of(sentence, draft.pieces, answer, draft.asked)
    key = reading_key(sentence, draft.pieces)
    read = reading(key)
    problems = check_sentence(sentence, draft.pieces, question=draft.asked)
    return Judgement(
        id=draft.id,
        question=draft.asked,
        sentence=sentence,
        written=bool(markers(raw)) and set(markers(raw)) <= set(known),
        quotes=tuple(known[number] for number in dict.fromkeys(named)),
        faults=faults,
        held=not faults if read is None else read,
        read=read is not None,
        problems=tuple(f"{p.rule}: {p.detail}" for p in problems),
        key=key,
    )


def rates(sentences: Sequence[Judgement]) -> Mapping[str, Mapping[str, Any] | None]:
    """What shares of *sentences* are unsupported, pass, and are stopped, with their intervals.

    Evidence that is not there stops a sentence whatever it says: those are left out of the shares
    with a supplied citation, or a model that counts on ("[5]", "[6]", "[7]") would flatter them.
    """
    true = [s for s in sentences if s.held and s.written]
    false = [s for s in sentences if not (s.held and s.written)]
    tried = [s for s in sentences if s.quotes]
    wrong = [s.through and s.written for s in false]
    return {
        "name evidence that is there": share_of([s.written for s in sentences]),
        "unsupported": share_of([not (s.held and s.written) for s in sentences]),
        "pass though unsupported": share_of([*wrong, *(False for _ in true)]),
        "unsupported that pass": share_of(wrong),
        "supported that are stopped": share_of([not s.through for s in true]),
        "unsupported, citation supplied": share_of([not s.held for s in tried]),
        "unsupported that pass, citation supplied": share_of(
            [s.through for s in tried if not s.held]
        ),
        "supported that are stopped, citation supplied": share_of(
            [not s.through for s in tried if s.held]
        ),
    }


def share_of(values: Sequence[bool]) -> dict[str, Any] | None:
    """The share of *values* that are true with its interval; None for no data."""
    found = wilson([float(each) for each in values])
    return asdict(found) if found else None


def unread(sentences: Iterable[Judgement]) -> Iterator[Mapping[str, Any]]:
    """What a person has to read: all that passes, and what is stopped and may be supported.

    Each with ``held`` and ``why`` to fill in. A sentence is held when its quotes alone say all of
    it, with their doubts and speakers.
    """
    for each in {s.key: s for s in sentences}.values():
        plain = any(fault.partition(":")[0] in _PLAIN for fault in each.faults)
        hopeless = not each.quotes or plain or len(each.faults) > _MOST_FAULTS
        if each.read or (hopeless and not each.through):
            continue
        yield {
            "key": each.key, "question": each.question, "sentence": each.sentence,
            "quotes": each.quotes, "ruler": each.faults, "guard": each.problems,
            "held": None, "why": "",
        }  # fmt: skip


def add_readings(path: Path, known: Path = READ) -> int:
    """Add the filled lines of *path*, without the reports' words, to *known*; gives how many."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    filled = [row for row in rows if isinstance(row["held"], bool)]
    kept = {row["key"]: row for row in map(json.loads, known.read_text("utf-8").splitlines())}
    kept |= {row["key"]: {name: row[name] for name in ("key", "held", "why")} for row in filled}
    lines = (json.dumps(row, ensure_ascii=False) for row in kept.values())
    known.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return len(filled)
