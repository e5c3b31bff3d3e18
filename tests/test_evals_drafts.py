"""The measures of drafts: planted faults, kept replies, and the ruler beside the guard."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import ANY

import pytest
from invented import REPORTS

from evals.backed import cited_best, faults_of, reading_key
from evals.cases import Case, Gold
from evals.drafting_run import measure_drafts
from evals.guarding import plant_drafts, right_sentences
from evals.judging import add_readings, judged, rates, unread
from evals.kept_drafts import KeptDraft, draft_line, read_drafts
from evals.planting_drafts import DRAFT_FAULTS, GATE_KINDS, Base
from evals.planting_records import ALL
from evals.recorded import Recorded
from qa.answer import Assistant
from qa.citations import cite
from qa.errors import LanguageModelError
from qa.guard_evidence import Backing
from qa.llm import Message
from qa.records import Answer, Claim, DateValue, Figure

TEXT = "At least 12 guards were killed and 30 wounded in Osht on 4 March, Ana Terl said [1]."


def case(number: int, question: str, answer: str, article: int, quote: str, **more: str) -> Case:
    """A question about REPORTS with its gold."""
    report = REPORTS[article]
    assert quote in report.text
    gold = Gold(article_id=report.id, quote=quote)
    plain = {"id": f"q{number}", "question": question, "kind": "figure", "answers": (answer,)}
    return Case.model_validate(plain | {"gold": (gold,)} | more)


CASES = (
    case(1, "How many guards were wounded at Osht prison?", "30", 0, "30 wounded", attribution="Ana Terl"),
    case(2, "How many passengers drowned in the Tarn strait?", "61", 3, "61 passengers drowned", attribution="the coast guard"),
    case(3, "How many civilians were killed in the market of Elmora?", "seven", 4, "killing seven civilians", attribution="witnesses"),
)  # fmt: skip


@pytest.mark.parametrize("kind", sorted(DRAFT_FAULTS))
def test_a_planted_fault_changes_the_sentence_or_finds_no_place(kind: str) -> None:
    """Each kind gives another text, the same one on every run."""
    base = Base("id", TEXT, (1, 2))
    planted = DRAFT_FAULTS[kind](base)
    assert planted != TEXT
    assert planted == DRAFT_FAULTS[kind](Base("id", TEXT, (1, 2)))


@pytest.mark.parametrize(
    ("kind", "said", "planted"),
    [
        ("citation_missing", TEXT, TEXT.replace(" [1]", "")),
        ("wrong_citation", TEXT, TEXT.replace("[1]", "[2]")),
        ("numbers_exchanged", TEXT, TEXT.replace("12", "#").replace("30", "12").replace("#", "30")),
        ("day_moved", TEXT, TEXT.replace("4 March", "5 March")),
        ("roles_exchanged", "Rebels attacked the town of Osht in May [1].", "The town of Osht attacked Rebels in May [1]."),
        ("denial_turned", "He denied that guards helped [1].", "He admitted that guards helped [1]."),
        ("doubt_removed", "Rebels allegedly fled [1].", "Rebels fled [1]."),
        ("word_number_changed", "Seven of two fled [1].", "Seven of three fled [1]."),
    ],
)  # fmt: skip
def test_faults_are_what_their_names_say(kind: str, said: str, planted: str) -> None:
    """One worked example each."""
    assert DRAFT_FAULTS[kind](Base("id", said, (1, 2))) == planted


def test_the_gates_own_kinds_are_known() -> None:
    """A renamed kind of the gate would silently not be planted."""
    assert set(GATE_KINDS) <= set(ALL)


def test_faults_in_drafts_are_stopped_and_right_sentences_are_not(assistant: Assistant) -> None:
    """Through the real drafting, over invented reports."""
    sentences = list(right_sentences(assistant, CASES))
    assert len(sentences) >= 4
    found = plant_drafts(sentences)
    wrong = {kind: row["examples"] for kind, row in found["faults"].items() if row["stopped"] < 1}
    assert not wrong
    assert found["faults_total"]["tried"] >= 40
    assert found["right_total"]["stopped"] == 0


class Counting:
    """A model that counts how often it is asked, and talks without end."""

    name, context_window = "counting", 2048

    def __init__(self) -> None:
        self.asked = 0

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Word after word."""
        self.asked += 1
        while True:
            yield "word "


