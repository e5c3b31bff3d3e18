"""Faults in citations, states and sides: the record lies where the sentence may be true."""

from dataclasses import replace

from evals import planting_words
from evals.planting import PLANTERS, Ground, plants
from qa.records import Answer, Claim, Figure

__all__ = ["ALL"]


@plants
def quote_altered(ground: Ground) -> Answer | None:
    """One character of a quote is another."""
    if not ground.answer.citations:
        return None
    first = ground.answer.citations[0]
    at = ground.choose("character", len(first.quote))
    letter = "e" if first.quote[at] != "e" else "a"
    quote = f"{first.quote[:at]}{letter}{first.quote[at + 1 :]}"
    return _cited(ground, 0, quote=quote)


def _cited(ground: Ground, place: int, **changes: object) -> Answer:
    citations = list(ground.answer.citations)
    citations[place] = replace(citations[place], **changes)  # type: ignore[arg-type]
    return replace(ground.answer, citations=tuple(citations))


@plants
def offset_shifted(ground: Ground) -> Answer | None:
    """The span starts a character late."""
    if not ground.answer.citations:
        return None
    first = ground.answer.citations[0]
    return _cited(ground, 0, start=first.start + 1, end=first.end + 1)


@plants
def hash_altered(ground: Ground) -> Answer | None:
    """The quote is from another revision of the text."""
    if not ground.answer.citations:
        return None
    digest = ground.answer.citations[0].sha256
    return _cited(ground, 0, sha256=digest[::-1])


@plants
def wrong_article(ground: Ground) -> Answer | None:
    """The right quote, said to be in another article."""
    if not ground.answer.citations:
        return None
    first = ground.answer.citations[0]
    others = sorted(each for each in ground.articles if each != first.article_id)
    other = ground.articles[others[ground.choose("article", len(others))]]
    return _cited(
        ground, 0, article_id=other.id, title=other.title, outlet=other.outlet,
        published=other.published, url=other.url, sha256=other.sha256,
    )  # fmt: skip


@plants
def other_quote(ground: Ground) -> Answer | None:
    """A verbatim quote of another article, which has nothing to do with the claim."""
    if not ground.answer.citations:
        return None
    mine = {citation.article_id for citation in ground.answer.citations}
    pool = [
        citation
        for case, answer in ground.others
        for citation in answer.citations
        if citation.article_id not in mine and case.event != ground.case.event
    ]
    other = pool[ground.choose("quote", len(pool))]
    number = ground.answer.citations[0].number
    rest = ground.answer.citations[1:]
    return replace(ground.answer, citations=(replace(other, number=number), *rest))


@plants
def outlet_forged(ground: Ground) -> Answer | None:
    """The quote is credited to another outlet."""
    return _cited(ground, 0, outlet="The Orvenian Herald") if ground.answer.citations else None


@plants
def citation_dropped(ground: Ground) -> Answer | None:
    """A claim that cites nothing."""
    if not ground.answer.claims:
        return None
    claims = (replace(ground.answer.claims[0], citations=()), *ground.answer.claims[1:])
    return replace(ground.answer, claims=claims)


@plants
def marker_forged(ground: Ground) -> Answer | None:
    """The text points to a citation that is not there."""
    if not ground.answer.citations:
        return None
    return replace(ground.answer, text=ground.answer.text.replace("[1]", "[9]", 1))


@plants
def unanswerable_answered(ground: Ground) -> Answer | None:
    """A confident, well-cited answer to a question that no report answers."""
    if ground.case.answerable:
        return None
    pool = [
        answer
        for case, answer in ground.others
        if answer.claims and (case.event == ground.case.event or ground.case.event is None)
    ] or [answer for _, answer in ground.others if answer.claims]
    other = pool[ground.choose("answer", len(pool))]
    asked = ground.case.question
    return replace(other, question=asked, standalone_question=asked, confidence=0.97)


@plants
def answerable_refused(ground: Ground) -> Answer | None:
    """A refusal where a report answers."""
    if not ground.case.answerable:
        return None
    reason = "No report in this index states it."
    return replace(
        ground.answer, state="not_found", text=f"The reports do not say. {reason}", claims=(),
        citations=(), reason=reason,
    )  # fmt: skip


@plants
def unknown_answered(ground: Ground) -> Answer | None:
    """An unknown gets a number: "the exact number is unknown" becomes "is 800"."""
    if ground.answer.state != "unknown":
        return None
    marker = f"[{ground.answer.citations[0].number}]"
    text = f"The exact number is 800 {marker}"
    claim = Claim(
        text=text, value="800", certainty="confirmed", citations=ground.answer.claims[0].citations,
        figure=Figure(low=800, high=800, qualifier="exact"),
    )  # fmt: skip
    return replace(ground.answer, state="answered", text=f"{text}.", claims=(claim,))


@plants
def side_left_out(ground: Ground) -> Answer | None:
    """One side of a disagreement alone, as if nobody differed."""
    if ground.answer.state != "conflicting" or len(ground.answer.claims) < 2:
        return None
    only = ground.answer.claims[ground.choose("side", len(ground.answer.claims))]
    cited = tuple(c for c in ground.answer.citations if c.number in only.citations)
    text = only.text + "."
    return replace(ground.answer, state="answered", text=text, claims=(only,), citations=cited)


@plants
def figures_merged(ground: Ground) -> Answer | None:
    """12 and 30 become an average, under both citations."""
    figures = [c.figure for c in ground.answer.claims if c.figure and c.figure.low is not None]
    if ground.answer.state != "conflicting" or len(figures) < 2:
        return None
    worth = [figure.low for figure in figures if figure.low is not None]
    mean = f"{round(sum(worth) / len(worth)) + (len(set(worth)) == 1)}"
    if float(mean) in worth:
        mean = f"{int(mean) + 1}" if float(mean) + 1 not in worth else f"{int(mean)}.5"
    numbers = tuple(n for claim in ground.answer.claims for n in claim.citations)
    marks = "".join(f"[{number}]" for number in numbers)
    claim = replace(
        ground.answer.claims[0], text=f"About {mean} {marks}", value=mean, certainty="reported",
        figure=Figure(low=float(mean), high=float(mean), qualifier="about"), citations=numbers,
    )  # fmt: skip
    return replace(ground.answer, state="answered", text=f"About {mean} {marks}.", claims=(claim,))


@plants
def agreement_split(ground: Ground) -> Answer | None:
    """Reports that agree are shown as differing."""
    if ground.answer.state != "answered" or ground.case.values:
        return None
    return replace(
        ground.answer, state="conflicting", text=f"Reports differ.\n- {ground.answer.text}"
    )


@plants
def certainty_raised(ground: Ground) -> Answer | None:
    """What is suspected, claimed or unconfirmed is called confirmed."""
    if not ground.answer.claims or ground.case.certainty in {"confirmed", "reported", None}:
        return None
    raised = tuple(replace(claim, certainty="confirmed") for claim in ground.answer.claims)
    return replace(ground.answer, claims=raised)


# Importing the modules fills the table.
assert planting_words.__all__
ALL = dict(PLANTERS)
