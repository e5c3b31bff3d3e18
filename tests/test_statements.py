"""What somebody says, whole: no span says the opposite of its sentence."""

import pytest

from qa.language import parse
from qa.statements import said_clauses, whole_predicate


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        (
            "The council said the clinic will continue to treat refugees until May.",
            "continue",
            "will continue to treat refugees until May",
        ),
        ("Guards did not open the gate.", "open", "did not open the gate"),
        (
            "She said the army would not stop the raids.",
            "stop the raids",
            "would not stop the raids",
        ),
        (
            "He refused to talk with the Front.",
            "talk with the Front",
            "refused to talk with the Front",
        ),
        (
            "Osht may pretend they do not exist.",
            "they do not exist",
            "Osht may pretend they do not exist",
        ),
        ("He said no ransom was paid.", "ransom was paid", "no ransom was paid"),
        ("The Osht clinic closed.", "Osht clinic", "Osht clinic"),
    ],
)
def test_a_span_is_widened_to_what_denies_or_governs_it(text: str, span: str, whole: str) -> None:
    start = text.index(span)
    first, last = whole_predicate(parse(text), start, start + len(span))
    assert text[first:last] == whole


def test_only_what_is_said_is_a_statement() -> None:
    text = "The council said the clinic would stay open."
    assert [text[s:e] for s, e in said_clauses(parse(text))] == ["the clinic would stay open"]
    assert list(said_clauses(parse("Osht may pretend they do not exist."))) == []
