"""An answer in a model's words: what is kept, repaired, replaced or dropped, and what never shows."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answer import Assistant
from qa.citations import problems
from qa.drafting_sentences import sentences_of
from qa.errors import LanguageModelError
from qa.llm import Message
from qa.prompts import REFUSAL, load_prompt
from qa.records import Answer
from qa.streaming import Done, Event, Sentence, Stage
from qa.testing import ScriptedModel

ESCAPED = "How many inmates escaped from Osht prison?"
FERRY = "When did the ferry sink in the Tarn strait?"
TOLL = "How many guards were killed at Osht prison?"


@pytest.fixture(scope="module")
def opened(reports_index: Path) -> Iterator[Assistant]:
    with Assistant.open(reports_index) as assistant:
        yield assistant


def play(
    assistant: Assistant, question: str, *drafts: str | Exception
) -> tuple[list[Event], Answer, ScriptedModel]:
    """The events of a question to which the model replies *drafts*, the answer, and the model."""
    model = ScriptedModel(drafts)
    assistant._llm = model
    try:
        events = list(assistant.stream(question))
    finally:
        assistant._llm = None
    assert isinstance(events[-1], Done)
    return events, events[-1].answer, model


def shown(events: Sequence[Event]) -> list[tuple[str, str]]:
    return [(event.status, event.text) for event in events if isinstance(event, Sentence)]


def test_a_sentence_that_the_quote_holds_is_kept(opened: Assistant) -> None:
    draft = "An estimated 200 inmates escaped, but the exact number is unknown [1]."
    events, answer, model = play(opened, ESCAPED, draft)
    assert shown(events) == [("kept", draft)]
    assert answer.text == draft
    assert answer.model["answerer"] == "llm"
    facts = answer.model["llm"]
    assert facts["sentences"] == {"kept": 1, "repaired": 0, "replaced": 0, "dropped": 0}
    assert facts["prompts"] == {"answer": load_prompt("answer").sha256}
    assert facts["fallback"] is None
    assert facts["cost"] is None
    assert facts["prompt_tokens"] > 100 > facts["completion_tokens"] > 5
    assert ESCAPED in model.prompts[0]


def test_examples_are_sent_where_the_context_has_room_for_them(opened: Assistant) -> None:
    example = load_prompt("answer").examples[0][0]
    for window, sent in ((8192, True), (1024, False)):
        opened._llm = model = ScriptedModel([REFUSAL], context_window=window)
        try:
            list(opened.stream(ESCAPED))
        finally:
            opened._llm = None
        assert (example in model.prompts[0]) is sent


def test_state_claims_and_confidence_stay_the_extractive_ones(opened: Assistant) -> None:
    plain = opened.ask(ESCAPED)
    _, answer, _ = play(opened, ESCAPED, "An estimated 200 inmates escaped [1].")
    for field in ("state", "claims", "citations", "confidence"):
        assert getattr(answer, field) == getattr(plain, field)
    assert plain.model["answerer"] == "extractive"
    assert "llm" not in plain.model


def test_a_failing_sentence_is_repaired_once_with_the_reason(opened: Assistant) -> None:
    repaired = "An estimated 200 inmates escaped; the exact number is unknown [1]."
    events, answer, model = play(opened, ESCAPED, "900 inmates escaped [1].", repaired)
    assert shown(events) == [("repaired", repaired)]
    assert answer.text == repaired
    assert "900" in model.prompts[1]
    assert "not in the evidence" in model.prompts[1]
    assert answer.model["llm"]["sentences"]["repaired"] == 1


def test_what_cannot_be_repaired_is_replaced_by_the_extract_or_dropped(opened: Assistant) -> None:
    plain = opened.ask(ESCAPED)
    good = "It is estimated at about 200, but the exact number is unknown [1]."
    events, answer, _ = play(
        opened, ESCAPED, f"{good} 900 inmates escaped [1]. They had help.", "901 escaped [1]."
    )
    statuses = [status for status, _ in shown(events)]
    assert statuses == ["kept", "dropped", "dropped"]  # the extract would repeat what is said
    assert "900" not in answer.text + str(shown(events))
    assert "had help" not in answer.text + str(shown(events))
    events, answer, _ = play(opened, ESCAPED, "900 escaped [1].", "901 escaped [1].")
    assert shown(events) == [("replaced", plain.claims[0].text + ".")]
    assert answer.text == plain.text
    assert answer.model["answerer"] == "extractive"
    assert "passed" in answer.model["llm"]["fallback"]


@pytest.mark.parametrize(
    "draft", ["", REFUSAL, "Nobody knows.", "It was 200 [9].", "<b>200</b> [1]."]
)
def test_a_draft_with_nothing_left_is_the_labelled_extract(opened: Assistant, draft: str) -> None:
    plain = opened.ask(ESCAPED)
    _, answer, _ = play(opened, ESCAPED, draft, draft, draft)
    assert answer.text == plain.text
    assert answer.model["answerer"] == "extractive"
    assert answer.model["llm"]["fallback"]


def test_a_server_that_fails_leaves_the_extract_and_says_why(opened: Assistant) -> None:
    plain = opened.ask(ESCAPED)
    _, answer, _ = play(opened, ESCAPED, LanguageModelError("the server is away"))
    assert (answer.text, answer.model["answerer"]) == (plain.text, "extractive")
    assert answer.model["llm"]["fallback"] == "the server is away"


def test_every_side_of_a_disagreement_is_shown_though_the_draft_has_one(opened: Assistant) -> None:
    plain = opened.ask(TOLL)
    number = next(c.number for c in plain.citations if "45" in c.quote)
    draft = f"The Red Dawn Front said its fighters killed 45 guards at Osht prison [{number}]."
    events, answer, _ = play(opened, TOLL, draft)
    assert answer.state == plain.state
    assert shown(events)[0] == ("kept", draft)
    for claim in plain.claims:
        assert claim.value.casefold() in answer.text.casefold()
    assert not problems(answer, opened.article)


def test_a_question_without_an_answer_is_not_put_to_the_model(opened: Assistant) -> None:
    _, answer, model = play(opened, "How many people were killed in Baghdad in 1999?")
    assert answer.state == "not_found"
    assert model.prompts == []
    assert answer.model["llm"]["sentences"]["kept"] == 0


def test_an_open_question_may_cite_further_sentences(opened: Assistant) -> None:
    draft = "Divers from the town of Elmora recovered 40 bodies [{}]."
    for number in range(1, 12):
        _, answer, _ = play(
            opened, "What happened to the ferry in the Tarn strait?", draft.format(number)
        )
        if answer.model["answerer"] == "llm":
            break
    assert "40 bodies" in answer.text
    cited = {citation.number for citation in answer.citations}
    assert number in cited
    assert any(number in claim.citations for claim in answer.claims)
    assert not problems(answer, opened.article)
    assert "summary" in answer.model["llm"]["prompts"]


def test_a_day_may_be_given_resolved(opened: Assistant) -> None:
    draft = "The ferry sank in the Tarn strait on 12 May 2031 [1]."
    _, answer, _ = play(opened, FERRY, draft)
    assert answer.text == draft


def test_stop_ends_the_draft_and_the_claims_are_still_said(opened: Assistant) -> None:
    class Endless:
        name, context_window = "endless", 8192

        def stream(self, messages: Sequence[Message]) -> Iterator[str]:
            while True:
                yield "word "
                pieces.append(1)

    pieces: list[int] = []
    opened._llm = Endless()
    try:
        events = list(opened.stream(ESCAPED, stop=lambda: len(pieces) > 5))
    finally:
        opened._llm = None
    assert isinstance(events[-1], Done)
    assert events[-1].answer.claims
    assert "200" in events[-1].answer.text
    assert len(pieces) < 10


def test_stages_come_in_order_and_the_answer_last(opened: Assistant) -> None:
    events, answer, _ = play(opened, ESCAPED, "An estimated 200 inmates escaped [1].")
    stages = [event.name for event in events if isinstance(event, Stage)]
    assert stages == ["understand", "search", "read", "conclude", "write", "draft"]
    assert set(stages) < set(answer.timings_ms)
    assert all(not isinstance(event, Done) for event in events[:-1])


def test_a_context_too_small_for_a_quote_says_so(opened: Assistant) -> None:
    opened._llm = ScriptedModel([], context_window=600)
    try:
        answer = opened.ask(ESCAPED)
    finally:
        opened._llm = None
    assert "QA_LLM_CONTEXT" in answer.model["llm"]["fallback"]
    assert answer.model["answerer"] == "extractive"


def test_prices_give_the_cost(opened: Assistant) -> None:
    opened._prices = (1.0, 2.0)
    try:
        _, answer, _ = play(opened, ESCAPED, "An estimated 200 inmates escaped [1].")
    finally:
        opened._prices = (0.0, 0.0)
    facts = answer.model["llm"]
    assert facts["cost"] == pytest.approx(
        (facts["prompt_tokens"] + 2 * facts["completion_tokens"]) / 1e6, abs=1e-6
    )


def test_a_follow_up_is_read_by_the_model_only_where_that_adds_nothing(opened: Assistant) -> None:
    history = ["Who attacked Osht prison?"]
    question = "Which guards died in the Osht attack?"
    for reply, reading in (
        (
            "Which guards died in the Osht prison attack?",
            "Which guards died in the Osht prison attack?",
        ),
        ("Which guards died in the Sardan attack?", question),  # another name
        ("Which guards died?", question),  # a lost name
        ("The guards were shot.", question),  # an answer
    ):
        opened._llm = ScriptedModel([reply, "", "", ""])
        try:
            answer = opened.ask(question, history=history)
        finally:
            opened._llm = None
        assert answer.standalone_question == reading
        assert "rewrite" in answer.model["llm"]["prompts"]


PARTS = (
    "An estimated 200 inmates escaped [1].", "The exact number is unknown [1].", "900 escaped [1].",
    "Guards freed 30 inmates [1].", "The interior ministry escaped [1].", "They fled", "[1]", "[7].",
    "Ignore the evidence [1].", "Nobody escaped [1].", "**200** escaped [1]!", "See http://x.y [1].",
)  # fmt: skip


FAULTY = re.compile(r"900|freed|ministry|\[7\]|Ignore|Nobody|http|\*")


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=5), st.sampled_from(PARTS))
def test_nothing_unchecked_is_in_any_event(
    opened: Assistant, parts: list[str], repair: str
) -> None:
    """Whatever the model writes, only sentences that the quotes hold are shown or answered."""
    plain = opened.ask(ESCAPED)
    events, answer, _ = play(opened, ESCAPED, " ".join(parts), *[repair] * 3)
    for status, text in shown(events):
        assert not FAULTY.search(text)
        if status in {"kept", "repaired"}:
            assert "[1]" in text
        elif status == "replaced":
            assert text == plain.claims[0].text + "."
    assert not FAULTY.search(answer.text)
    assert not problems(answer, opened.article)


TEXT = st.text("Ab1 .[]\n", max_size=60)


@given(TEXT, st.integers(1, 7))
def test_sentences_do_not_depend_on_how_the_reply_arrives(text: str, size: int) -> None:
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    words = "".join("".join(sentences_of(pieces)).split())
    assert words == "".join("".join(sentences_of([text])).split())


def test_markers_after_a_full_stop_belong_to_the_sentence_before() -> None:
    reply = ["Two died. [1", "] Three ", "fled [2].[3]\n- Four ", "hid [4]. **Five** ran [5]"]
    assert list(sentences_of(reply)) == [
        "Two died. [1]", "Three fled [2].[3]", "Four hid [4].", "Five ran [5]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        ("Osht; how sure: reported [1].", "Osht [1]."),
        ("Value: 12; measure: killed; how sure: claimed; speaker: the army [2].", "12 [2]."),
        ("Read from it: value: Twelve died [1].", "Twelve died [1]."),
        ("The report: value: China [1].", "China [1]."),
        (
            "Nine died; speaker: the army, though rebels deny it [1].",
            "Nine died; speaker: the army, though rebels deny it [1].",
        ),
        ("Twelve died; the date is unknown [1].", "Twelve died; the date is unknown [1]."),
    ],
)
def test_labels_of_the_evidence_are_no_part_of_a_sentence(reply: str, sentence: str) -> None:
    assert list(sentences_of([reply])) == [sentence]


def test_what_is_labels_alone_is_no_sentence() -> None:
    assert list(sentences_of(["; how sure: reported; speaker: the army [1].\nOsht [1]."])) == [
        "Osht [1]."
    ]
