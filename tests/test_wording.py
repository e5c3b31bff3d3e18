"""The text of an answer: plain words that keep limit, people, speaker and doubt."""

import pytest

from qa.assessing import asides_of, assess_line, source_of
from qa.candidates import Candidate
from qa.compose import compose
from qa.evidence import Evidence
from qa.findings import Finding, Findings
from qa.question import understand
from qa.records import Article, State
from qa.wording import clause_around, flat, quoted, speaker_words
from tests.told import evidence_of, figure_in, line_with


def report(text: str) -> Article:
    return Article(id="r", title="Report", text=text, outlet="The Example", published="2031-05-03")


def finding_of(evidence: Evidence, candidate: Candidate) -> Finding:
    line = candidate.line
    assessment = assess_line(evidence, line, candidate.start, candidate.end)
    return Finding(
        candidate=candidate,
        score=0.9,
        assessment=assessment,
        sources=(source_of(evidence, line, assessment),),
        asides=asides_of(evidence, line, assessment, value=candidate.value),
    )


def told(question: str, text: str, value: str, *, state: State = "answered") -> str:
    """The answer's text for the span *value* of a one-report index."""
    asked = understand(question)
    evidence = evidence_of(asked, report(text))
    line = line_with(evidence, value)
    try:
        candidate = figure_in(evidence, value, value)
    except StopIteration:
        start = line.start + line.text.index(value)
        candidate = Candidate(line=line, start=start, end=start + len(value), fit=1.0)
    findings = Findings(state=state, found=(finding_of(evidence, candidate),))
    return compose(asked, findings).text


def test_a_speaker_reads_as_inside_a_sentence() -> None:
    text = told("How many died?", "The judges said that 15 people died.", "15")
    assert text == "15 people, according to the judges [1] (The Example, 3 May 2031)."


def test_reports_in_capitals_are_read_in_small_letters() -> None:
    text = told("How many died?", "THE DEFENCE MINISTRY SAID FIVE SOLDIERS DIED.", "FIVE")
    assert text.startswith("Five soldiers, according to the Defence Ministry [1]")


def test_the_verb_that_attributes_is_no_hedge() -> None:
    text = told("How many died?", "The mayor told reporters that he believed 35 had died.", "35")
    assert "\u201ctold\u201d" not in text
    assert "\u201cbelieved\u201d" in text


def test_who_claims_it_of_itself_is_named_once() -> None:
    text = told("Who did it?", "The Red Hand claimed the attack on Monday.", "The Red Hand")
    assert text.startswith("The Red Hand, by its own account [1]")


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("Who was the prosecutor?", "The prosecutor, Ana Mora, said it was arson.", "Ana Mora"),
        ("Who heads the mission?", "Its head, General Ivo Dresk, said it was over.", "Ivo Dresk"),
        ("mayor of Osht?", "The mayor of Osht, Ana Mora, said it was over.", "Ana Mora"),
    ],
)
def test_who_holds_an_office_is_no_claim_of_its_holder(
    question: str, text: str, value: str
) -> None:
    assert told(question, text, value).startswith(f"{value} [1]")


def test_who_speaks_is_named_though_the_value_tells_of_them() -> None:
    text = (
        "Gunmen took four nurses of the charity Open Hands on Monday, the charity Open Hands said."
    )
    assert "according to Open Hands [1]" in told("How many were taken?", text, "four")


def test_a_bare_number_is_shown_with_its_limit() -> None:
    asked = understand("who?")
    evidence = evidence_of(asked, report("At least 30 children lived there."))
    line = line_with(evidence, "30")
    start = line.start + line.text.index("30")
    candidate = Candidate(line=line, start=start, end=start + 2, fit=1.0)
    found = Findings(state="answered", found=(finding_of(evidence, candidate),))
    assert compose(asked, found).text.startswith("At least 30 [1]")


def test_what_is_not_known_is_quoted_as_a_sentence() -> None:
    text = told(
        "How many fled?",
        "Prisoners fled. The exact number of those who fled is not known. Fighting went on.",
        "is not known",
        state="unknown",
    )
    assert "\u201cThe exact number of those who fled is not known.\u201d" in text


def test_the_people_counted_are_named_though_they_stand_before() -> None:
    text = told("How many died?", "Of the 17 dead, 13 were police officers.", "13")
    assert text.startswith("13 police officers [1]")


@pytest.mark.parametrize(
    ("speaker", "shown"),
    [
        ("The army", "the army"),
        ("Medical sources", "medical sources"),
        ("Omar Haddad", "Omar Haddad"),
        ("Russian officials", "Russian officials"),
        ("SANA", "SANA"),
        ("Medical Relief Group", "Medical Relief Group"),
        ("Officials", "officials"),
        ("May", "May"),
        ("Reuters", "Reuters"),
    ],
)
def test_only_common_words_lose_their_capital(speaker: str, shown: str) -> None:
    article = "Medical sources spoke. The medical staff fled. Russian officials said nothing. It may rain."
    assert speaker_words(speaker, article) == shown


def test_some_of_a_group_are_told_as_some_of_it() -> None:
    text = told(
        "How many were arrested?", "The Front said 374 of its members were arrested.", "374"
    )
    assert text.startswith("374 of its members, according to the Front [1]")


def test_of_a_long_sentence_the_clause_is_quoted() -> None:
    long = "Many fled, " + "as the guns were heard " * 8 + "; how many is not known, and why too."
    start = long.index("not known")
    assert clause_around(long, start, start + 9).strip() == "how many is not known"


def test_quotations_cannot_forge_markers() -> None:
    assert flat("he\nsaid [1]") == "he said (1)"
    assert quoted('"so [2]"') == "\u201cso (2)\u201d"


@pytest.mark.parametrize(
    ("value", "by"),
    [
        ("Our gunners fired nothing on Saturday", "according to Karl Tove"),
        ("shelled the market", "denied by"),
        ("it had not warned the town", "denied by"),
    ],
)
def test_a_denial_is_not_itself_denied(value: str, by: str) -> None:
    """Fired nothing, denied by him, would say that they fired."""
    text = (
        'Karl Tove, a spokesman of the army, denied that. "Our gunners fired nothing on Saturday," '
        "he told reporters. The Front denied that it had shelled the market. "
        "The council denied that it had not warned the town."
    )
    assert by in told("What was said of the market?", text, value)


@pytest.mark.parametrize(
    ("doubt", "shown"),
    [
        ("The exact number is not known yet.", "“The exact number is not known yet”"),
        (
            "The exact number is not known to the council or to the families of those who died.",
            "“The exact number is not known”",
        ),
    ],
)
def test_a_doubt_is_shown_to_the_end_of_its_clause(doubt: str, shown: str) -> None:
    """Unless much follows its words."""
    text = f"Twelve people died in the raid on Osht. {doubt}"
    assert shown in told("How many people died in the raid on Osht?", text, "Twelve people")
