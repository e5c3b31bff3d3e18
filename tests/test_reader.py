"""What the span reader promises about the spans it returns."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.errors import ModelFailure
from qa.reader import SpanReader, load_reader
from qa.spans import LONGEST_ANSWER, MOST_SPANS, ReadSpan

SHIPPED = Path(str(files("qa") / "data" / "reader"))
REPORT = (
    "Militants attacked the barracks at Tel Rami on Tuesday night. The governor, Hana Odeh, said "
    "1,800 people had fled the town and at least 58 soldiers were killed by mortar fire."
)
OTHER = "The council opened a library and two schools. The mayor praised the teachers."
WORDS = st.sampled_from(
    ["58", "1,800", "2.5", "were", "killed", "in", "Ghweran", "Zürich", "naïve", "\n", "🙂", "O'Neil",
     "U.S.", "[TEXT]", "--", "killed,", "(SDF)", "état-major", "\ud800", "١٢"]
)  # fmt: skip
WINDOWS = st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=120))
QUESTIONS = st.sampled_from(["how many were killed", "Who fled?", "", "?", "where " * 200])


def best(question: str, window: str = REPORT) -> str:
    """The words of the best span, or nothing."""
    spans = load_reader().read(question, [window])[0]
    return window[spans[0].start : spans[0].end] if spans else ""


def cuts_a_word(text: str, at: int) -> bool:
    """Whether the border before character *at* lies inside a word or a number."""
    if not 0 < at < len(text):
        return False
    inside_number = text[at - 1].isdigit() and text[at] in ".," and text[at + 1 : at + 2].isdigit()
    return (text[at - 1].isalnum() and text[at].isalnum()) or inside_number


@given(question=QUESTIONS, windows=st.lists(WINDOWS, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_spans_are_whole_words_of_their_window_best_first_and_apart(
    question: str, windows: list[str]
) -> None:
    answers = load_reader().read(question, windows)
    assert len(answers) == len(windows)
    for window, spans in zip(windows, answers, strict=True):
        assert len(spans) <= MOST_SPANS
        assert [s.score for s in spans] == sorted((s.score for s in spans), reverse=True)
        for span in spans:
            assert 0 <= span.start < span.end <= len(window)
            assert not cuts_a_word(window, span.start)
            assert not cuts_a_word(window, span.end)
        by_place = sorted(spans, key=lambda s: s.start)
        assert all(a.end <= b.start for a, b in pairwise(by_place))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many people fled the town?", "1,800"),
        ("how many soldiers killed", "58"),
        ("Who is the governor?", "Hana Odeh"),
        ("Who attacked the barracks?", "Militants"),
        ("When was the barracks attacked?", "Tuesday"),
        ("where were the barracks attacked", "Tel Rami"),
    ],
)
def test_finds_the_words_that_answer(question: str, answer: str) -> None:
    assert answer in best(question)


def test_a_report_in_capitals_is_read_as_well() -> None:
    assert "58" in best("how many soldiers were killed", REPORT.upper())


def test_the_window_with_the_answer_outscores_one_without() -> None:
    question = "How many soldiers were killed at Tel Rami?"
    right, other = load_reader().read(question, [REPORT, OTHER])
    assert right[0].score > (other[0].score if other else float("-inf")) + 2


def test_a_window_is_read_alike_whatever_it_is_read_with() -> None:
    """Scores must not depend on the batch, nor on its order."""
    question = "Who was killed?"
    alone = load_reader().read(question, [REPORT])[0]
    # one of its own, which has computed nothing yet
    reader = SpanReader(SHIPPED)
    assert reader.read(question, [OTHER, REPORT, REPORT + " " + OTHER])[1] == alone
    assert reader.read(question, [REPORT, REPORT]) == [alone, alone]


def test_reading_from_many_threads_gives_the_same() -> None:
    expected = load_reader().read("Who fled?", [REPORT, OTHER])
    reader = SpanReader(SHIPPED)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: reader.read("Who fled?", [REPORT, OTHER]), range(8)))
    assert results == [expected] * 8


def test_an_answer_at_the_end_of_a_long_window_is_found() -> None:
    """Windows beyond the model's reach are read in strides, not cut off."""
    window = " ".join([OTHER] * 20) + " " + REPORT
    spans = load_reader().read("How many soldiers were killed by mortar fire?", [window])[0]
    assert any("58" in window[s.start : s.end] for s in spans)


def test_answers_are_short() -> None:
    rambling = "The minister said that " + "the long war in the north went on and " * 20
    for span in load_reader().read("What did the minister say?", [rambling])[0]:
        assert len(rambling[span.start : span.end].split()) <= LONGEST_ANSWER


def test_nothing_to_read_gives_nothing() -> None:
    reader = load_reader()
    assert reader.read("Who fled?", []) == []
    assert reader.read("Who fled?", ["", " \n"]) == [[], []]


def test_a_higher_score_is_a_higher_probability() -> None:
    values = [load_reader().probability(score) for score in (-10, -1, 0, 1, 5, 10)]
    assert values == sorted(values)
    assert 0 < values[0] < 0.1
    assert 0.5 < values[-1] < 1


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "calibration.json"])
def test_an_altered_or_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    from qa.reader import SpanReader

    folder = tmp_path / "reader"
    shutil.copytree(SHIPPED, folder)
    with (folder / name).open("ab") as stream:
        stream.write(b" ")
    with pytest.raises(ModelFailure, match=f"{name}.*SHA-256.*pip install"):
        SpanReader(folder)
    (folder / name).unlink()
    with pytest.raises(ModelFailure, match=f"{name}.*pip install"):
        SpanReader(folder)


def test_the_shipped_files_fit_into_thirty_megabytes() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 30_000_000
    assert {"name", "kinds", "sha256"} <= json.loads(
        (SHIPPED / "manifest.json").read_text("utf-8")
    ).keys()


def test_reading_loads_no_training_library() -> None:
    """The reader must start in a second where torch would take ten."""
    code = (
        "import sys; from qa.reader import load_reader; "
        "load_reader().read('who', ['The army.']); "
        "print([m for m in ('torch', 'transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_spans_compare_by_value() -> None:
    assert ReadSpan(1, 2, 0.5) == ReadSpan(1, 2, 0.5)
