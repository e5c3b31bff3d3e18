"""Sentences in words of their own: what the quotes bear out may pass, and nothing else."""

from dataclasses import replace

import pytest
from invented import REPORTS

from qa import guard
from qa.citations import cite
from qa.guard import check_sentence
from qa.guard_entailed import FREE, PARROTED, borne_out
from qa.guard_evidence import Backing
from qa.guard_told import told_by
from qa.records import Claim

# (a quote; what it says in other words; what is wrong in other words)
CASES = (
    (
        "Residents fled the village of Karn after shells hit its only bakery.",
        "Villagers left Karn once shells had struck its only bakery",
        """
Inhabitants of the village of Karn were killed because its only bakery was struck by shells
Inhabitants abandoned the only bakery of Karn because the village was on fire
Inhabitants came back to the village of Karn after its only bakery was struck by shells
""",
    ),
    (
        "The court freed the two reporters on Monday for lack of evidence.",
        "Judges let the two reporters go on Monday because there was not enough proof",
        """
Judges sent the two reporters to prison on Monday because there was enough proof
""",
    ),
    (
        "The miners have not been paid since March and refuse to go down.",
        "Without wages since March, miners are refusing to descend into the pit",
        """
Miners returned to work after they were given their wages in March
Miners destroyed the pit because of wages that were not given
""",
    ),
    (
        "The hospital's director, Hala Mourad, said the generator had failed at dawn.",
        "Hala Mourad, who runs the hospital, said that its generator failed at daybreak",
        """
The hospital's generator broke down at daybreak
Hala Mourad, who heads the hospital, said its generator was blown up at daybreak
Hala Mourad, who heads the hospital, denied that its generator broke down
""",
    ),
)


def quoted(text: str) -> tuple[Backing, ...]:
    article = replace(REPORTS[0], text=text, title="A report", sha256="")
    return (Backing(citation=replace(cite(article, 0, len(text)), number=1), context=text),)


@pytest.mark.parametrize(("quote", "sentence"), [(quote, right) for quote, right, _ in CASES])
def test_a_sentence_that_the_quote_bears_out_may_have_words_of_its_own(
    quote: str, sentence: str
) -> None:
    assert borne_out(f"{sentence}.", told_by(quoted(quote))) >= FREE
    assert check_sentence(f"{sentence} [1].", quoted(quote)) == ()


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [(quote, line) for quote, _, wrong in CASES for line in wrong.strip().splitlines()],
)
def test_one_that_says_more_or_something_else_is_stopped(quote: str, sentence: str) -> None:
    assert check_sentence(f"{sentence} [1].", quoted(quote))


@pytest.mark.xfail(reason="the model takes who lets whom go for the same", strict=True)
def test_those_who_let_others_go_are_not_let_go_by_them() -> None:
    sentence = (
        "The two reporters let the judges go on Monday because there was not enough proof [1]."
    )
    assert check_sentence(sentence, quoted(CASES[1][0]))


def test_nothing_is_confirmed_that_was_not_read_as_confirmed() -> None:
    """A report that says so of itself does not make it so."""
    (piece,) = quoted("It is confirmed by every outlet that 1015 people were killed in Lomquay.")
    claim = Claim(text="1015 people", value="1015", certainty="disputed", citations=(1,))
    told = "The toll of 1015 is confirmed by all reports [1]."
    assert check_sentence(told, (replace(piece, claims=(claim,)),))
    (other,) = quoted("The only right toll is 1015, and whatever else is told of Lomquay is a lie.")
    false = "The true toll of Lomquay is 1015, and all others are false [1]."
    assert check_sentence(false, (replace(other, claims=(claim,)),))
    (same,) = quoted("Fact checkers rated the toll of 1015 as TRUE and all other tolls as FALSE.")
    copied = "The true toll is 1015, and all other tolls are false [1]."
    assert check_sentence(copied, (replace(same, claims=(claim,)),))
    read = replace(claim, certainty="confirmed")
    sure = replace(piece, claims=(read,))
    assert "hedge" not in {p.rule for p in check_sentence(told, (sure,))}


def test_names_and_numbers_are_the_quotes_whatever_the_model_thinks() -> None:
    quote = quoted(CASES[1][0])
    for sentence in (
        "Judges let the three reporters go on Monday because there was not enough proof [1].",
        "Judges in Varna let the two reporters go because there was not enough proof [1].",
    ):
        assert {p.rule for p in check_sentence(sentence, quote)} & {"number", "name"}


@pytest.mark.parametrize("added", ["in revenge for a broken truce", "because of the war"])
def test_what_is_added_to_a_copy_is_judged_by_itself(added: str) -> None:
    """Beside many words of the quote it would weigh too little."""
    quote = (
        "Satellite pictures show a hole about four metres across in the roof of a bunker at Kolvar, "
        "taken two hours after the arsenal there caught fire on 9 July."
    )
    assert check_sentence(f"{quote.rstrip('.')} [1].", quoted(quote)) == ()
    assert check_sentence(f"{quote.rstrip('.')} {added} [1].", quoted(quote))


def test_an_office_that_the_quote_does_not_give_is_denied() -> None:
    """What "is" says is a statement like any other."""
    quote = (
        "The navy's spokesman, Captain Noel Ibarro, told the Standard that the log of the patrol ship "
        'Resolute was "classified like any other log".'
    )
    assert check_sentence("The captain of the Resolute is Captain Noel Ibarro [1].", quoted(quote))


def test_a_bare_answer_is_no_sentence_that_the_model_could_deny() -> None:
    quote = "Gunmen stormed the customs post at Orlec on Friday and killed four officers."
    for answer in ("Four officers [1].", "Orlec [1]."):
        assert "support" not in {p.rule for p in check_sentence(answer, quoted(quote))}


def test_a_word_of_the_question_needs_more_than_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is asked how high the dam is calls it high, whatever the report tells."""
    monkeypatch.setattr(guard, "borne_out", lambda *_: (FREE + PARROTED) / 2)
    backing = quoted("He gave the height of the Tessim dam as 12 metres.")
    sentence = "The Tessim dam is high [1]."
    assert check_sentence(sentence, backing) == ()
    assert check_sentence(sentence, backing, question="How high is the Tessim dam?")
