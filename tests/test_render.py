"""Answers, articles and tables as HTML: nothing that a report holds takes effect."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted_assistant import ScriptedAssistant, newsroom

from qa.article_panel import article_html, highlighted
from qa.chat_store import Conversation, Turn
from qa.disagreement import disagreement_html, range_text
from qa.markup import escape, long_date, safe_url, with_cues, with_links
from qa.panels import articles_html, filter_chips_html, filter_query, histogram_html, rejects_html
from qa.progress import Progress
from qa.records import Article, Citation, Claim, Figure, Filters
from qa.render import answer_html
from qa.streaming import Sentence
from qa.thread import conversations_html, thread_html, welcome_html

NASTY = "\"><img src=x onerror=fire()>'<script>fire()</script>{{7*7}}${7*7}[1](javascript:fire())"


class _Tags(HTMLParser):
    """Collects tags, attributes and text as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def assistant(tmp_path: Path) -> ScriptedAssistant:
    return ScriptedAssistant(tmp_path)


def _nasty_article() -> Article:
    return Article(
        id=NASTY,
        title=NASTY,
        text=NASTY * 3,
        outlet=NASTY,
        place=NASTY,
        published=NASTY,
        url=f"javascript:{NASTY}",
    )


def _nasty_pages() -> list[str]:
    """Every renderer, fed with markup in every text it shows."""
    citation = Citation(
        number=1,
        article_id=NASTY,
        title=NASTY,
        outlet=NASTY,
        published=NASTY,
        url="javascript:fire()",
        quote=NASTY,
        start=0,
        end=9,
        sha256=NASTY,
    )
    figures = [
        Figure(low=low, high=None, qualifier="at_least", measure=NASTY, of=NASTY)
        for low in (1, 2, 3)
    ]
    claims = tuple(
        Claim(
            text=NASTY,
            value=NASTY,
            certainty="claimed",
            speaker=NASTY,
            cues=(NASTY, "fire"),
            figure=figure,
            citations=(1,),
        )
        for figure in figures
    )
    answer = replace(
        ScriptedAssistant(Path()).ask("unheard of"), question=NASTY, standalone_question=NASTY + "?", text=NASTY, reason=NASTY + "!",
        claims=claims, citations=(citation,), nearest=(citation,), index={NASTY: NASTY},
        model={NASTY: NASTY, "answerer": "llm", "llm": {"name": NASTY, "prompts": {NASTY: NASTY}}},
    )  # fmt: skip
    filters = Filters(after=NASTY, outlets=(NASTY,), places=(NASTY,))
    turn = Turn(question=NASTY, answer=answer, filters=filters)
    conversation = Conversation(id="0" * 16, title=NASTY, created="", turns=(turn,))
    article = _nasty_article()
    return [
        answer_html(answer, turn=0),
        disagreement_html(answer, turn=0),
        thread_html(
            conversation,
            question=NASTY,
            progress=Progress(
                stage=NASTY, sentences=(Sentence(NASTY, "kept"), Sentence(NASTY, "dropped"))
            ),
        ),
        thread_html(conversation, question=NASTY, problem=NASTY),
        conversations_html([conversation]),
        conversations_html([conversation], renaming="0" * 16),
        welcome_html(3, [NASTY]),
        article_html(article, span=(3, 90), others=[(0, 50)], related=[(NASTY, article)]),
        articles_html([article]),
        articles_html([article], removing=NASTY),
        rejects_html([(NASTY, NASTY, NASTY)]),
        filter_chips_html(filters),
        filter_chips_html(filters, removable=False),
        histogram_html({"2022-01": 3}, filters),
    ]


@pytest.mark.parametrize("page", _nasty_pages())
def test_no_report_text_becomes_markup(page: str) -> None:
    """Titles, texts, outlets, addresses and questions stay text, in elements and attributes."""
    seen = _Tags(page)
    assert not {"script", "img", "iframe", "object", "style", "base", "meta"} & {
        tag for tag, _ in seen.tags
    }
    for _, attributes in seen.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert (
            not (attributes.get("href") or "")
            .casefold()
            .lstrip()
            .startswith(("javascript", "data"))
        )


@given(st.text(max_size=200))
def test_escaped_text_reads_back_to_the_letter(text: str) -> None:
    """Escaping loses nothing, carriage returns included, so offsets on the page stay right."""
    assert html.unescape(escape(text)) == text.replace("\0", "�")
    assert not set('<>"') & set(escape(text))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:x",
        "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "//evil.example/x", "http:///x", "", None, "ftp://x/y",
        "\x01javascript:alert(1)", "https://[bad", "blob:https://x/y",
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str) -> None:
    """Anything but http and https is dropped, however the scheme is disguised."""
    assert safe_url(url) is None


def test_a_web_address_is_kept() -> None:
    """A usual address of a report is a link."""
    assert safe_url("https://news.example/a?b=1#c") == "https://news.example/a?b=1#c"


