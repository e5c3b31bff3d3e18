"""The ledger: what counts as the same article, what a change keeps, what a removal forgets."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.articles import Rejected
from qa.errors import IndexFailure, IndexMismatch, InputError, StoreUnavailable
from qa.index import Index
from qa.ledger import Ledger
from qa.records import Article
from qa.testing import HashEmbedder

FERRY = Article(
    id="ferry",
    title="Ferry sinks",
    text="A ferry sank in the Tarn strait. At least 61 passengers drowned, the coast guard said.",
    outlet="Coast Post",
    published="2031-05-12",
    place="Tarn",
    url="https://coast.example/ferry",
    source="in.jsonl:1",
    metadata={"desk": "sea", "tags": ["ferry", "mine"]},
)
CHANGED = replace(FERRY, text=FERRY.text.replace("61", "74"), sha256="")


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index.create_or_open(tmp_path / "index", create=True, embedder=HashEmbedder())


def found(index: Index, query: str) -> list[str]:
    return [hit.article_id for hit in index.article_search(query, limit=9)]


def test_an_article_comes_back_as_it_was_given(index: Index) -> None:
    index.ingest([FERRY])
    assert index.article("ferry") == FERRY


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.builds(
        Article,
        id=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
        title=st.text(st.characters(exclude_categories=["Cs"])),
        text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
        outlet=st.none() | st.text(st.characters(exclude_categories=["Cs"])),
        published=st.none() | st.dates().map(str),
        metadata=st.dictionaries(st.text(), st.integers() | st.text() | st.none()),
    )
)
def test_any_article_survives_storing_to_the_letter(index: Index, article: Article) -> None:
    """NUL, controls, other scripts: text is stored, never normalised."""
    report = index.ingest([article])
    assert report.rejected == ()
    stored = index.article(article.id)
    assert replace(stored, revision=1) == article
    assert index.ingest([article]).unchanged == 1


def test_ingesting_twice_changes_nothing_and_cuts_nothing(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [replace(FERRY, id=f"f{n}", text=f"{FERRY.text} {n}", sha256="") for n in range(99)]
    first = index.ingest(articles)
    assert (first.added, first.updated, first.unchanged) == (99, 0, 0)
    before = index.status()
    monkeypatch.setattr("qa.intake.chunk_article", None)
    second = index.ingest(articles)
    assert (second.added, second.updated, second.unchanged) == (0, 0, 99)
    assert replace(index.status(), sizes={}) == replace(before, sizes={})


def test_a_change_of_text_is_a_new_revision_and_the_old_one_no_longer_answers(
    index: Index,
) -> None:
    index.ingest([FERRY])
    assert index.ingest([CHANGED]).updated == 1
    assert found(index, "74") == ["ferry"]
    assert found(index, "61") == []
    assert index.article("ferry").revision == 2
    assert index.article("ferry", sha256=FERRY.sha256).text == FERRY.text
    assert index.article("ferry", sha256=FERRY.sha256).revision == 1


def test_a_change_of_metadata_alone_is_a_new_revision(index: Index) -> None:
    index.ingest([FERRY])
    assert index.ingest([replace(FERRY, published="2031-05-13")]).updated == 1
    assert index.article("ferry").published == "2031-05-13"
    assert index.ingest([replace(FERRY, published="2031-05-13")]).unchanged == 1


def test_going_back_to_an_old_text_is_a_third_revision(index: Index) -> None:
    for article in (FERRY, CHANGED, FERRY):
        index.ingest([article])
    assert index.article("ferry").revision == 3
    assert found(index, "61") == ["ferry"]
    index.catch_up()
    assert index.status().chunks == 1


def test_another_text_at_the_same_address_replaces_the_article(index: Index) -> None:
    """Where an id was derived from the text, the address tells that it is the same report."""
    index.ingest([replace(FERRY, id="a-0123456789abcdef")])
    report = index.ingest([replace(CHANGED, id="a-fedcba9876543210")])
    assert (report.added, report.updated) == (0, 1)
    assert [article.id for article in index.articles()] == ["a-0123456789abcdef"]
    assert found(index, "61") == []


def test_two_given_ids_at_one_address_are_two_articles(index: Index) -> None:
    """Data sets put an outlet's front page as the address of every article."""
    index.ingest([FERRY])
    assert index.ingest([replace(CHANGED, id="other")]).added == 1


def test_reports_that_share_the_address_of_a_front_page_are_all_kept(index: Index) -> None:
    """Without ids of their own, and whenever they are read again."""
    texts = ["A bridge fell in Osht.", "Talks on grain began in Elmora.", "Kafr Zeita was shelled."]
    articles = [
        replace(FERRY, id="a-0123456789abcdef", title=text, text=text, sha256="") for text in texts
    ]
    assert index.ingest(articles).added == 3
    assert index.ingest(articles).unchanged == 3
    assert {article.text for article in index.articles()} == set(texts)


def test_two_versions_of_a_report_in_one_run_are_revisions(index: Index) -> None:
    one, two = (replace(article, id="a-0123456789abcdef") for article in (FERRY, CHANGED))
    report = index.ingest([one, two])
    assert (report.added, report.updated) == (1, 1)
    assert [article.text for article in index.articles()] == [CHANGED.text]


def test_a_changed_file_replaces_what_it_held(index: Index) -> None:
    one = replace(FERRY, id="a-0123456789abcdef", url=None, source="reports/ferry.txt")
    two = replace(CHANGED, id="a-fedcba9876543210", url=None, source="reports/ferry.txt")
    index.ingest([one])
    assert index.ingest([two]).updated == 1
    assert index.ingest([two]).unchanged == 1
    assert index.status().articles == 1
    assert index.article("a-0123456789abcdef").text == CHANGED.text


