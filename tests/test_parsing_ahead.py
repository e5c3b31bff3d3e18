"""Sentences parsed before anybody asks: kept exactly, brought back, made anew where they cannot."""

import hashlib
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import REPORTS

from qa import language
from qa.answer import Assistant
from qa.entailment import load_entailment
from qa.figures import find_figures
from qa.index import Index
from qa.language import PARSER, Sentence, offer, parse, parse_many
from qa.parse_lines import key_of, line_of, packed, sentence_of, unpacked
from qa.parsing_ahead import parse_ahead, recall
from qa.reader import load_reader
from qa.records import Passage
from qa.same_people import groups_of
from qa.scoring import load_scorer
from qa.settings import Settings
from qa.testing import HashEmbedder

QUESTIONS = (
    "How many guards were killed at Osht prison?",
    "Who claimed the attack on Osht prison?",
    "When did the inmates escape from Osht?",
)
ADDED = "Nobody named Xanthopoulos fled."
SHOWN = (
    "Gunmen of the Red Column killed twelve farmers near Usulutan on Friday, police said.",
    'THE MINISTER SAID "34 GUERRILLAS WERE KILLED" IN EL PARAISO.',
    "An IS [Islamic State] fighter, Abu Omar, didn't deny it.",
    "PORT LORAN, Sept 3 (Loran News) - Truce monitors ruled that the army fired.",
)


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """The parser holds nothing of other tests."""
    forget()
    yield
    forget()


def forget() -> None:
    parser = language._parser()
    parser._cache.clear()
    parser._offered.clear()