def test_a_kept_reply_is_not_asked_again(tmp_path: Path) -> None:
    """Another run over the same prompts goes on from the file; without a model it says so."""
    model, path = Counting(), tmp_path / "replies.jsonl"
    ask = (Message("system", "s"), Message("user", "u"))
    first = "".join(Recorded(model, path, name="m").stream(ask))
    again = Recorded(None, path, name="m")
    assert "".join(again.stream(ask)) == first
    assert (model.asked, again.replies) == (1, [first])
    with pytest.raises(LanguageModelError, match="--gguf"):
        "".join(Recorded(None, path, name="other").stream(ask))


def test_without_repairs_a_repair_gets_nothing(tmp_path: Path) -> None:
    """The draft is asked for, its repair is not."""
    model = Counting()
    recorded = Recorded(model, tmp_path / "r", name="m", repairs=False)
    repair = (Message("system", "s"), Message("user", "...\n\nCorrected sentence:"))
    assert list(recorded.stream(repair)) == []
    assert model.asked == 0


def piece(text: str, number: int) -> Backing:
    """A report's sentence as evidence, read as a claim with its value."""
    report = replace(REPORTS[0], text=text, sha256="")
    quote = replace(cite(report, 0, len(text)), number=number)
    claim = Claim(text="", value="12", certainty="reported", citations=(number,))
    return Backing(citation=quote, claims=(claim,))


PIECES = (
    piece("At least 12 guards were killed at Osht prison.", 1),
    piece("Two drivers fled.", 2),
)


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("At least 12 guards were killed at Osht prison [1].", None),
        ("At least 12 of the prison guards were killed [1].", None),
        ("12 guards were killed [1].", "hedge"),
        ("At least 15 guards were killed [1].", "number"),
        ("At least 12 guards were wounded [1].", "measure"),
        ("At least 12 guards were killed by a suitcase [1].", "word"),
        ("At least 12 guards were killed in Elmora [1].", "name"),
        ("At least 12 guards were killed [2].", "number"),
        ("At least 12 guards were killed.", "citation"),
        ("At least 12 guards were killed [7].", "citation"),
    ],
)
def test_the_ruler_judges_a_sentence_by_itself(sentence: str, rule: str | None) -> None:
    """Its own rules find what is added or dropped."""
    plain = Answer(question="", standalone_question="", state="answered", text="")
    found = faults_of(sentence, PIECES, plain, "How many guards died?")
    assert {fault.partition(":")[0] for fault in found} >= ({rule} if rule else set())
    assert bool(found) == bool(rule)


def test_a_sentence_without_a_number_gets_the_best_fitting_one() -> None:
    """One that names its evidence keeps that; readings are kept per sentence and quotes."""
    supplied = cited_best("Two drivers fled.", PIECES)
    assert supplied == "Two drivers fled [2]."
    assert cited_best("Two drivers fled [1].", PIECES) == "Two drivers fled [1]."
    other = "Two drivers fled [1]."
    assert reading_key(supplied, PIECES) != reading_key(other, PIECES)


def test_a_models_sentences_are_counted_and_its_answers_compared(
    assistant: Assistant, tmp_path: Path
) -> None:
    """A true and a false sentence: half unsupported, none of the false ones shown."""

    class Mixed:
        name, context_window = "mixed", 4096

        def stream(self, messages: Sequence[Message]) -> Iterator[str]:
            yield "At least 12 guards were killed and 30 wounded, Ana Terl said [1].\n"
            yield "Orvenia paid for it with 9 million crowns [1]."

    recorded = Recorded(Mixed(), tmp_path / "replies.jsonl", name="mixed")
    kept = tmp_path / "drafts.jsonl"
    found = measure_drafts(assistant, CASES[:1], recorded, kept)
    assert found["drafts"] == found["answers in the model's words"] == 1
    assert found["metrics"]["faithfulness"]["model"]["value"] == 1
    assert "Orvenia" not in (tmp_path / "shown.jsonl").read_text("utf-8")
    sentences = [each for draft in read_drafts([kept]) for each in judged(draft)]
    shares = rates(sentences)
    assert [each.written for each in sentences] == [True, True]
    assert shares["unsupported"] == shares["unsupported, citation supplied"]
    assert (shares["unsupported"] or {})["value"] == 0.5
    assert (shares["unsupported that pass"] or {})["value"] == 0
    assert (shares["supported that are stopped"] or {})["value"] == 0


