"""Who else says what a report tells in its own voice is told, and no one for another thing."""

from dataclasses import replace

import pytest
from told import evidence_of, line_with

from qa.assessing import assess_line, source_of
from qa.candidate import Candidate
from qa.compose import compose
from qa.drafting_evidence import backings
from qa.evidence import Evidence
from qa.figures import find_figures
from qa.findings import Finding, Findings
from qa.language import parse
from qa.question import understand
from qa.records import Answer, Article
from qa.seconded import MOST_SOURCES, supported

ASKED = understand("How many miners were killed in the blast at Osht?")
PLAIN = "The blast at Osht killed 40 miners."


def evidence_for(*texts: str) -> Evidence:
    return evidence_of(
        ASKED,
        *(
            Article(
                id=f"osht-{i}", title="Osht", text=text, outlet=f"Post {i}", published="2031-03-06"
            )
            for i, text in enumerate(texts)
        ),
    )


def finding(evidence: Evidence, text: str) -> Finding:
    """The first figure of *text*, or its first name, as an answer."""
    line = line_with(evidence, text)
    mention = next(iter(find_figures(parse(line.text))), None)
    start, end = (mention.start, mention.end) if mention else (0, len("Osht"))
    candidate = Candidate(
        line=line,
        start=line.start + start,
        end=line.start + end,
        fit=1.0,
        figure=mention.figure if mention else None,
    )
    told = assess_line(evidence, line, candidate.start, candidate.end)
    source = source_of(evidence, line, told)
    return Finding(candidate=candidate, score=0.9, assessment=told, sources=(source,))


def joined(*texts: str) -> Finding:
    evidence = evidence_for(*texts)
    first, *others = (finding(evidence, text) for text in texts)
    for other in others:
        first = supported(first, other.candidate, other.sources[0], other.assessment)
    return first


@pytest.mark.parametrize(
    ("other", "speaker"),
    [
        ("The blast killed 40 miners, the union said.", "the union"),
        ("A mine inspector said that 40 miners were killed.", "A mine inspector"),
        ("According to the ministry, 40 miners died.", "the ministry"),
        ("State radio reported 40 miners dead.", "State radio"),
        ("The inquest found that 40 miners had been killed.", "The inquest"),
        ("The blast at Osht killed 40 miners, and 12 were hurt.", None),
        ("It killed 40 miners.", None),
        ("The blast wounded 40 miners, the union said.", None),
        ("The union denied that 40 miners were killed.", None),
    ],
)
def test_who_says_so_elsewhere_is_told(other: str, speaker: str | None) -> None:
    found = joined(PLAIN, other)
    assert (found.second.speaker if found.second else None) == speaker
    assert len(found.sources) == 2
    composed = compose(ASKED, Findings(state="answered", found=(found,)))
    assert composed.claims[0].speaker == speaker
    assert composed.claims[0].certainty == "reported"
    assert composed.claims[0].citations == (1, 2)
    assert ("[2] (Post 1, 6 March 2031)" in composed.text) == (speaker is not None)
    assert ("[1][2]" in composed.text) == (speaker is None)


def test_a_model_is_told_who_says_so_beside_his_own_report_alone() -> None:
    texts = PLAIN, "The blast killed 40 miners, the union said."
    evidence, found = evidence_for(*texts), joined(*texts)
    findings = Findings(state="answered", found=(found,))
    composed = compose(ASKED, findings)
    answer = Answer(
        question=ASKED.text,
        standalone_question=ASKED.text,
        state="answered",
        text=composed.text,
        claims=composed.claims,
        citations=composed.citations,
    )
    articles = {line.article.id: line.article for line in evidence.lines}
    pieces = backings(answer, findings, evidence, articles.__getitem__, more=False)
    assert [piece.claims[0].speaker for piece in pieces] == [None, "the union"]


def test_a_first_report_that_names_its_source_has_no_second() -> None:
    found = joined("The blast killed 40 miners, the union said.", "The army said 40 miners died.")
    assert found.second is None
    composed = compose(ASKED, Findings(state="answered", found=(found,)))
    assert composed.claims[0].speaker == "the union"


def test_a_report_that_names_its_source_takes_the_place_of_one_that_does_not() -> None:
    plain = [f"The blast at Osht {how} killed 40 miners." for how in ("then", "also", "soon")]
    found = joined(PLAIN, *plain, "The blast killed 40 miners, the union said.")
    assert len(found.sources) == MOST_SOURCES
    assert found.second is not None
    assert found.second.source == found.sources[-1]


SAID = "A blast tore through the pit and killed 40 miners, the union said."


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (f"{PLAIN} {SAID}", "the union"),  # a lead
        (f"{PLAIN} {PLAIN}", None),
        (f"It rained all day. {PLAIN} {SAID}", None),
        (f"{PLAIN} The blast wounded 40 miners, the union said.", None),
    ],
)
def test_one_report_speaks_once_unless_its_lead_names_nobody(text: str, second: str | None) -> None:
    evidence = evidence_for(text)
    first, last = line_with(evidence, PLAIN), evidence.by_article["osht-0"][-1]
    one, two = finding(evidence, PLAIN), finding(replace(evidence, lines=(last,)), last.text)
    found = supported(one, two.candidate, two.sources[0], two.assessment)
    assert first == one.candidate.line
    assert (found.second.speaker if found.second else None) == second
    assert len(found.sources) == (2 if second else 1)
    composed = compose(ASKED, Findings(state="answered", found=(found,)))
    assert composed.text.endswith("; according to the union [2]." if second else "March 2031).")
