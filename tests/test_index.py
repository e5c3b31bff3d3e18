"""An index as its users see it: searches, filters, copies, settings, threads."""

import random
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.errors import IndexFailure, IndexMismatch, IndexNotFound, InputError
from qa.index import Index
from qa.records import Article, Filters
from qa.settings import Settings
from qa.terms import parts
from qa.testing import HashEmbedder

OUTLETS = ["Harbour Wire", "Kalvin Daily", "DAWN Radio", None]
PLACES = ["Osht", "Elmora, Tarn", "Kafr Zeita", None]
WORDS = [
    "gunmen",
    "shelled",
    "the",
    "market",
    "of",
    "osht",
    "elmora",
    "kafr",
    "zeita",
    "guards",
    "fled",
    "river",
    "post",
    "talks",
]


def invented(count: int, seed: int = 1) -> list[Article]:
    """Reports of random words, outlets, places and dates."""
    chance = random.Random(seed)
    return [
        Article(
            id=f"n{n}",
            title=" ".join(chance.choices(WORDS, k=3)).title(),
            text=" ".join(
                " ".join(chance.choices(WORDS, k=8)).capitalize() + f" near post {n}."
                for _ in range(chance.randint(1, 30))
            ),
            outlet=chance.choice(OUTLETS),
            place=chance.choice(PLACES),
            published=chance.choice(
                [None, f"20{chance.randint(20, 23)}-0{chance.randint(1, 9)}-1{n % 10}"]
            ),
        )
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("filled") / "index"
    with Index.create_or_open(folder, create=True, embedder=HashEmbedder()) as index:
        index.ingest(invented(120))
        index.catch_up()
        yield index


def opened(folder: Path, **options: object) -> Index:
    return Index.create_or_open(folder, create=True, embedder=HashEmbedder(), **options)  # type: ignore[arg-type]


def passes(article: Article, filters: Filters) -> bool:
    """The definition of a filter, written without an index."""
    if filters.after and not (article.published and article.published >= filters.after):
        return False
    if filters.before and not (article.published and article.published <= filters.before):
        return False
    outlets = [outlet.casefold() for outlet in filters.outlets]
    if outlets and (article.outlet or "").casefold() not in outlets:
        return False

    def names(place: str) -> bool:
        return any(
            f" {' '.join(parts(place.casefold()))} " in f" {' '.join(parts(text.casefold()))} "
            for text in (article.place or "", article.title, article.text)
        )

    return not filters.places or any(names(place) for place in filters.places)


days = st.none() | st.dates().map(str) | st.sampled_from(["2021-05-12", "2022-01-01", "2022-09-19"])
any_filters = st.builds(
    Filters,
    after=days,
    before=days,
    outlets=st.lists(st.sampled_from(["harbour wire", "Dawn Radio", "Nobody"]), max_size=2),
    places=st.lists(
        st.sampled_from(["osht", "ELMORA", "kafr zeita", "Tarn", "zeita osht"]), max_size=2
    ),
)


@settings(max_examples=60, deadline=None)
@given(filters=any_filters, words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_every_search_keeps_exactly_to_its_filters(
    filled: Index, filters: Filters, words: list[str]
) -> None:
    """Each result is the unfiltered ranking without the articles that do not pass."""
    passing = {article.id for article in filled.articles() if passes(article, filters)}
    assert {article.id for article in filled.articles(filters)} == passing
    assert filled.article_count(filters) == len(passing)
    query = " ".join(words)
    ranked = [
        hit.article_id
        for hit in filled.article_search(query, limit=500)
        if hit.article_id in passing
    ]
    assert [
        hit.article_id for hit in filled.article_search(query, limit=20, filters=filters)
    ] == ranked[:20]
    of = {
        chunk.id: article_id
        for article_id in {article.id for article in filled.articles()}
        for chunk in filled.article_chunks(article_id)
    }
    chunks = [
        hit for hit in filled.keyword_search(query, limit=5000) if of[hit.chunk_id] in passing
    ]
    assert [hit.chunk_id for hit in filled.keyword_search(query, limit=20, filters=filters)] == [
        hit.chunk_id for hit in chunks[:20]
    ]
    vector = filled.embed([query])[0]
    vectors = dict(zip(*filled._parts.cache.of_chunks(list(of)), strict=True))
    exact = sorted((float(vectors[c] @ vector) for c in of if of[c] in passing), reverse=True)
    hits = filled.vector_search(vector, limit=20, filters=filters)
    assert {of[hit.chunk_id] for hit in hits} <= passing
    if filters:
        assert [hit.score for hit in hits] == pytest.approx(exact[:20], abs=1e-5)
    else:
        # Chroma's search is approximate.
        assert len(hits) == 20
        assert sum(hit.score >= exact[19] - 1e-5 for hit in hits) >= 16


@pytest.mark.parametrize("exact_chunks", [0, 4_000])
def test_selective_and_unselective_filters_agree(
    filled: Index, monkeypatch: pytest.MonkeyPatch, exact_chunks: int
) -> None:
    """Whether the ledger's vectors are read or the store is asked for more and more."""
    monkeypatch.setattr("qa.searches._EXACT_CHUNKS", exact_chunks)
    vector = filled.embed(["gunmen shelled the market"])[0]
    for filters in (Filters(outlets=("harbour wire",)), Filters(after="2023-09-11")):
        passing = [article for article in filled.articles() if passes(article, filters)]
        ids = [chunk.id for article in passing for chunk in filled.article_chunks(article.id)]
        found, vectors = filled._parts.cache.of_chunks(ids)
        best = sorted((vectors @ vector).tolist(), reverse=True)[:10]
        hits = filled.vector_search(vector, limit=10, filters=filters)
        assert len(hits) == min(10, len(found))
        assert sum(hit.score >= best[-1] - 1e-5 for hit in hits) >= (
            len(hits) if exact_chunks else 0.8 * len(hits)
        )
        assert {hit.chunk_id for hit in hits} <= set(found)


def test_passages_come_in_the_order_asked_without_what_is_gone(tmp_path: Path) -> None:
    with opened(tmp_path / "index") as index:
        index.ingest(invented(5))
        chunks = [chunk for n in (3, 1, 4) for chunk in index.article_chunks(f"n{n}")]
        index.remove("n1")
        asked = [chunk.id for chunk in chunks]
        found = index.passages([*asked, "c-nonsense"])
        assert [chunk for _, chunk in found] == [c for c in chunks if c.article_id != "n1"]
        for article, chunk in found:
            assert article.text[chunk.start : chunk.end] == chunk.text
            assert all(article.text[start:end].strip() for start, end in chunk.sentences)


def test_articles_are_listed_by_title_words_order_and_page(filled: Index) -> None:
    titles = [article.title for article in filled.articles(text="GUNMEN market", order="title")]
    assert titles == sorted(titles, key=str.casefold)
    assert titles
    assert all("Gunmen" in title and "Market" in title for title in titles)
    dates = [article.published for article in filled.articles(order="newest") if article.published]
    assert dates == sorted(dates, reverse=True)
    everything = [article.id for article in filled.articles(order="oldest")]
    paged = [
        a.id
        for offset in range(0, 120, 50)
        for a in filled.articles(order="oldest", limit=50, offset=offset)
    ]
    assert paged == everything


def test_outlets_places_and_months_count_every_article(filled: Index) -> None:
    articles = invented(120)
    assert dict(filled.outlets()) == {
        outlet: sum(article.outlet == outlet for article in articles)
        for outlet in OUTLETS
        if outlet
    }
    assert sum(count for _, count in filled.places()) == sum(a.place is not None for a in articles)
    months = filled.histogram()
    assert list(months) == sorted(months)
    assert sum(months.values()) == sum(article.published is not None for article in articles)
    assert filled.histogram(Filters(after="2022-03-01", before="2022-03-31")).keys() <= {"2022-03"}


def test_status_tells_what_is_there(filled: Index) -> None:
    status = filled.status()
    dates = [article.published for article in invented(120) if article.published]
    assert (status.articles, status.first, status.last) == (120, min(dates), max(dates))
    assert status.undated == 120 - len(dates)
    assert status.pending_vectors == 0
    assert status.keyword_ok
    assert status.vector_ok
    assert all(size > 0 for size in status.sizes.values())


def test_the_revision_follows_the_content_alone(tmp_path: Path) -> None:
    articles = invented(10)
    with opened(tmp_path / "one") as one, opened(tmp_path / "two") as two:
        one.ingest(articles)
        two.ingest(reversed(articles))
        revision = one.status().revision
        assert two.status().revision == revision
        one.catch_up()
        assert one.status().revision == revision
        one.ingest([replace(articles[0], place="Elsewhere")])
        assert one.status().revision != revision
        one.ingest([articles[0]])
        assert one.status().revision == revision
        one.remove("n3")
        assert one.status().revision != revision


def test_reprints_and_wire_copies_are_found_and_other_reports_are_not(tmp_path: Path) -> None:
    chance = random.Random(4)
    words = [f"w{n}" for n in range(800)]
    sentences = [" ".join(chance.choices(words, k=14)) + "." for _ in range(24)]
    wire = Article(id="wire", title="t", text=" ".join(sentences))
    with opened(tmp_path / "index") as index:
        index.ingest(
            [
                wire,
                Article(id="loud", title="t", text=wire.text.upper().replace(" ", "\n")),
                Article(id="shorter", title="t", text=" ".join(sentences[:22])),
                Article(
                    id="edited", title="t", text=" ".join([*sentences[:23], "A new last line."])
                ),
                Article(id="half", title="t", text=" ".join(sentences[:12])),
                Article(id="other", title="t", text=" ".join(chance.choices(words, k=300))),
            ]
        )
        copies = index.copies(["wire", "half", "nonsense"])
        assert set(copies["wire"]) == {"loud", "shorter", "edited"}
        assert copies["half"] == ()
        assert copies["nonsense"] == ()
        index.remove("loud")
        assert set(index.copies(["wire"])["wire"]) == {"shorter", "edited"}


def test_a_mistyped_path_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    for name in ("nowhere", "no/where"):
        with pytest.raises(IndexNotFound, match="qa ingest"):
            Index.create_or_open(tmp_path / name)
    (tmp_path / "empty").mkdir()
    with pytest.raises(IndexNotFound):
        Index.create_or_open(tmp_path / "empty")
    assert list(tmp_path.rglob("*")) == [tmp_path / "empty"]


def test_a_folder_of_other_files_is_not_made_an_index(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(IndexFailure, match=r"thesis\.docx"):
        opened(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (Settings(chunk_tokens=64), "chunk_tokens 180"),
        (Settings(overlap_sentences=3), "overlap_sentences 1"),
        (Settings(embedder="other"), "embedder 'packaged'"),
    ],
)
def test_other_settings_are_refused_with_the_way_out(
    tmp_path: Path, asked: Settings, named: str
) -> None:
    opened(tmp_path / "index").close()
    with pytest.raises(IndexMismatch, match=f"{named}.*qa ingest --rebuild --index"):
        Index.create_or_open(tmp_path / "index", asked, embedder=HashEmbedder())
    with Index.create_or_open(tmp_path / "index", embedder=HashEmbedder()) as index:
        assert index.settings == Settings()


def test_another_encoder_is_refused_even_under_the_same_setting(tmp_path: Path) -> None:
    opened(tmp_path / "index").close()
    with pytest.raises(IndexMismatch, match=r"hash-64.*hash-32"):
        Index.create_or_open(tmp_path / "index", embedder=HashEmbedder(32))


def test_a_rebuild_cuts_and_encodes_anew_and_keeps_the_articles(tmp_path: Path) -> None:
    with opened(tmp_path / "index") as index:
        index.ingest(invented(20))
        index.catch_up()
        before = index.status()
    asked = Settings(chunk_tokens=40, embedder="another")
    with Index.rebuild(tmp_path / "index", asked, embedder=HashEmbedder(32)) as index:
        assert index.keyword_search("osht", limit=3)
        assert index.catch_up() == index.status().pending_store + index.status().chunks
        status = index.status()
        assert status.chunks > before.chunks
        assert (status.articles, status.revision) == (before.articles, before.revision)
        hits = index.vector_search(index.embed(["osht market"])[0], limit=5000)
        assert len(hits) == status.chunks
    with pytest.raises(IndexMismatch):
        Index.create_or_open(tmp_path / "index", Settings(), embedder=HashEmbedder())
    with pytest.raises(IndexNotFound):
        Index.rebuild(tmp_path / "nowhere", Settings())


def test_a_rebuild_for_an_encoder_used_before_encodes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "index") as index:
        index.ingest(invented(20))
        index.catch_up()
        chunks = index.status().chunks
    other = Settings(embedder="another")
    with Index.rebuild(tmp_path / "index", other, embedder=HashEmbedder(32)) as index:
        assert index.catch_up() == chunks
    with Index.rebuild(tmp_path / "index", Settings(), embedder=HashEmbedder()) as index:
        assert index.catch_up() == 0
        assert len(index.vector_search(index.embed(["osht"])[0], limit=9)) == 9


def test_encoding_can_stop_and_resume(tmp_path: Path) -> None:
    with opened(tmp_path / "index") as index:
        index.ingest(invented(30))
        total = index.status().chunks
        assert index.catch_up(limit=7) == 7
        assert index.status().pending_vectors == total - 7
    seen: list[tuple[str, int, int]] = []
    with opened(tmp_path / "index") as index:
        assert index.status().pending_vectors == total - 7
        vector = index.embed(["osht"])[0]
        assert len(index.vector_search(vector, limit=5000)) == 7
        index.catch_up(progress=lambda *step: seen.append(step))
        assert len(index.vector_search(vector, limit=5000)) == total
    assert seen[-1] == ("encoded", total - 7, total - 7)


def test_an_encoder_that_gives_nonsense_is_refused(tmp_path: Path) -> None:
    class Broken(HashEmbedder):
        def embed(self, texts: object) -> np.ndarray:  # type: ignore[override]
            return np.full((1, 64), np.nan, dtype=np.float32)

    with Index.create_or_open(tmp_path / "index", create=True, embedder=Broken()) as index:
        index.ingest(invented(3))
        index.start_catch_up()
        index._parts.encoding._thread.join()  # type: ignore[union-attr]
        assert "finite" in str(index.status().vector_problem)
        assert index.keyword_search("osht", limit=1)


def test_an_unknown_article_is_named(filled: Index) -> None:
    with pytest.raises(InputError, match="'n999'"):
        filled.article("n999")


def test_many_threads_ask_while_one_ingests_encodes_and_removes(tmp_path: Path) -> None:
    """No error, nothing twice, and each answer is of articles that were there."""
    articles = invented(300, seed=8)
    failures: list[BaseException] = []
    done = threading.Event()
    with opened(tmp_path / "index") as index:
        index.ingest(articles[:50])
        index.catch_up(limit=10)

        def ask(seed: int) -> None:
            chance = random.Random(seed)
            try:
                while not done.is_set():
                    query = " ".join(chance.choices(WORDS, k=3))
                    filters = chance.choice(
                        [Filters(), Filters(after="2021-01-01"), Filters(places=("osht",))]
                    )
                    hits = index.keyword_search(query, limit=10, filters=filters)
                    hits += index.vector_search(index.embed([query])[0], limit=10, filters=filters)
                    for article, chunk in index.passages([hit.chunk_id for hit in hits]):
                        assert article.text[chunk.start : chunk.end] == chunk.text
                    index.copies([hit.article_id for hit in index.article_search(query, limit=3)])
            except BaseException as error:  # noqa: BLE001 - handed to the test
                failures.append(error)

        askers = [threading.Thread(target=ask, args=(seed,)) for seed in range(4)]
        for asker in askers:
            asker.start()
        for start in range(50, 300, 50):
            index.ingest(articles[start : start + 50])
            index.start_catch_up()
            index.remove(f"n{start}")
        index.catch_up()
        done.set()
        for asker in askers:
            asker.join()
        assert failures == []
        assert index.status().articles == 295
        assert index.status().pending_vectors == 0
        vector = index.embed(["osht"])[0]
        hits = index.vector_search(vector, limit=5000)
        assert len({hit.chunk_id for hit in hits}) == len(hits)
        assert len(hits) >= 0.98 * index.status().chunks


def test_closing_stops_the_background_work_and_reopening_resumes_it(tmp_path: Path) -> None:
    index = opened(tmp_path / "index")
    index.ingest(invented(300, seed=9))
    index.start_catch_up()
    index.close()
    with opened(tmp_path / "index") as index:
        index.start_catch_up()
        index.catch_up()
        assert index.status().pending_vectors == 0
        assert index.status().pending_store == 0
