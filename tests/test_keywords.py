"""Keyword search: what a word finds, what a query cannot break, what filters and boosts do."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.errors import StoreUnavailable
from qa.keyword_schema import KeywordEntry
from qa.keywords import KeywordIndex
from qa.records import Article
from qa.terms import parts, terms

TEXTS = {
    1: "Hamas fighters drove a T-72 through the gate and 4,523 people fled, the U.N. said.",
    2: "The city of Hama was shelled. Residents of Khan Sheikhun fled to Dérik.",
    3: "A cease-fire was signed. The people’s council of Da'esh-held towns met on 3.5 issues.",
    4: "Running battles killed 1,800 soldiers; survivors were running for Hamad.",
}


def entry(row: int, text: str, title: str = "", place: str | None = None) -> KeywordEntry:
    """One article of one chunk; the chunk's row is ten times the article's."""
    article = Article(id=f"a{row}", title=title, text=text, place=place)
    return KeywordEntry(row, article, [(row * 10, text)])


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    index = KeywordIndex(tmp_path)
    index.update([], [entry(row, text) for row, text in TEXTS.items()])
    return index


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("T-72", 1),
        ("t72", 1),
        ("T 72", 1),
        ("4523", 1),
        ("4,523", 1),
        ("UN", 1),
        ("derik", 2),
        ("DÉRIK", 2),
        ("shelling", 2),
        ("ceasefire", 3),
        ("cease-fire", 3),
        ("Daesh", 3),
        ("people's", 3),
        ("3.5", 3),
        ("1800", 4),
        ("battle", 4),
    ],
)
def test_a_word_finds_its_report_however_it_is_written(
    index: KeywordIndex, query: str, row: int
) -> None:
    assert index.search(query, limit=1)[0][0] == row * 10
    assert index.search_articles(query, limit=1)[0][0] == row


def test_the_exact_form_ranks_above_another_word_of_the_same_stem(index: KeywordIndex) -> None:
    """Hamas and Hama share the stem "hama"."""
    assert [row for row, _ in index.search("Hamas", limit=5)][:2] == [10, 20]
    assert [row for row, _ in index.search("Hama", limit=5)][:2] == [20, 10]


def test_a_number_is_no_part_of_a_longer_number(index: KeywordIndex) -> None:
    assert index.search("800", limit=5) == []


@pytest.mark.parametrize("query", ["", " ", "?!", '"', "()", "。"])
def test_a_query_without_words_finds_nothing(index: KeywordIndex, query: str) -> None:
    assert index.search(query, limit=5) == []


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(['"', "AND", "title:", "*", "^9", "[a TO", "\\", "-", "Hama", "\x00"])
    ).map(" ".join)
)
def test_any_text_is_a_query(index: KeywordIndex, query: str) -> None:
    """Nothing in it is an operator: it finds what its words find."""
    words = " ".join(terms(query))
    assert index.search(query, limit=9) == index.search(words, limit=9)


@given(st.text(max_size=200))
def test_terms_hold_every_word_character(text: str) -> None:
    for part in parts(text):
        assert part in terms(text)
        assert not any(character.isspace() for character in part)


def test_a_boost_weighs_one_word(index: KeywordIndex) -> None:
    query = "Sheikhun soldiers"
    assert index.search(query, limit=1, boosts={"Sheikhun": 3.0})[0][0] == 20
    assert index.search(query, limit=1, boosts={"SOLDIERS": 3.0})[0][0] == 40
    assert [row for row, _ in index.search(query, limit=9, boosts={"sheikhun": 0})] == [40]


def test_within_keeps_to_the_articles_given_without_changing_scores(index: KeywordIndex) -> None:
    everything = index.search("people fled running", limit=9)
    for within in ([], [2], [2, 4], [1, 2, 3, 4], [77]):
        kept = [(row, pytest.approx(score)) for row, score in everything if row // 10 in within]
        assert index.search("people fled running", limit=9, within=within) == kept


def test_a_filter_over_many_articles_still_fills_the_limit(tmp_path: Path) -> None:
    """The rare article that passes is found behind thousands that rank higher."""
    index = KeywordIndex(tmp_path)
    index.update([], [entry(row, "attack attack attack") for row in range(1, 3000)])
    index.update([], [entry(3000, "one attack among many other words of a long quiet report")])
    assert [row for row, _ in index.search("attack", limit=5, within=[3000])] == [30000]


def test_a_changed_article_is_found_by_its_new_words_alone(index: KeywordIndex) -> None:
    index.update([], [entry(2, "Nothing happened in Elmora.")])
    assert index.search("Sheikhun", limit=5) == []
    assert [row for row, _ in index.search("Elmora", limit=5)] == [20]
    assert index.counts() == (4, 4)


def test_a_removed_article_is_found_no_more(index: KeywordIndex) -> None:
    index.update([2], [])
    assert index.search("Sheikhun", limit=5) == []
    assert index.search_articles("Sheikhun", limit=5) == []
    assert index.counts() == (3, 3)


def test_repeating_an_update_changes_nothing(index: KeywordIndex) -> None:
    before = index.search("Hama", limit=9)
    index.update([], [entry(row, text) for row, text in TEXTS.items()])
    assert index.counts() == (4, 4)
    assert [row for row, _ in index.search("Hama", limit=9)] == [row for row, _ in before]


def test_a_closed_index_opens_with_what_it_held(index: KeywordIndex, tmp_path: Path) -> None:
    before = index.search("Hama people", limit=9)
    index.close()
    assert KeywordIndex(tmp_path).search("Hama people", limit=9) == before


def test_a_place_is_found_as_a_phrase_in_place_title_or_text(index: KeywordIndex) -> None:
    index.update(
        [],
        [
            entry(5, "Quiet day.", title="Calm in Kafr Zeita"),
            entry(6, "Quiet day.", place="KAFR ZEITA, north"),
            entry(7, "A zeita tree stood in Kafr."),
            entry(8, "Quiet day, said Kafr.", title="Zeita"),
        ],
    )
    assert sorted(index.mentions("kafr zeita")) == [5, 6]
    assert index.mentions("Khan Sheikhun") == [2]
    assert index.mentions("Ham") == []
    assert index.mentions("-") == []


def test_a_second_writer_is_refused_in_this_programs_terms(
    index: KeywordIndex, tmp_path: Path
) -> None:
    with pytest.raises(StoreUnavailable, match="keyword index"):
        KeywordIndex(tmp_path).update([1], [])