def test_a_citation_opens_its_article_at_its_offsets(assistant: ScriptedAssistant) -> None:
    """[n] is a link that works in a new tab and names article and span."""
    answer = assistant.ask("how many escaped?")
    page = _Tags(answer_html(answer, turn=4))
    links = [attributes for tag, attributes in page.tags if (attributes.get("class")) == "qa-cite"]
    citation = answer.citations[0]
    assert f"article=prison&at={citation.start}-{citation.end}" in (links[0]["href"] or "")
    assert {links[0]["data-turn"], links[0]["data-number"]} == {"4", "1"}


def test_a_number_without_a_citation_stays_text(assistant: ScriptedAssistant) -> None:
    """A report's own "[7]" is not made a link to nothing."""
    answer = assistant.ask("how many escaped?")
    assert with_links("see [7] and [1]", answer.citations, turn=0).startswith("see [7] and <a ")


@pytest.mark.parametrize(
    ("question", "state"),
    [
        ("killed", "conflicting"),
        ("escaped", "answered"),
        ("remain", "unknown"),
        ("weather", "not_found"),
    ],
)
def test_each_state_has_its_own_look(
    assistant: ScriptedAssistant, question: str, state: str
) -> None:
    """The state is in the class, and said in words."""
    page = answer_html(assistant.ask(question), turn=0)
    labels = {
        "conflicting": "Reports disagree",
        "answered": "Answered",
        "unknown": "Not known",
        "not_found": "Not found",
    }
    assert f"qa-answer qa-{state}" in page
    assert labels[state] in _Tags(page).text
    assert not [
        label for other, label in labels.items() if other != state and f"<strong>{label}" in page
    ]


def test_chips_tell_certainty_qualifier_and_speaker_with_the_cue_words(
    assistant: ScriptedAssistant,
) -> None:
    """An estimate shows as unconfirmed, with the words that show it."""
    page = _Tags(answer_html(assistant.ask("escaped"), turn=0))
    hints = {
        attributes["class"]: attributes["data-hint"]
        for tag, attributes in page.tags
        if "qa-chip " in (attributes.get("class") or "")
    }
    certainty = next(hint for name, hint in hints.items() if "unconfirmed" in (name or ""))
    assert "“estimated”" in (certainty or "")
    assert "says: a prison officer" in page.text
    assert any("qa-qualifier-estimated" in (name or "") for name in hints)


def test_not_found_shows_why_and_the_nearest_passages(assistant: ScriptedAssistant) -> None:
    """An abstention is useful: reason and nearest quotes, which open as well."""
    page = answer_html(assistant.ask("weather"), turn=0)
    assert "No report here names" in page
    assert page.count('data-kind="nearest"') == 3


def test_the_standalone_reading_is_shown_when_it_differs(assistant: ScriptedAssistant) -> None:
    """A follow-up shows how it was read; a plain question does not repeat itself."""
    assert "Read as:" in answer_html(assistant.ask("when?", history=["how many escaped?"]), turn=0)
    assert "Read as:" not in answer_html(assistant.ask("escaped"), turn=0)


@given(
    st.text(max_size=80),
    st.integers(0, 80),
    st.integers(0, 80),
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=4),
)
def test_highlighting_changes_no_letter(
    text: str, start: int, end: int, others: list[tuple[int, int]]
) -> None:
    """Whatever is marked, the text reads the same, and the marks together are the span."""
    page = highlighted(text, (start, end), others)
    plain = text.replace("\0", "�")
    assert _text(page) == plain
    if 0 <= start < end <= len(text):
        marked = re.findall(r'<mark class="qa-span"[^>]*>(.*?)</mark>', page, re.DOTALL)
        assert "".join(map(html.unescape, marked)) == plain[start:end]
        assert page.count("data-scroll") == 1


def _text(page: str) -> str:
    return html.unescape(re.sub(r"</?mark[^>]*>", "", page))


def test_a_very_long_report_is_cut_around_the_quote() -> None:
    """The page stays light, and the quote is in the part that is shown."""
    text = "a " * 30_000 + "THE QUOTE" + " b" * 30_000
    start = text.index("THE QUOTE")
    article = Article(id="long", title="Long", text=text)
    page = article_html(article, span=(start, start + 9))
    assert ">THE QUOTE</mark>" in page
    assert len(page) < 30_000
    assert len(article_html(article, span=(start, start + 9), whole=True)) > len(text)


def test_cue_words_are_marked_as_whole_words() -> None:
    """The word "said" is marked, but not inside "aforesaid"."""
    page = with_cues("The aforesaid man SAID so.", ["said"])
    assert page == 'The aforesaid man <em class="qa-cue">SAID</em> so.'


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (800, 800, "800"),
        (80, 120, "80 to 120"),
        (58, None, "58 or more"),
        (None, 9, "up to 9"),
        (None, None, "no number"),
        (1800, 1800, "1,800"),
    ],
)
def test_a_range_is_told_as_the_report_limits_it(
    low: float | None, high: float | None, words: str
) -> None:
    """An open side is said, not guessed."""
    assert range_text(Figure(low=low, high=high, qualifier="range")) == words


