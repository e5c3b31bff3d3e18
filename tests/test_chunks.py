"""Chunks: exact offsets, sizes that hold, ids that stay."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.chunks import chunk_article, count_tokens, embedding_text
from qa.records import Article

STORY = " ".join(f"On day {day} the garrison of Maren lost {day * 3} men." for day in range(40))
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(["Rain fell. ", "👩‍👩‍👧‍👦", "мирмирмир", "x" * 300, " ", "\n\n", "1,800 left. ", "é" * 50, "日本語。"]), max_size=40).map("".join),
)  # fmt: skip


def article(text: str, **fields: str) -> Article:
    return Article(**{"id": "a-1", "title": "Maren", "text": text} | fields)


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.integers(16, 60), st.integers(0, 3))
def test_chunks_are_slices_of_the_text_within_the_limit(
    text: str, limit: int, overlap: int
) -> None:
    """Every offset is exact, no chunk is too long, and nothing but white space is lost."""
    covered = 0
    for position, chunk in enumerate(
        chunk_article(article(text), max_tokens=limit, overlap_sentences=overlap)
    ):
        assert chunk.position == position
        assert chunk.text == text[chunk.start : chunk.end]
        assert count_tokens(chunk.text) <= limit
        assert chunk.sentences[0][0] == chunk.start
        assert chunk.sentences[-1][1] == chunk.end
        assert all(a < b for a, b in chunk.sentences)
        assert not text[covered : chunk.start].strip()
        assert chunk.end > covered
        covered = chunk.end
    assert not text[covered:].strip()


def test_neighbours_share_the_sentences_asked_for() -> None:
    first, second, *_ = chunk_article(article(STORY), max_tokens=80, overlap_sentences=2)
    assert second.sentences[:2] == first.sentences[-2:]
    first, second, *_ = chunk_article(article(STORY), max_tokens=80, overlap_sentences=0)
    assert second.start > first.end


def test_overlap_gives_way_where_a_long_sentence_needs_the_room() -> None:
    long = "The " + "long " * 35 + "sentence."
    chunks = chunk_article(
        article(f"Rain fell hard. {long} Then it stopped."), max_tokens=40, overlap_sentences=1
    )
    assert any(chunk.text == long for chunk in chunks)


def test_a_long_sentence_is_split_before_a_word() -> None:
    """A number at the border stays whole, so no chunk reads "800" where the report says "1,800"."""
    text = "and ".join(f"{number},800 men " for number in range(1, 90)).strip()
    chunks = chunk_article(article(text), max_tokens=32, overlap_sentences=0)
    assert len(chunks) > 5
    words = set(text.split())
    assert all(word in words for chunk in chunks for word in chunk.text.split())


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text", ["x" * 300_000, "語" * 100_000, "👩‍👩‍👧‍👦" * 5_000, "a" + " " * 300_000 + "b"]
)
def test_megabytes_without_a_sentence_finish(text: str) -> None:
    chunks = chunk_article(article(text), max_tokens=180, overlap_sentences=1)
    assert sum(len(chunk.text) for chunk in chunks) == len("".join(text.split()))


def test_special_tokens_of_the_tokeniser_are_plain_text() -> None:
    assert count_tokens("<|endoftext|>") > 1


def test_ids_depend_on_article_text_and_place_alone() -> None:
    """The same text chunks to the same ids again; another text or article shares none."""
    ids = [[chunk.id for chunk in chunk_article(a, max_tokens=60, overlap_sentences=1)]
           for a in (article(STORY), article(STORY, title="Other"), article(STORY + " End."), article(STORY, id="b"))]  # fmt: skip
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])
    assert not set(ids[0]) & set(ids[2])
    assert not set(ids[0]) & set(ids[3])


def test_text_without_words_gives_no_chunk() -> None:
    assert chunk_article(article(" \n "), max_tokens=60, overlap_sentences=1) == []


def test_embedding_text_says_what_the_chunk_is_from() -> None:
    source = article("Rain fell.", outlet="Loran News", published="2030-01-02")
    (chunk,) = chunk_article(source, max_tokens=60, overlap_sentences=0)
    assert embedding_text(source, chunk) == "Maren | Loran News | 2030-01-02\nRain fell."
    assert len(embedding_text(article("Rain fell.", title="x" * 9_000), chunk)) < 200


@pytest.mark.parametrize("elsewhere", [False, True])
def test_tiktoken_reads_the_carried_file_unless_the_user_names_a_folder(
    *, elsewhere: bool, tmp_path: Path
) -> None:
    """A folder of the user's is respected, and one that lacks the file is named."""
    code = "import os; from qa.chunks import count_tokens; count_tokens('a')"
    env = {key: value for key, value in os.environ.items() if key != "TIKTOKEN_CACHE_DIR"}
    if elsewhere:
        env |= {"TIKTOKEN_CACHE_DIR": str(tmp_path), "HTTPS_PROXY": "http://127.0.0.1:9"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=env, check=False, capture_output=True, text=True
    )
    assert bool(run.returncode) is elsewhere
    assert (
        f"ModelFailure: the tokenizer cl100k_base is not in TIKTOKEN_CACHE_DIR={tmp_path}"
        in run.stderr
    ) is elsewhere
