"""From a question to a checked answer, over a few invented reports."""

from dataclasses import replace

import pytest
from invented import REPORTS

from qa.answer import Assistant
from qa.citations import problems
from qa.errors import QuestionError
from qa.records import Answer, Filters


def values(answer: Answer) -> list[str]:
    return [claim.value.lower() for claim in answer.claims]


def test_every_citation_is_verbatim_at_its_offsets(assistant: Assistant) -> None:
    for question in ("How many guards were killed at Osht?", "What happened in Elmora?"):
        answer = assistant.ask(question)
        assert answer.citations
        for citation in answer.citations:
            article = assistant.article(citation.article_id)
            assert article.text[citation.start : citation.end] == citation.quote
            assert article.sha256 == citation.sha256


def test_differing_tolls_stand_side_by_side(assistant: Assistant) -> None:
    answer = assistant.ask("How many guards were killed at Osht prison?")
    shown = " ".join(values(answer))
    assert answer.state == "conflicting"
    for toll in ("12", "19", "45"):
        assert toll in shown
    assert "32" not in answer.text  # never a mean or a merged figure


def test_who_said_so_names_each_side_with_its_figure(assistant: Assistant) -> None:
    before = "How many guards were killed at Osht prison?"
    told = assistant.ask(before)
    answer = assistant.ask("who said so?", history=[before])
    assert answer.state == told.state == "conflicting"
    speakers = [claim.speaker for claim in told.claims]
    assert [claim.speaker for claim in answer.claims] == speakers
    for claim, said in zip(answer.claims, told.claims, strict=True):
        assert said.speaker is None or claim.value == said.speaker
        assert said.value.lower() in claim.text.lower()


def test_killed_does_not_answer_wounded(assistant: Assistant) -> None:
    answer = assistant.ask("How many guards were wounded at Osht prison?")
    assert values(answer)[0] == "30"


def test_an_estimate_of_an_unknown_keeps_its_hedge(assistant: Assistant) -> None:
    answer = assistant.ask("How many inmates escaped from Osht prison?")
    claim = answer.claims[0]
    assert claim.figure is not None
    assert (claim.figure.low, claim.figure.qualifier) == (200, "estimated")
    assert claim.certainty == "unconfirmed"
    assert "unknown" in " ".join(claim.cues)


def test_what_no_report_says_is_not_found_with_reason_and_nearest(assistant: Assistant) -> None:
    answer = assistant.ask("How many people were killed in Baghdad in 1999?")
    assert answer.state == "not_found"
    assert answer.reason
    assert answer.nearest
    assert not answer.claims


def test_a_relative_date_is_resolved_and_quoted(assistant: Assistant) -> None:
    answer = assistant.ask("When did the ferry sink in the Tarn strait?")
    claim = answer.claims[0]
    assert claim.date is not None
    assert (claim.date.start, claim.date.text) == ("2031-05-12", "Monday")


def test_filters_limit_what_answers(assistant: Assistant) -> None:
    only = Filters(outlets=("Dawn Radio",))
    answer = assistant.ask("How many guards were killed at Osht prison?", filters=only)
    assert {citation.outlet for citation in answer.citations} == {"Dawn Radio"}


def test_the_answer_names_index_and_timings(assistant: Assistant) -> None:
    answer = assistant.ask("Who claimed the attack on Osht prison?", id="q1")
    assert answer.id == "q1"
    assert answer.index["articles"] == len(REPORTS)
    assert answer.timings_ms["total"] > 0


def test_the_same_question_gets_the_same_answer(assistant: Assistant) -> None:
    first, again = (assistant.ask("Who claimed the attack on Osht prison?") for _ in range(2))
    assert replace(first, timings_ms={}) == replace(again, timings_ms={})


def test_search_ranks_passages_without_answering(assistant: Assistant) -> None:
    passages = assistant.search("mine sank the ferry", k=3)
    assert passages[0].article.id == "ferry-1"
    assert [p.score for p in passages] == sorted((p.score for p in passages), reverse=True)


@pytest.mark.parametrize("question", ["", "   ", "x" * 5000])
def test_questions_that_cannot_be_used_are_refused(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionError):
        assistant.ask(question)


@pytest.mark.parametrize(
    "question",
    [
        "?",
        "??!",
        "12345",
        "SELECT * FROM articles",
        "[1][2]",
        "how many",
        "\u202ewho\u202c",
        "🙂 who?",
    ],
)
def test_odd_questions_still_get_a_checked_answer(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert problems(answer, assistant.article) == []


def test_casualties_are_told_apart_into_killed_and_wounded(assistant: Assistant) -> None:
    answer = assistant.ask("How many casualties were there among the guards of Osht prison?")
    told = {line for line in answer.text.splitlines() if ": " in line}
    assert any("Killed: " in line and "12" in line for line in told)
    assert any("Wounded: " in line and "30" in line for line in told)
    wounded = next(claim for claim in answer.claims if claim.value == "30")
    assert wounded.certainty == "claimed"  # the tolls differ, the wounded do not


@pytest.mark.parametrize(
    "question",
    [
        "Do the reports agree on the number of guards killed at Osht prison?",
        "Do reports differ about how many guards were killed at Osht prison?",
    ],
)
def test_whether_reports_agree_is_answered_by_their_figures(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert answer.state == "conflicting"
    assert {"12", "19"} <= {value.split()[-1] for value in values(answer)}
