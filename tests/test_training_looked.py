"""Windows that the assistant reads, as examples."""

from training.looked import NULLS, Looked, looked_examples


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
