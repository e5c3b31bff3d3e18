"""A sentence that names no day is dated by the report around it."""

import pytest
from told import evidence_of, line_with

from qa.candidates import Candidate
from qa.chunks import chunk_article
from qa.dates import DateMention
from qa.dating import dating, dating_lines, heading_end
from qa.evidence import Evidence, gather
from qa.question import understand
from qa.records import Article, Passage
from qa.report_dates import dates_of

LONG = " ".join(f"The road to post {n} stayed closed to all traffic." for n in range(60))
REPORT = Article(
    id="velm",
    title="Bomb in Velm",
    text=(
        "VELM, 3 Nov 31 (Wire) -- A bomb went off at the Velm mill on Monday night. "
        "The governor will visit the mill on 9 November. "
        f"{LONG} "
        "The dead were named as Arno Petz and Lidia Sarn. "
        "An earlier bomb had killed one person on 12 May 2030."
    ),
    published="2031-11-03",
)
QUESTION = understand("When was Lidia Sarn killed?")


def candidates(evidence: Evidence, article: Article = REPORT) -> dict[str, Candidate]:
    """Each date of the report as a candidate, by its words."""

    def of(mention: DateMention) -> Candidate:
        line = line_with(evidence, mention.value.text)
        return Candidate(
            line=line, start=mention.start, end=mention.end, fit=1.0, date=mention.value
        )

    return {mention.value.text: of(mention) for mention in dates_of(article)}


def test_the_lead_that_dates_the_event_is_read_though_only_the_end_was_found() -> None:
    chunks = chunk_article(REPORT, max_tokens=80, overlap_sentences=0)
    last = next(chunk for chunk in chunks if "Lidia" in REPORT.text[chunk.start : chunk.end])
    evidence = gather([Passage(article=REPORT, chunk=last, score=1.0)], QUESTION)
    lines = dating_lines(evidence, evidence.lines[:1])
    assert "Lidia" in lines[0].text
    assert any("Monday night" in line.text for line in lines)
    assert all(REPORT.text[line.start : line.end] == line.text for line in lines)


def test_the_day_in_focus_is_the_last_named_before_the_sentence() -> None:
    evidence = evidence_of(QUESTION, REPORT)
    spans = candidates(evidence)
    told = dict(zip(spans, dating(evidence, list(spans.values())), strict=True))
    focus = [words for words, features in told.items() if features["date_focus"]]
    lead = [words for words, features in told.items() if features["date_lead"]]
    assert focus == ["9 November"]
    assert [words.casefold() for words in lead] == ["monday night"]
    assert told["9 November"]["date_to_come"] == 1.0
    assert told["12 May 2030"]["date_to_come"] == 0.0


def test_what_dates_the_sentence_shares_its_names() -> None:
    evidence = evidence_of(QUESTION, REPORT)
    spans = candidates(evidence)
    told = dict(zip(spans, dating(evidence, list(spans.values())), strict=True))
    assert next(f for words, f in told.items() if words.startswith("Monday"))["named"] == 1.0
    assert "named" not in told["12 May 2030"]


def test_what_is_no_date_has_none_of_the_features() -> None:
    evidence = evidence_of(QUESTION, REPORT)
    line = line_with(evidence, "Arno")
    (found,) = dating(evidence, [Candidate(line=line, start=line.start, end=line.end, fit=1.0)])
    assert set(found.values()) == {0.0}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("VELM, 3 Nov 31 (Wire) -- A bomb went off.", "VELM, 3 Nov 31"),
        ("A bomb went off on Monday.", ""),
    ],
)
def test_a_dateline_ends_before_the_report_begins(text: str, words: str) -> None:
    assert text[: heading_end(text)].startswith(words)
    assert "bomb" not in text[: heading_end(text)]