def test_a_limit_that_leaves_out_its_number_is_not_shown_to_hold_it() -> None:
    """Over 100 are 101 at least."""
    more = Figure(low=100, high=None, qualifier="more_than")
    fewer = Figure(low=None, high=20, qualifier="fewer_than")
    assert (range_text(more), range_text(fewer)) == ("more than 100", "fewer than 20")


def test_four_figures_become_a_table_and_a_plot(assistant: ScriptedAssistant) -> None:
    """A row for each claim by date, and a bar for each, an open one marked."""
    page = disagreement_html(assistant.ask("killed"), turn=2)
    assert page.count("<tr>") == 5
    assert page.count('<a class="qa-bar') == 4
    assert page.count("qa-open-up") == 1
    assert page.index("Vellmar Post") < page.index("Odran Times")


def test_two_figures_make_no_plot_and_one_makes_no_table(assistant: ScriptedAssistant) -> None:
    """A plot starts at three figures; one figure disagrees with nothing."""
    answer = assistant.ask("killed")
    two = disagreement_html(replace(answer, claims=answer.claims[:2]), turn=0)
    assert "<table" in two
    assert "<svg" not in two
    assert disagreement_html(replace(answer, claims=answer.claims[:1]), turn=0) == ""


def test_killed_and_wounded_stand_apart_each_by_its_name(assistant: ScriptedAssistant) -> None:
    """Figures of two measures share no scale; one without a measure stays with those before it."""
    answer = assistant.ask("killed")
    killed = answer.claims
    bare = replace(killed[3], figure=replace(killed[3].figure, measure=None))
    wounded = [replace(c, figure=replace(c.figure, measure="wounded")) for c in killed]
    page = disagreement_html(
        replace(answer, claims=(*killed[:3], bare, *reversed(wounded[:3]))), turn=0
    )
    table, *plots = page.split("<figure")
    first, killed_rows, wounded_rows = table.split('<tr class="qa-measure">')
    assert first.count("<tr>") == 1
    assert (killed_rows.count("<tr>"), wounded_rows.count("<tr>")) == (4, 3)
    assert 'scope="rowgroup" colspan="4">Killed<' in killed_rows
    assert 'scope="rowgroup" colspan="4">Wounded<' in wounded_rows
    assert wounded_rows.index("Vellmar Post") < wounded_rows.index("Northern Wire")
    assert [plot.count('<a class="qa-bar') for plot in plots] == [4, 3]
    assert "<figcaption>Killed: lowest" in plots[0]
    assert "<figcaption>Wounded: lowest" in plots[1]


def test_a_plot_needs_three_figures_of_one_measure(assistant: ScriptedAssistant) -> None:
    """Two killed and two wounded are four figures, but no plot."""
    answer = assistant.ask("killed")
    wounded = [replace(c, figure=replace(c.figure, measure="wounded")) for c in answer.claims[:2]]
    page = disagreement_html(replace(answer, claims=(*answer.claims[:2], *wounded)), turn=0)
    assert "<table" in page
    assert "<svg" not in page


def test_filters_become_a_link_and_chips() -> None:
    """The same limits stand in the address and as chips that name what they remove."""
    filters = Filters(after="2022-01-01", outlets=("A & B", "C"), places=("Hasakah",))
    assert filter_query(filters) == "after=2022-01-01&outlet=A+%26+B&outlet=C&place=Hasakah"
    chips = _Tags(filter_chips_html(filters))
    assert [a["data-name"] for t, a in chips.tags if a.get("data-action") == "drop"] == [
        "after",
        "outlet",
        "outlet",
        "place",
    ]


def test_the_histogram_marks_what_the_filters_leave_out() -> None:
    """Months outside the limits are drawn as left out."""
    page = histogram_html(
        {"2022-01": 3, "2022-02": 9, "2022-05": 1}, Filters(after="2022-02-01", before="2022-04-01")
    )
    assert page.count('class="qa-month"') == 1
    assert page.count('class="qa-month qa-out"') == 2


def test_a_missing_date_is_said() -> None:
    """An undated report does not pass for a dated one."""
    assert long_date(None) == "no publish date"
    assert long_date("2022-12-31") == "31 December 2022"
    assert "no publish date" in articles_html(newsroom()[-1:])


def test_a_list_in_the_text_is_a_list_and_folds_beside_a_table(
    assistant: ScriptedAssistant,
) -> None:
    """Each statement is an item with its citation; a table that tells the same comes first."""
    answer = replace(
        assistant.ask("killed"), text="Reports differ.\n- At least 58 [1]\n- 80 to 120 [2]"
    )
    assert "<details" not in answer_html(answer, turn=0).partition("qa-claims")[0]
    folded = answer_html(answer, turn=0, evidence=disagreement_html(answer, turn=0))
    assert folded.count("<li>") == 2
    assert "In sentences" in folded
    assert folded.index("In sentences") < folded.index("<table")