def kept_draft(*replies: str) -> KeptDraft:
    """What a model wrote on the two pieces."""
    return KeptDraft("q1", "How many guards died?", "How many guards died?", replies, PIECES)


def test_a_kept_draft_is_read_as_it_was(tmp_path: Path) -> None:
    """With figures, dates and all that the guard sees of its evidence."""
    claim = Claim(
        text="t", value="12", certainty="claimed", speaker="Ana Terl", cues=("said",),
        figure=Figure(low=12, high=None, qualifier="at_least", measure="killed", of="guards"),
        date=DateValue(start="2031-03-04", end="2031-03-04", precision="day", text="4 March"),
        citations=(1,),
    )  # fmt: skip
    draft = replace(kept_draft("one", "two"), pieces=(replace(PIECES[0], claims=(claim,)),))
    path = tmp_path / "drafts.jsonl"
    path.write_text(draft_line(draft) + "\n", "utf-8")
    assert list(read_drafts([path])) == [draft]


def test_evidence_that_is_not_there_counts_for_the_model_and_not_for_the_guard() -> None:
    """A model that names [7] of two pieces has written what is unsupported as written, whatever the guard would say of it."""
    sentences = list(judged(kept_draft("Two drivers fled [7].\nTwo drivers fled [2].")))
    shares = rates(sentences)
    assert (shares["unsupported"] or {})["value"] == 0.5
    assert shares["unsupported, citation supplied"] == {"value": 0, "low": 0, "high": ANY, "n": 1}


def test_of_a_repair_only_the_first_sentence_is_used() -> None:
    """As in drafting."""
    found = judged(kept_draft("Two drivers fled [2].", "Drivers fled [2]. Nobody fled [2]."))
    assert [each.sentence for each in found] == ["Two drivers fled [2].", "Drivers fled [2]."]


def test_a_person_reads_what_passes_and_what_may_be_supported(tmp_path: Path) -> None:
    """The rest is left out; what was filled in is kept without the reports' words."""
    draft = kept_draft("Two drivers fled [2]. 15 guards were killed [1]. Two drivers escaped [2].")
    rows = list(unread(judged(draft)))
    assert [row["sentence"] for row in rows] == [
        "Two drivers fled [2].",
        "Two drivers escaped [2].",
    ]
    assert all(row["held"] is None for row in rows)
    filled, known = tmp_path / "filled.jsonl", tmp_path / "read.jsonl"
    answers = (dict(rows[0], held=True, why="word for word"), rows[1])
    filled.write_text("\n".join(json.dumps(row) for row in answers), "utf-8")
    known.write_text('{"key": "k", "held": false, "why": "w"}\n', "utf-8")
    assert add_readings(filled, known) == 1
    kept = [json.loads(line) for line in known.read_text("utf-8").splitlines()]
    assert kept[1] == {"key": rows[0]["key"], "held": True, "why": "word for word"}
    assert len(kept) == 2


@pytest.mark.parametrize(
    ("draft", "faults"),
    [
        ("Ten children were freed, the army said [1].", 0),
        ("Ten children were held in the forest, the army said [1].", 0),
        ("Ten children were killed, the army said [1].", 1),
    ],
)
def test_what_happened_follows_a_clause_on_those_counted(draft: str, faults: int) -> None:
    text = (
        "Ten children who had been held in the forest since their village was attacked in May were "
        "freed on Saturday, the army said."
    )
    report = replace(REPORTS[0], text=text, sha256="")
    piece = Backing(citation=replace(cite(report, 0, len(text)), number=1), claims=())
    answer = Answer(question="", standalone_question="", state="answered", text="")
    found = [one for one in faults_of(draft, [piece], answer, "") if one.startswith("measure")]
    assert min(len(found), 1) == faults


@pytest.mark.parametrize(
    "text",
    [
        "Ten soldiers who guarded the gate were wounded and the mayor was killed.",
        "Ten soldiers who guarded the gate fled and the mayor was killed.",
        "Ten soldiers that were wounded fled, killing a farmer.",
    ],
)
def test_what_happened_to_others_is_not_said_of_those_counted(text: str) -> None:
    report = replace(REPORTS[0], text=text, sha256="")
    piece = Backing(citation=replace(cite(report, 0, len(text)), number=1), claims=())
    answer = Answer(question="", standalone_question="", state="answered", text="")
    found = faults_of("Ten soldiers were killed [1].", [piece], answer, "")
    assert [one for one in found if one.startswith("measure")]