@contextmanager
def parsing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is parsed anew while the block runs."""
    parsed: list[str] = []
    parse_new = language._Parser._parse_new

    def noted(parser: language._Parser, texts: Sequence[str]) -> Iterator[Sentence]:
        parsed.extend(texts)
        return parse_new(parser, texts)

    with monkeypatch.context() as patch:
        patch.setattr(language._Parser, "_parse_new", noted)
        yield parsed


@contextmanager
def filled(folder: Path, settings: Settings | None = None) -> Iterator[Index]:
    with Index.create_or_open(folder, settings, create=True, embedder=HashEmbedder()) as index:
        index.ingest(REPORTS)
        index.catch_up()
        yield index


def reading(index: Index) -> Assistant:
    return Assistant(
        index, reader=load_reader(), scorer=load_scorer(), entailment=load_entailment()
    )


def sentences(index: Index) -> list[str]:
    return [
        index.article(report.id).text[start:end]
        for report in REPORTS
        for chunk in index.article_chunks(report.id)
        for start, end in chunk.sentences
    ]


def passages(index: Index) -> list[Passage]:
    return [
        Passage(article=report, chunk=chunk, score=1.0)
        for report in REPORTS
        for chunk in index.article_chunks(report.id)
    ]


@settings(deadline=None, max_examples=60)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(SHOWN), min_size=1, max_size=3).map("\n".join)
    | st.lists(
        st.sampled_from(["IS", "[x]", "1,800", "–", "didn't", "", "U.S.", "“no”", "é", "ﬁ", "𝕏"])
    ).map(" ".join)
)
def test_a_parsed_sentence_comes_back_as_it_was(text: str) -> None:
    sentence = parse(text)
    line = line_of(sentence)
    assert "\n" not in line
    assert line.startswith(key_of(text))
    assert sentence_of(line, text) == sentence
    assert unpacked(packed([sentence])) == [line]


@settings(deadline=None)
@given(st.text(max_size=80), st.sampled_from(SHOWN))
def test_a_line_that_says_nothing_is_no_parse(line: str, text: str) -> None:
    assert sentence_of(line, text) is None
    assert unpacked(line.encode("utf-8", "replace")) == []


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 10_000), st.integers(0, 40), st.sampled_from(SHOWN))
def test_a_line_cut_or_changed_gives_a_whole_sentence_or_none(at: int, cut: int, text: str) -> None:
    line = line_of(parse(text))
    at %= len(line)
    read = sentence_of(line[:at] + line[at + cut :], text)
    assert read is None or all(0 <= t.head < len(read.tokens) for t in read.tokens)


@pytest.mark.parametrize(
    "plain",
    [
        '[[0,1,1,"X","X","dep","","",1,1,-1,"X","X","dep","",""],[]]',  # each the other's head
        '[[0,1,0.0,"X","X","ROOT","",""],[]]',
        '[[0,1,3,"X","X","dep","",""],[]]',
        '[[5,1,0,"X","X","ROOT","",""],[]]',
        '[[0,0,0,"X","X","ROOT","",""],[]]',
        '[[0,1,0,7,"X","ROOT","",""],[]]',
        '[[0,1,0,"X","X","ROOT","",""],[["GPE",0,9]]]',
        "[" * 100_000,
        "7",
    ],
)
def test_a_line_that_could_mislead_is_no_parse(plain: str) -> None:
    """An index folder may come from somebody else."""
    assert sentence_of(f"{key_of('ab')} {plain}", "ab") is None


def test_lines_that_would_fill_the_memory_are_cut() -> None:
    bomb = zlib.compress(b"x" * 50_000_000)
    assert sum(map(len, unpacked(bomb))) < 5_000_000


def test_the_parsers_name_is_raised_when_it_parses_otherwise() -> None:
    """Parses kept under a name have to be what the parser gives under that name."""
    lines = "\n".join(map(line_of, parse_many(SHOWN)))
    digest = hashlib.sha256(lines.encode()).hexdigest()[:16]
    assert (PARSER, digest) == ("en-core-web-sm 3.8.0 / 2", "beae4811fe0d3075"), (
        "raise the number at the end of qa.language.PARSER, and note both here"
    )


def test_what_is_parsed_ahead_is_not_parsed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(tmp_path / "index") as index:
        assert parse_ahead(index) == index.status().chunks
        assert index.count_unparsed(PARSER) == 0
        assert parse_ahead(index) == 0
        before = dict(zip(sentences(index), parse_many(sentences(index)), strict=True))
        forget()
        with parsing(monkeypatch) as parsed:
            recall(index, passages(index))
            assert parse_many(list(before)) == list(before.values())
        assert parsed == []


def test_all_sentences_of_a_report_come_back_where_it_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(tmp_path / "index", Settings(chunk_tokens=30)) as index:
        parse_ahead(index)
        forget()
        with parsing(monkeypatch) as parsed:
            recall(index, [], whole=[REPORTS[0].id])
            for chunk in index.article_chunks(REPORTS[0].id):
                parse_many([REPORTS[0].text[start:end] for start, end in chunk.sentences])
            assert parsed == []
            (other, *_) = index.article_chunks(REPORTS[1].id)
            parse_many([REPORTS[1].text[start:end] for start, end in other.sentences])
            assert parsed


def test_answers_are_the_same_and_parse_little(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(tmp_path / "index") as index:
        assistant = reading(index)
        with parsing(monkeypatch) as parsed:
            without = [assistant.ask(question) for question in QUESTIONS]
        assert set(parsed) & set(sentences(index))
        parse_ahead(index)
        forget()
        with parsing(monkeypatch) as parsed:
            told = [assistant.ask(question) for question in QUESTIONS]
        assert not set(parsed) & set(sentences(index))
        for one, other in zip(without, told, strict=True):
            assert replace(one, timings_ms={}) == replace(other, timings_ms={})


def test_it_stops_when_told_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with filled(tmp_path / "index", Settings(chunk_tokens=30)) as index:
        chunks = index.status().chunks
        answers = iter([False, False, False, True, True])
        assert parse_ahead(index, lambda: next(answers)) == 2
        assert index.count_unparsed(PARSER) == chunks - 2
        seen: list[tuple[str, int, int]] = []
        assert parse_ahead(index, progress=lambda *step: seen.append(step)) == chunks - 2
        assert seen[-1] == ("parsed", chunks - 2, chunks - 2)
    with Index.create_or_open(tmp_path / "index", embedder=HashEmbedder()) as index:
        assert index.count_unparsed(PARSER) == 0


def test_a_changed_report_is_parsed_anew_and_a_purged_one_leaves_nothing(tmp_path: Path) -> None:
    with filled(tmp_path / "index") as index:
        parse_ahead(index)
        text = f"{REPORTS[0].text}\n\n{ADDED}"
        changed = replace(REPORTS[0], text=text, sha256="")
        index.ingest([changed])
        assert index.count_unparsed(PARSER) > 0
        parse_ahead(index)
        database = index._parts.ledger.database

        def kept() -> str:
            rows = database.rows("SELECT lines FROM parses")
            return "\n".join(line for row in rows for line in unpacked(row[0]))

        assert key_of(ADDED) in kept()
        index.remove(REPORTS[0].id, purge=True)
        assert key_of(ADDED) not in kept()
        assert index.parses(PARSER, [], articles=[REPORTS[1].id])


def test_a_report_purged_while_it_is_parsed_leaves_nothing(tmp_path: Path) -> None:
    with filled(tmp_path / "index") as index:
        waiting = index.unparsed(PARSER, after=0, limit=100)
        index.remove(REPORTS[0].id, purge=True)
        index.keep_parses(PARSER, {chunk.key: packed([parse(SHOWN[0])]) for chunk in waiting})
        rows = index._parts.ledger.database.value("SELECT count(*) FROM parses")
        assert rows == index.status().chunks < len(waiting)


def test_sentences_are_parsed_though_the_encoder_fails(tmp_path: Path) -> None:
    class Broken(HashEmbedder):
        def embed(self, texts: object) -> np.ndarray:  # type: ignore[override]
            return np.full((1, 64), np.nan, dtype=np.float32)

    with Index.create_or_open(tmp_path / "index", create=True, embedder=Broken()) as index:
        index.ingest(REPORTS)
        index.start_catch_up(then=partial(parse_ahead, index))
        index._parts.encoding._thread.join(20)  # type: ignore[union-attr]
        assert index.count_unparsed(PARSER) == 0
        assert "finite" in str(index.status().vector_problem)


def test_what_another_parser_made_gives_way(tmp_path: Path) -> None:
    with filled(tmp_path / "index") as index:
        waiting = index.unparsed("another", after=0, limit=100)
        index.keep_parses("another", {chunk.key: b"nonsense" for chunk in waiting})
        assert index.count_unparsed("another") == 0
        assert parse_ahead(index) == index.status().chunks
        assert index.count_unparsed("another") == index.status().chunks


def test_rows_that_cannot_be_read_are_parsed_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(tmp_path / "index") as index:
        waiting = index.unparsed(PARSER, after=0, limit=100)
        index.keep_parses(PARSER, {chunk.key: b"torn" for chunk in waiting})
        assistant = reading(index)
        with parsing(monkeypatch) as parsed:
            answer = assistant.ask(QUESTIONS[0])
        assert answer.claims
        assert set(parsed) & set(sentences(index))
    offer(["", "no line at all", f"{key_of(SHOWN[0])} [[1,2],[]]"])
    assert parse(SHOWN[0]).tokens


def test_it_can_be_turned_off(tmp_path: Path) -> None:
    with filled(tmp_path / "index", Settings(parse_ahead=False)) as index:
        assert parse_ahead(index) == 0
        assert index.count_unparsed(PARSER) == index.status().chunks


def test_an_index_of_before_gets_its_parses(tmp_path: Path) -> None:
    with filled(tmp_path / "index") as index, index._parts.ledger.database.write() as connection:
        connection.execute("DROP TABLE parses")
    with Index.create_or_open(tmp_path / "index", embedder=HashEmbedder()) as index:
        assert parse_ahead(index) == index.status().chunks


def test_what_is_added_while_sentences_are_parsed_is_encoded_first(tmp_path: Path) -> None:
    """The background work turns back to vectors, without which a report is found by words alone."""
    with filled(tmp_path / "index") as index:
        begun, added = threading.Event(), threading.Event()

        def then(stop: object) -> None:
            assert callable(stop)
            if not begun.is_set():
                begun.set()
                added.wait(10)
                assert stop()

        index.start_catch_up(then=then)
        assert begun.wait(10)
        index.ingest([replace(REPORTS[0], id="late", url=None, text=ADDED, sha256="")])
        added.set()
        index._parts.encoding._thread.join(10)  # type: ignore[union-attr]
        assert index.status().pending_vectors == 0
        assert index.status().vector_problem is None


def test_whom_a_report_counts_is_parsed_ahead_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words for those counted are compared while somebody waits."""
    with filled(tmp_path) as index:
        parse_ahead(index)
        counted = {
            mention.figure.of
            for text in sentences(index)
            for mention in find_figures(parse(text))
            if mention.figure.of
        }
        assert "guards" in counted
        forget()
        recall(index, passages(index))
        with parsing(monkeypatch) as parsed:
            assert all(groups_of(words) is not None for words in counted)
    assert parsed == []