def test_records_of_one_file_are_articles_of_their_own(index: Index) -> None:
    """A line that moves in its file replaces nothing."""
    one = replace(FERRY, id="a-0123456789abcdef", url=None, source="in.jsonl:1")
    two = replace(CHANGED, id="a-fedcba9876543210", url=None, source="in.jsonl:1")
    index.ingest([one])
    assert index.ingest([two]).added == 1
    three = replace(one, id="a-1111111111111111", source="feed.xml", text="One.", sha256="")
    four = replace(one, id="a-2222222222222222", source="feed.xml", text="Two.", sha256="")
    assert index.ingest([three, four]).added == 2


def test_a_removed_article_stops_answering_and_stays_for_audits(index: Index) -> None:
    index.ingest([FERRY])
    index.catch_up()
    vector = index.embed([FERRY.text])[0]
    assert index.vector_search(vector, limit=5)
    index.remove("ferry")
    assert found(index, "ferry") == []
    assert index.vector_search(vector, limit=5) == []
    assert index.keyword_search("ferry", limit=5) == []
    assert index.article_chunks("ferry") == []
    with pytest.raises(InputError, match="qa articles list"):
        index.article("ferry")
    assert index.article("ferry", sha256=FERRY.sha256).text == FERRY.text
    with pytest.raises(InputError, match="'ferry'"):
        index.remove("ferry")


def test_a_purged_article_is_in_no_file(index: Index) -> None:
    secret = replace(FERRY, text="The witness Quillonde spoke to Zarvexo.", sha256="")
    index.ingest([FERRY])
    index.ingest([secret, replace(FERRY, id="other")])
    index.catch_up()
    (chunk,) = index.article_chunks("ferry")
    vector = index._parts.cache.of_chunks([chunk.id])[1].tobytes()
    assert vector in b"".join(path.read_bytes() for path in index.path.glob("ledger*"))
    index.remove("ferry", purge=True)
    for audit in (secret, FERRY):
        with pytest.raises(InputError):
            index.article("ferry", sha256=audit.sha256)
    index.close()
    for path in index.path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"quillonde" not in content.lower(), path
            assert vector not in content, path
    with Index.create_or_open(index.path, embedder=HashEmbedder()) as again:
        assert found(again, "ferry") == ["other"]
        again.catch_up()
        assert again.status().vector_ok


def test_a_vector_is_encoded_once_whatever_happens_to_its_article(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    with Index.create_or_open(tmp_path / "index", create=True, embedder=embedder) as index:
        index.ingest([FERRY])
        assert index.catch_up() == 1
        index.remove("ferry")
        index.ingest([FERRY, replace(FERRY, id="copy")])
        index.ingest([replace(FERRY, place="Elmora")])
        assert index.catch_up() == 0
    assert sum(len(texts) for texts in embedder.calls) == 1


def test_what_cannot_be_stored_is_returned_with_its_reason(index: Index) -> None:
    given = Rejected(source="x.pdf", reason="no-text", detail="an image")
    report = index.ingest(
        [
            given,
            replace(FERRY, text=" \n", sha256=""),
            replace(FERRY, published="12 May 2031"),
            replace(FERRY, title="\ud800"),
            FERRY,
        ]
    )
    assert report.added == 1
    assert report.rejected[0] is given
    assert [item.reason for item in report.rejected[1:]] == ["empty", "invalid-date", "undecodable"]


def test_progress_counts_what_is_safe(index: Index) -> None:
    seen = []
    articles = (replace(FERRY, id=f"f{n}", text=f"Ferry {n}.", sha256="") for n in range(150))

    def progress(stage: str, done: int, total: int) -> None:
        seen.append((stage, done, total))
        assert index.status().articles == done

    index.ingest(articles, progress=progress)
    assert seen == [("stored", 64, 0), ("stored", 128, 0), ("stored", 150, 0)]


def test_a_source_that_fails_keeps_the_batches_before_it(index: Index) -> None:
    def articles() -> object:
        for n in range(100):
            yield replace(FERRY, id=f"f{n}", text=f"Ferry {n}.", sha256="")
        raise OSError("the reader broke")

    with pytest.raises(OSError, match="broke"):
        index.ingest(articles())  # type: ignore[arg-type]
    assert index.status().articles == 64


def test_duplicates_are_counted_among_the_added(index: Index) -> None:
    index.ingest([FERRY])
    shouted = replace(FERRY, id="loud", text=FERRY.text.upper().replace(".", " !\n"), sha256="")
    report = index.ingest([shouted, replace(CHANGED, id="new")])
    assert (report.added, report.duplicates) == (2, 1)


def test_a_newer_layout_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    ledger = Ledger(path)
    with ledger.write() as connection:
        connection.execute("PRAGMA user_version = 99")
    ledger.close()
    with pytest.raises(IndexMismatch, match="layout 99"):
        Ledger(path)


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite3")

    def half() -> None:
        with ledger.write() as connection:
            connection.execute("REPLACE INTO meta VALUES ('a', 'b')")
            raise StoreUnavailable("stop")

    with pytest.raises(StoreUnavailable):
        half()
    assert ledger.note("a") is None
    ledger.set_note("a", "c")
    assert ledger.note("a") == "c"


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(IndexFailure, match="file"):
        Index.create_or_open(tmp_path / "file" / "index", create=True)
