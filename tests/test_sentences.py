"""Sentences: exact offsets, and the splits that news prose needs."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.errors import ModelFailure
from qa.sentences import llama_index_data, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


PIECES = st.sampled_from(
    ["Gen. Orla Vance", "U.S.", "3.5", "He said.", '"No."', "\n", "\n\n", " ", "\r\n", "…", "A.", "3.",
     "THE TOWN", "(sic)", "\u2028", "\x1c", "\x85", "", "мир.", "日本。", "\t", "!?", "]", "No. 4"]
)  # fmt: skip


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)))
def test_spans_are_ordered_stripped_and_cover_every_character(text: str) -> None:
    """Whatever the text, nothing but white space is outside the spans, and none overlap."""
    end_before = 0
    for start, end in sentence_spans(text):
        assert end_before <= start < end <= len(text)
        assert not text[end_before:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        end_before = end
    assert not text[end_before:].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lt. Col. Iva Wells met Gen. Rose. They left.", ["Lt. Col. Iva Wells met Gen. Rose.", "They left."]),
        ("U.S. President Ada Cole spoke. The U.N. did not.", ["U.S. President Ada Cole spoke.", "The U.N. did not."]),
        ("Some 2.5 million fled. Of 12.30 we know no more.", ["Some 2.5 million fled.", "Of 12.30 we know no more."]),
        ('"We ran." He wept. "All of us."', ['"We ran."', "He wept.", '"All of us."']),
        ('"Who did it?" asked the mayor. None spoke.', ['"Who did it?" asked the mayor.', "None spoke."]),
        ("“It must stop.” said the director of the clinic.", ["“It must stop.” said the director of the clinic."]),
        ("“We ran.” He wept.", ["“We ran.”", "He wept."]),
        ("(They ran.) He wept.", ["(They ran.)", "He wept."]),
        ("J. B. Marsh and Tom W. Bush ran. Others hid.", ["J. B. Marsh and Tom W. Bush ran.", "Others hid."]),
        ("It hit Dormitory No. 4 at dawn. The answer was no. He left.", ["It hit Dormitory No. 4 at dawn.", "The answer was no.", "He left."]),
        ("A convoy on Sept. 19 and Mar. 3 was hit. Two died.", ["A convoy on Sept. 19 and Mar. 3 was hit.", "Two died."]),
        ("He was shot at 3 a.m. on Sunday. Why?", ["He was shot at 3 a.m. on Sunday.", "Why?"]),
        ("The pact says:\n\n1. Guns are banned.\n\n2. Trade is free.", ["The pact says:", "1. Guns are banned.", "2. Trade is free."]),
        ("Eighty died in 2016. Ten in 2017.", ["Eighty died in 2016.", "Ten in 2017."]),
    ],
)  # fmt: skip
def test_news_prose_splits_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_report_in_capitals_is_not_split_after_abbreviations_or_at_wraps() -> None:
    """Its capitals say nothing about where a sentence starts."""
    text = (
        "PORT LORAN, 3 JAN 90 (LORAN-NEWS) -- [REPORT] [TEXT] THE U.S. AMBASSADOR TOLD\n"
        "GEN. RENE ROSE THAT DETACHMENT NO. 4 LOST 2.2 PERCENT.  THE U.S.\n"
        "TROOPS WERE AWAY.  HE SAID NO MORE."
    )
    assert sentences(text) == [
        text[: text.index("  THE U.S.\n")],
        "THE U.S.\nTROOPS WERE AWAY.",
        "HE SAID NO MORE.",
    ]


def test_a_blank_line_ends_a_sentence_without_a_full_stop() -> None:
    assert sentences("Prison break in Maren\n\nFive men fled\r\n\r\nTwo died") == [
        "Prison break in Maren",
        "Five men fled",
        "Two died",
    ]


def test_a_headline_line_is_apart_from_a_body_that_is_not_wrapped() -> None:
    body = "Five men fled the prison of Maren on Tuesday, a spokeswoman of the district court said, and two were caught."
    assert sentences(f"Prison break in Maren\n{body} Why?") == [
        "Prison break in Maren",
        body,
        "Why?",
    ]


def test_a_hard_wrap_does_not_end_a_sentence() -> None:
    text = "Five men fled the prison of Maren on Tuesday, a spokeswoman of\nthe district court said, and two of them were later caught near\nthe river."
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text", ["a." * 200_000, "." * 200_000, "x" * 500_000, "\n" * 500_000, "A.\n" * 100_000]
)
@pytest.mark.timeout(60)
def test_degenerate_megabytes_finish(text: str) -> None:
    """No input makes the splitter quadratic."""
    assert sentence_spans(text) or not text.strip()


def test_a_long_text_is_bounded_by_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recent nltk stops a search that takes five seconds, the caller's own work counted in."""
    redos = pytest.importorskip("nltk.redos", reason="an nltk without limits of time")
    monkeypatch.setattr(redos, "DEFAULT_TIMEOUT", 0.5)
    assert len(sentence_spans("He ran. " * 60_000)) == 60_000


def test_the_model_is_found_without_importing_llama_index_or_the_network() -> None:
    code = (
        "import sys, socket; socket.socket.connect = None\n"
        "from qa.sentences import sentence_spans\n"
        "assert len(sentence_spans('One. Two.')) == 2\n"
        "assert not any(m.startswith('llama_index.core') for m in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_missing_data_names_the_package_to_install() -> None:
    with pytest.raises(ModelFailure, match="pip install"):
        llama_index_data("no_such_file")
