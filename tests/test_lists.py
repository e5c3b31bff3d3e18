"""Which items answer together."""

from dataclasses import replace

from qa.candidate import Candidate
from qa.certainty import Assessment
from qa.evidence import Line
from qa.findings import Finding, Source
from qa.language import parse
from qa.listing import items
from qa.lists import items_in_place, placed_first, told_as_one
from qa.records import Article

TEXT = "Bakers, pilots and judges were held, lawyers said. Hani Kaban spoke."
ARTICLE = Article(id="a", title="", text=TEXT)
SCORES = dict.fromkeys(("passage", "own", "near", "far", "named", "named_far"), 1.0)
FIRST = Line(article=ARTICLE, start=0, end=50, place=0, dated=True, **SCORES)
SECOND = Line(article=ARTICLE, start=51, end=len(TEXT), place=1, dated=True, **SCORES)


def _candidate(value: str, line: Line = FIRST, *, placed: bool = True) -> Candidate:
    start = TEXT.index(value)
    key = line.key if placed else None
    return Candidate(line=line, start=start, end=start + len(value), fit=0.8, placed=key)


BAKERS, PILOTS, JUDGES = (_candidate(v) for v in ("Bakers", "pilots", "judges"))
OTHER = _candidate("Hani Kaban", SECOND, placed=False)


def test_one_item_of_a_list_brings_the_others_in_the_order_of_the_text() -> None:
    ranked = [(0.6, JUDGES), (0.5, OTHER), (0.3, PILOTS), (0.1, BAKERS)]
    found = items_in_place(ranked[:2], ranked, [])
    assert [c.value for _, c in found] == ["Bakers", "pilots", "judges"]


def test_a_far_better_answer_is_no_item() -> None:
    ranked = [(0.95, OTHER), (0.5, PILOTS), (0.5, BAKERS)]
    assert items_in_place(ranked, ranked, []) == []


def test_in_one_sentence_the_place_asked_for_decides_between_close_answers() -> None:
    loose = replace(BAKERS, placed=None)
    assert placed_first([(0.6, loose), (0.55, PILOTS)])[0] == (0.6, PILOTS)
    assert placed_first([(0.9, loose), (0.55, PILOTS)])[0] == (0.9, loose)
    assert placed_first([(0.6, OTHER), (0.55, PILOTS)])[0] == (0.6, OTHER)


def _finding(candidate: Candidate, speaker: str | None) -> Finding:
    told = Assessment(
        "claimed" if speaker else "reported", speaker, (), says_unknown=False, spans=()
    )
    source = Source(line=candidate.line, start=candidate.line.start, end=candidate.line.end)
    return Finding(candidate=candidate, score=0.6, assessment=told, sources=(source,))


def test_who_says_one_item_of_a_sentence_says_all() -> None:
    found = told_as_one([_finding(BAKERS, "lawyers"), _finding(JUDGES, None)])
    assert [f.assessment.speaker for f in found] == ["lawyers", "lawyers"]
    apart = told_as_one([_finding(BAKERS, "lawyers"), _finding(OTHER, None)])
    assert apart[1].assessment.speaker is None


def test_no_item_is_the_word_between_two() -> None:
    """A parse that lost its commas leaves the "and" alone; it is no place."""
    text = "Trucks brought fuel to Tel Orma the Sadra airport East Nura and to the west of Osht."
    start = text.index("Tel Orma")
    found = [text[a:b] for a, b in items(parse(text), start, len(text) - 1)]
    assert "and" not in found
    assert any("Tel Orma" in item for item in found)
