"""Windows that the assistant reads, as examples."""

from evals.cases import Case, Gold
from qa.answer import Assistant
from qa.reader import load_reader
from training.looked import NULLS, Looked, looked, looked_examples

CLAIMED = Case(
    id="c1",
    question="Which group claimed responsibility for the attack on Osht prison?",
    kind="organisation",
    answers=("Red Dawn Front",),
    gold=(Gold(article_id="osht-1", quote=""),),
)


def window(number: int, *, told: bool, score: float | None = None) -> Looked:
    text = f"Window {number}. Nine sheep were lost."
    spans = ((10, 14),) if told else ()
    return Looked("q1", "w", "How many sheep?", "Flood (Wire)", text, spans, score)


def test_what_misled_the_reader_comes_more_often_than_what_did_not() -> None:
    rows = [window(0, told=True)]
    rows += [window(n, told=False, score=5.0 if n < 3 else -8.0) for n in range(1, 12)]
    taken = [e.window.split(".")[0] for seed in range(80) for e in looked_examples(rows, seed=seed)]
    misled = sum(text in {"Window 1", "Window 2"} for text in taken)
    assert misled > 80
    assert len(taken) == 80 * (1 + NULLS)


def test_spans_stay_where_the_answer_stands() -> None:
    rows = [window(0, told=True), window(1, told=False)]
    for seed in range(20):
        for example in looked_examples(rows, seed=seed):
            for start, end in example.spans:
                assert example.window[start:end].casefold() == "nine"
            assert bool(example.spans) == example.window.startswith("Window 0")


def test_a_report_that_tells_is_taught_where_it_names_the_answer(assistant: Assistant) -> None:
    rows = list(looked(assistant.look(CLAIMED.question), load_reader(), "w", CLAIMED))
    told = {row.window[start:end] for row in rows for start, end in row.spans}
    assert told == {"Red Dawn Front"}
    assert any("claimed responsibility" in row.window for row in rows if row.spans)
    untold = [row for row in rows if not row.spans]
    assert untold
    # Another report names it as well, and this one's other windows are on the same attack.
    assert not [row for row in untold if "Red Dawn" in row.window or "12 guards" in row.window]


def test_without_quotes_nothing_is_known_of_figures(assistant: Assistant) -> None:
    case = CLAIMED.model_copy(update={"kind": "figure", "answers": ("12",)})
    assert not list(looked(assistant.look(case.question), load_reader(), "w", case))


def test_no_window_of_a_question_that_nothing_answers_is_told(assistant: Assistant) -> None:
    case = CLAIMED.model_copy(update={"kind": "unanswerable", "answers": (), "gold": ()})
    rows = list(looked(assistant.look(case.question), load_reader(), "w", case))
    assert rows
    assert not [row for row in rows if row.spans]
