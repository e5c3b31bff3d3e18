"""Quotes, offsets and the checks that every answer passes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.citations import check_citation, cite, contains_tokens, markers, number_tokens, problems
from qa.errors import CitationError
from qa.records import Answer, Article, Claim

ARTICLE = Article(
    id="a1",
    title="Breakout at Osht",
    text="Guards said 1,800 inmates fled Osht prison. The army denied it. About 80 were caught.",
    outlet="Harbour Wire",
    published="2031-05-02",
)


def answer(text: str, claim: Claim, *quotes: tuple[int, int]) -> Answer:
    citations = tuple(cite(ARTICLE, s, e, number=i) for i, (s, e) in enumerate(quotes, start=1))
    return Answer(
        question="q", standalone_question="q", state="answered", text=text,
        claims=(claim,), citations=citations,
    )  # fmt: skip


def found(candidate: Answer) -> list[str]:
    return problems(candidate, lambda _: ARTICLE)


GOOD = Claim(
    text="", value="1,800", certainty="claimed", speaker="Guards", cues=("said",), citations=(1,)
)


def test_an_answer_that_its_quote_holds_has_no_problem() -> None:
    assert found(answer("1,800, according to Guards [1] (2 May 2031)", GOOD, (0, 43))) == []


@pytest.mark.parametrize(
    ("change", "text", "complaint"),
    [
        ({"value": "800"}, "x [1]", "Value '800'"),
        ({"value": "80"}, "x [1]", "Value '80'"),
        ({"speaker": "The army"}, "x [1]", "Speaker"),
        ({"cues": ("reportedly",)}, "x [1]", "Cue"),
        ({"citations": ()}, "x [1]", "cites nothing"),
        ({}, "x [2]", "Marker [2]"),
        ({}, "18,000 fled [1]", "Number 18000"),
        ({}, "800 fled [1]", "Number 800"),
    ],
)
def test_what_the_quote_does_not_hold_is_named(
    change: dict[str, object], text: str, complaint: str
) -> None:
    wrong = found(answer(text, replace(GOOD, **change), (0, 43)))
    assert any(complaint in problem for problem in wrong)


def test_a_quote_altered_by_one_character_is_refused() -> None:
    citation = replace(cite(ARTICLE, 0, 43), quote=ARTICLE.text[:42] + "!")
    with pytest.raises(CitationError, match="has 'Guards said"):
        check_citation(citation, ARTICLE)


def test_the_right_quote_of_another_article_is_refused() -> None:
    other = replace(ARTICLE, id="a2")
    with pytest.raises(CitationError, match="names article 'a1'"):
        check_citation(cite(ARTICLE, 0, 43), other)


def test_a_quote_from_another_revision_is_refused() -> None:
    changed = Article(id="a1", title="t", text=ARTICLE.text + " More.")
    with pytest.raises(CitationError, match="revision with that hash"):
        check_citation(cite(ARTICLE, 0, 43), changed)


@pytest.mark.parametrize(
    ("text", "part", "holds"),
    [
        ("1,800 inmates", "800", False),
        ("12 people", "2 people", False),
        ("1800 inmates", "1,800", True),
        ("0.8 of them", "8", False),
        ("80,000 fled", "800", False),
        ("AT LEAST 58", "at least 58", True),
        ("it rose to 86.", "86", True),
    ],
)
def test_numbers_match_as_whole_tokens(text: str, part: str, *, holds: bool) -> None:
    assert contains_tokens(text, part) is holds


def test_a_cue_may_begin_inside_a_word_but_a_number_may_not() -> None:
    article = replace(ARTICLE, text="Aid groups cannot say how many of 1,800 fled.", sha256="")
    quoted = cite(article, 0, len(article.text), number=1)

    def wrong(claim: Claim) -> list[str]:
        asked = replace(answer("x [1]", claim, (0, 1)), citations=(quoted,))
        return problems(asked, lambda _: article)

    unknown = Claim(text="", value="not say how", certainty="unconfirmed", citations=(1,))
    assert wrong(unknown) == []
    assert wrong(replace(unknown, value="800")) != []


def test_markers_are_not_numbers_of_the_text() -> None:
    assert number_tokens("12 died [3]") == ["12"]
    assert markers("12 died [3][1]") == [3, 1]


@given(st.text(min_size=1, max_size=80), st.data())
def test_every_stretch_of_an_article_can_be_cited_and_checked(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    article = Article(id="x", title="", text=text.encode("utf-8", "replace").decode())
    check_citation(cite(article, start, end), article)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 10_000)])
def test_offsets_outside_the_text_are_refused(start: int, end: int) -> None:
    with pytest.raises(CitationError, match="0 <= start < end"):
        cite(ARTICLE, start, end)


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_a_number_is_found_only_where_it_stands(asked: int, given_number: int) -> None:
    assert contains_tokens(f"{given_number:,} fled", str(asked)) is (asked == given_number)
