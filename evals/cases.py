"""Questions with their gold data: one schema for every suite, checked when it is read."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from qa.errors import InputError

__all__ = ["Case", "Gold", "GoldValue", "Scheme", "from_muc4", "read_cases", "with_quotes"]

Scheme = Literal["product", "fakes", "muc4"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Gold(_Record):
    """Where the answer stands: ``quote`` is verbatim in the article."""

    article_id: str
    quote: str


class GoldValue(_Record):
    """One side of a disagreement."""

    value: str
    article_id: str = ""
    who: str | None = None
    quote: str = ""


class Case(_Record):
    """One question.

    Attributes:
        kind: For the breakdown; ``unanswerable``, ``unknown`` and ``conflict`` also set the state.
        answers: Any one suffices, unless ``list_all``. For a disagreement see ``values``.
        must_not: What the short value must not be, as whole tokens.
        attribution: Who says so in the report; ``speaker`` is read as the same field.
        accepted: Further articles that may be cited; any other counts if its text holds the answer.
        state: The state expected, where the kind does not say.
        filters: ``after``, ``before``, ``outlets``, ``places`` passed to the assistant.
        certainty_scheme: Whose certainty words ``certainty`` uses.
    """

    id: str
    question: str
    kind: str = "other"
    answers: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    certainty: str | None = None
    attribution: str | None = Field(
        default=None, validation_alias=AliasChoices("attribution", "speaker")
    )
    hedge: str | None = None
    gold: tuple[Gold, ...] = ()
    accepted: tuple[str, ...] = ()
    date_answer: str | None = None
    values: tuple[GoldValue, ...] = ()
    history: tuple[str, ...] = ()
    filters: Mapping[str, Any] | None = None
    list_all: bool = False
    aliases: tuple[str, ...] = ()
    why: str = ""
    event: str | None = None
    state: str | None = None
    may_conflict: bool = False
    certainty_scheme: Scheme = "product"

    @property
    def expected_state(self) -> str:
        """The state a right answer has."""
        by_kind = {"unanswerable": "not_found", "unknown": "unknown", "conflict": "conflicting"}
        return self.state or by_kind.get(self.kind, "answered")

    @property
    def answerable(self) -> bool:
        """Whether some report answers it, be it only to say that nobody knows."""
        return self.expected_state != "not_found"

    @property
    def relevant(self) -> frozenset[str]:
        """Articles that are known to hold the answer."""
        quoted = [gold.article_id for gold in self.gold]
        valued = [value.article_id for value in self.values if value.article_id]
        return frozenset((*quoted, *valued, *self.accepted))


def _lines(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(
                    f"{path}:{number} is not JSON ({error.msg}); a question file holds one JSON "
                    "object a line. See evals/cases/README.md."
                ) from None


def read_cases(
    path: Path,
    *,
    scheme: Scheme = "product",
    reports: Mapping[str, Mapping[str, Any]] | None = None,
) -> tuple[Case, ...]:
    """Every question of a JSONL file.

    Args:
        path: One question a line.
        scheme: Whose certainty words the questions use.
        reports: By id, where the questions give their quotes by offsets into these.

    Raises:
        InputError: The file is missing, a line is not a case, or an id comes twice.
    """
    if not path.is_file():
        raise InputError(f"There is no question file {path}; give the path of a JSONL file.")
    cases: dict[str, Case] = {}
    for number, row in _lines(path):
        plain = from_muc4(row) if "slot" in row else {"certainty_scheme": scheme} | row
        if reports is not None:
            plain = with_quotes(plain, reports, where=f"{path}:{number}")
        try:
            case = Case.model_validate({k: v for k, v in plain.items() if v is not None})
        except ValidationError as error:
            first = error.errors()[0]
            raise InputError(
                f"{path}:{number} is not a case: {'.'.join(map(str, first['loc']))}: "
                f"{first['msg']}. See evals/cases/README.md."
            ) from None
        if case.id in cases:
            raise InputError(f"{path}:{number} repeats the id {case.id!r}; make ids unique.")
        cases[case.id] = case
    return tuple(cases.values())


def with_quotes(
    row: Mapping[str, Any], reports: Mapping[str, Mapping[str, Any]], *, where: str
) -> dict[str, Any]:
    """*row* with the words that its offsets mark, so that a repository need not hold a report.

    Raises:
        InputError: A report is not among *reports*, or is shorter than the offsets.

    >>> row = {"gold": [{"article_id": "a", "start": 0, "end": 5}]}
    >>> with_quotes(row, {"a": {"text": "Seven died."}}, where="q.jsonl:1")["gold"][0]["quote"]
    'Seven'
    """

    def quoted(part: Mapping[str, Any]) -> dict[str, Any]:
        if "start" not in part:
            return {**part}
        text = str(reports.get(part["article_id"], {}).get(part.get("field", "text"), ""))
        if not 0 <= part["start"] < part["end"] <= len(text):
            raise InputError(
                f"{where} quotes {part['article_id']} from {part['start']} to {part['end']}, which "
                "these reports do not hold; give the reports that the questions were written over."
            )
        return {**part, "quote": text[part["start"] : part["end"]]}

    lists = ("gold", "values")
    return {**row} | {name: [quoted(p) for p in row[name]] for name in lists if name in row}


_MUC4_KINDS = {"number": "figure", "org": "organisation"}


def from_muc4(row: Mapping[str, Any]) -> dict[str, Any]:
    """A question made from the MUC-4 templates, in the common schema.

    >>> from_muc4({"id": "m1", "question": "When?", "answers": ["3 May 1990", "1990-05-03"],
    ...            "answer_type": "date", "slot": "date", "doc_ids": ["d1"], "answerable": True,
    ...            "certainty": None})["date_answer"]
    '1990-05-03'
    """
    kind = row["answer_type"]
    answers = [str(answer) for answer in row["answers"]]
    iso = [answer for answer in answers if len(answer) == 10 and answer[4:5] == "-"]
    return {
        "id": row["id"],
        "question": row["question"],
        "kind": _MUC4_KINDS.get(kind, kind) if row["answerable"] else "unanswerable",
        "answers": answers,
        "certainty": row["certainty"],
        "accepted": [*row["doc_ids"], *(row.get("also_ok_docs") or [])],
        "date_answer": iso[0] if kind == "date" and iso else None,
        "hedge": {"atleast": "at least", "about": "about"}.get(row.get("num_kind") or ""),
        "may_conflict": bool(row.get("conflict")),
        "why": row.get("why_unanswerable") or "",
        "event": row["slot"],
        "certainty_scheme": "muc4",
    }
