"""An invented report and answer, for the examples in the metrics' docstrings and for tests."""

from typing import Any

from evals.cases import Case, Gold, GoldValue
from evals.score import Judged
from qa.records import Answer, Article, Citation, Claim

__all__ = ["REPORT", "judged"]

REPORT = Article(
    id="report",
    title="Inmates flee Ghweran prison",
    text="An estimated 800 inmates fled the prison. At least 58 guards were hurt.",
    outlet="The Example",
    published="2022-01-22",
)
_QUOTE_END = REPORT.text.index(".") - 5


def judged(
    *,
    value: str,
    text: str | None = None,
    answers: tuple[str, ...] = ("800",),
    values: tuple[str, ...] = (),
    state: Any = "answered",  # noqa: ANN401 - any state, for tests of wrong ones
    certainty_said: Any = "reported",  # noqa: ANN401 - likewise
    speaker: str | None = None,
    offset: int = 0,
    gold_article: str = "report",
    question: str = "How many inmates fled?",
    **case: Any,  # noqa: ANN401 - fields of Case
) -> Judged:
    """An answer of one claim that cites the invented report, beside its case."""
    end = len("An estimated 800 inmates fled the prison")
    citation = Citation(
        number=1,
        article_id=REPORT.id,
        title=REPORT.title,
        outlet=REPORT.outlet,
        published=REPORT.published,
        url=None,
        quote=REPORT.text[:end],
        start=offset,
        end=end if not offset else end - 3,
        sha256=REPORT.sha256,
    )
    said = text or f"{REPORT.text[:end]}. [1]"
    claim = Claim(
        text=said.replace(" [1]", ""),
        value=value,
        certainty=certainty_said,
        speaker=speaker,
        citations=(1,),
    )
    answer = Answer(
        question=question,
        standalone_question=question,
        state=state,
        text=said,
        claims=(claim,),
        citations=(citation,),
        confidence=0.9,
    )
    plain = {"id": "case", "question": question, "kind": "figure", "answers": answers} | case
    plain["gold"] = (Gold(article_id=gold_article, quote=REPORT.text[:end]),)
    plain["values"] = tuple(GoldValue(value=each, article_id="report") for each in values)
    if plain["kind"] == "unanswerable":
        plain["gold"] = ()
    return Judged(case=Case.model_validate(plain), answer=answer, articles={REPORT.id: REPORT})
