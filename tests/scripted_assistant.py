# ruff: noqa: D101, D102 - the methods are those of Assistant and Index
"""An assistant that answers from a script over invented reports, for tests of the page.

It gives real ``Answer`` values whose quotes are verbatim, in every state, so that the page is
tested on what it will meet; it loads no model and needs no index.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qa.errors import InputError, QuestionError
from qa.records import Answer, Article, Chunk, Citation, Claim, DateValue, Figure, Filters, Passage
from qa.streaming import Done, Event, Sentence, Stage

OUTLETS = ("Vellmar Post", "Karsa Radio", "Northern Wire", "Odran Times")


def newsroom() -> list[Article]:
    """Invented reports about one invented incident, told differently by four outlets, and others."""
    tolls = [
        (
            "Vellmar Post",
            "2031-03-02",
            "At least 58 people were killed when shells hit the market of Tessim, the provincial health office said.",
        ),
        (
            "Karsa Radio",
            "2031-03-03",
            "The Free Karsa Front claimed that between 80 and 120 soldiers were killed in Tessim.",
        ),
        (
            "Northern Wire",
            "2031-03-05",
            "About 140 people died in Tessim, a monitoring group estimated.",
        ),
        (
            "Odran Times",
            "2031-03-09",
            "The interior ministry said that exactly 12 people were killed in Tessim and denied higher tolls.",
        ),
    ]
    filler = "Shops stayed shut and the road to the coast was closed to traffic. " * 12
    reports = [
        Article(
            id=f"tessim-{number}",
            title=f"Shelling of Tessim market, report {number}",
            text=f"TESSIM, {day} -- {filler}\n\n{sentence} {filler}",
            outlet=outlet,
            published=day,
            place="Tessim",
            url=f"https://example.org/tessim/{number}",
            source=f"tessim-{number}.txt",
        )
        for number, (outlet, day, sentence) in enumerate(tolls, 1)
    ]
    prison = (
        "Gunmen broke into the prison of Dol Araz on Thursday night.\r\n\r\nAn estimated 800 inmates "
        "escaped, but the exact number is unknown, a prison officer said on condition of anonymity."
    )
    return [
        *reports,
        Article(
            id="prison",
            title="Break-out at Dol Araz",
            text=prison,
            outlet="Northern Wire",
            published="2031-01-21",
            place="Dol Araz",
        ),
        Article(
            id="undated",
            title="Ceasefire talks",
            text="Talks about a ceasefire went on in Odran. Nobody knows how many fighters remain.",
            outlet=None,
            published=None,
        ),
    ]


def cite(article: Article, quote: str, number: int) -> Citation:
    start = article.text.index(quote)
    return Citation(
        number=number, article_id=article.id, title=article.title, outlet=article.outlet,
        published=article.published, url=article.url, quote=quote, start=start,
        end=start + len(quote), sha256=article.sha256,
    )  # fmt: skip


@dataclass(frozen=True)
class Status:
    articles: int
    chunks: int
    pending_vectors: int
    revision: str
    keyword_ok: bool = True
    vector_ok: bool = True


@dataclass(frozen=True)
class Report:
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[object, ...] = ()


@dataclass
class ScriptedIndex:
    """The parts of an index that the page uses, over a dictionary."""

    path: Path
    stored: dict[str, Article] = field(default_factory=lambda: {a.id: a for a in newsroom()})
    name: str = "invented"
    pending: int = 0

    def article(self, article_id: str) -> Article:
        try:
            return self.stored[article_id]
        except KeyError:
            raise InputError(f"There is no article {article_id!r} in this index.") from None

    def articles(
        self,
        filters: Filters | None = None,
        *,
        text: str = "",
        order: str = "newest",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Article]:
        filters = filters or Filters()
        found = [
            each for each in self.stored.values()
            if text.casefold() in each.title.casefold()
            and (not filters.after or (each.published or "") >= filters.after)
            and (not filters.before or (each.published or "9") <= filters.before)
            and (not filters.outlets or each.outlet in filters.outlets)
            and (not filters.places or each.place in filters.places)
        ]  # fmt: skip
        key = (lambda a: a.title) if order == "title" else (lambda a: a.published or "")
        found.sort(key=key, reverse=order == "newest")
        return found[offset : None if limit is None else offset + limit]

    def outlets(self) -> list[tuple[str, int]]:
        names = [each.outlet for each in self.stored.values() if each.outlet]
        return [(name, names.count(name)) for name in sorted(set(names))]

    def places(self) -> list[tuple[str, int]]:
        names = [each.place for each in self.stored.values() if each.place]
        return [(name, names.count(name)) for name in sorted(set(names))]

    def histogram(self) -> dict[str, int]:
        months = [each.published[:7] for each in self.stored.values() if each.published]
        return {month: months.count(month) for month in sorted(set(months))}

    def copies(self, article_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        return dict.fromkeys(article_ids, ())

    def status(self) -> Status:
        return Status(len(self.stored), 3 * len(self.stored), self.pending, f"r{len(self.stored)}")

    def ingest(
        self, items: Iterable[object], *, progress: Callable[[str, int, int], None] | None = None
    ) -> Report:
        added, unchanged, rejected = 0, 0, []
        for number, item in enumerate(items, 1):
            if isinstance(item, Article):
                unchanged += item.id in self.stored
                added += item.id not in self.stored
                self.stored[item.id] = item
            else:
                rejected.append(item)
            if progress:
                progress("reading", number, 0)
        return Report(added=added, unchanged=unchanged, rejected=tuple(rejected))

    def start_catch_up(self, *, then: object = None) -> None: ...

    def remove(self, article_id: str) -> None:
        self.stored.pop(article_id, None)


def _toll(
    value: str,
    low: float | None,
    high: float | None,
    qualifier: str,
    certainty: str,
    speaker: str | None,
    cues: tuple[str, ...],
    number: int,
) -> Claim:
    figure = Figure(low=low, high=high, qualifier=qualifier, measure="killed", of="people")  # type: ignore[arg-type]
    return Claim(
        text=f"{value} killed",
        value=value,
        certainty=certainty,
        speaker=speaker,
        cues=cues,
        figure=figure,
        citations=(number,),
    )  # type: ignore[arg-type]


SENTENCES = (
    Sentence("An estimated 800 inmates escaped [1].", "kept"),
    Sentence("A prison officer <b>said</b> so [1].", "repaired"),
    Sentence("“the exact number is unknown” [1]", "replaced"),
    Sentence("A sentence gave a number that no quote holds.", "dropped"),
)
WRITER = {
    "name": "invented-7b", "prompt_tokens": 812, "completion_tokens": 96, "seconds": 7.31,
    "cost": None, "prompts": {"answer": "1a2b3c4d5e6f7a8b9c0d"}, "fallback": None,
    "sentences": {"kept": 1, "repaired": 1, "replaced": 1, "dropped": 1},
}  # fmt: skip


class ScriptedAssistant:
    """Answers questions that hold a known word; everything else is not found."""

    def __init__(self, path: Path, *, model: str = "scripted") -> None:
        self.index = ScriptedIndex(path)
        self.asked: list[tuple[str, tuple[str, ...], Filters | None]] = []
        self._model = model
        self.pause = threading.Event()
        self.sentences = SENTENCES
        self.step, self.stopped = threading.Event(), threading.Event()

    def close(self) -> None: ...

    def article(self, article_id: str) -> Article:
        return self.index.article(article_id)

    def search(
        self, question: str, *, k: int = 10, filters: Filters | None = None
    ) -> list[Passage]:
        return [
            Passage(
                article=article, score=1.0,
                chunk=Chunk(id=f"{article.id}#0", article_id=article.id, position=0, start=0, end=len(article.text), text=article.text, sentences=((0, len(article.text)),)),
            )
            for article in self.index.articles(filters or Filters())[:k]
        ]  # fmt: skip

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        id: str | None = None,  # noqa: A002 - the documented name
    ) -> Answer:
        if not question.strip():
            raise QuestionError("The question is empty; type what you want to know.")
        self.asked.append((question, tuple(history), filters))
        answer = self._script(question, history)
        status = self.index.status()
        facts = {"name": self.index.name, "articles": status.articles, "revision": status.revision}
        return replace(
            answer,
            id=id,
            index=facts,
            model={"reader": self._model},
            timings_ms={"retrieve": 8.0, "read": 31.0},
        )

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Iterator[Event]:
        """As Assistant.stream; "sentence by sentence" also sends those of a language model."""
        yield Stage("read")
        if "sentence by sentence" in question:
            yield Stage("draft")
            for sentence in self.sentences:
                self.step.wait(10)
                self.step.clear()
                if stop and stop():
                    self.stopped.set()
                    return
                yield sentence
            self.step.wait(10)
        answer = self.ask(question, history=history, filters=filters)
        if "sentence by sentence" in question:
            answer = replace(answer, model=dict(answer.model) | {"answerer": "llm", "llm": WRITER})
        yield Done(answer)

    def _script(self, question: str, history: Sequence[str]) -> Answer:
        words = question.casefold()
        if "slowly" in words:
            self.pause.wait(10)
        if "boom" in words:
            raise RuntimeError("a fault with <b>markup</b> inside")
        if "killed" in words and "tessim-1" in self.index.stored:
            return self._conflict(question)
        if "escaped" in words:
            return self._estimate(question)
        if "remain" in words:
            return self._unknown(question)
        if "when" in words and history:
            return self._date(
                question, f"When did the break-out at Dol Araz happen? (after: {history[-1]})"
            )
        for article in self.index.stored.values():
            if article.title and article.title.casefold() in words:
                return self._first_sentence(question, article)
        nearest = [
            cite(a, a.text[:60], n) for n, a in enumerate(list(self.index.stored.values())[:3], 1)
        ]
        return Answer(
            question=question,
            standalone_question=question,
            state="not_found",
            text="",
            reason="No report here names what the question asks about.",
            nearest=tuple(nearest),
            confidence=0.1,
        )

    def _first_sentence(self, question: str, article: Article) -> Answer:
        quote = article.text[:200]
        claim = Claim(
            text=quote,
            value=quote,
            certainty="reported",
            speaker=article.metadata.get("speaker"),
            citations=(1,),
        )
        return Answer(
            question=question,
            standalone_question=question,
            state="answered",
            text=f"{quote} [1]",
            claims=(claim,),
            citations=(cite(article, quote, 1),),
            confidence=0.6,
        )

    def _conflict(self, question: str) -> Answer:
        stored = self.index.stored
        citations = tuple(
            cite(stored[f"tessim-{n}"], quote, n)
            for n, quote in enumerate(
                ["At least 58 people were killed when shells hit the market of Tessim, the provincial health office said.", "The Free Karsa Front claimed that between 80 and 120 soldiers were killed in Tessim.", "About 140 people died in Tessim, a monitoring group estimated.", "The interior ministry said that exactly 12 people were killed in Tessim and denied higher tolls."], 1,
            )
        )  # fmt: skip
        claims = (
            _toll(
                "At least 58",
                58,
                None,
                "at_least",
                "reported",
                "the provincial health office",
                ("said",),
                1,
            ),
            _toll(
                "between 80 and 120",
                80,
                120,
                "range",
                "claimed",
                "The Free Karsa Front",
                ("claimed",),
                2,
            ),
            _toll(
                "About 140",
                140,
                140,
                "about",
                "unconfirmed",
                "a monitoring group",
                ("estimated",),
                3,
            ),
            _toll(
                "exactly 12",
                12,
                12,
                "exact",
                "disputed",
                "The interior ministry",
                ("said", "denied"),
                4,
            ),
        )
        text = "Reports disagree: at least 58 [1], between 80 and 120 [2], about 140 [3] or exactly 12 [4] killed."
        return Answer(
            question=question,
            standalone_question=question,
            state="conflicting",
            text=text,
            claims=claims,
            citations=citations,
            confidence=0.7,
        )

    def _estimate(self, question: str) -> Answer:
        article = self.index.article("prison")
        quote = "An estimated 800 inmates escaped, but the exact number is unknown, a prison officer said on condition of anonymity."
        figure = Figure(low=800, high=800, qualifier="estimated", measure="escaped", of="inmates")
        claim = Claim(
            text="An estimated 800 inmates escaped.",
            value="800",
            certainty="unconfirmed",
            speaker="a prison officer",
            cues=("estimated", "exact number is unknown"),
            figure=figure,
            citations=(1,),
        )
        return Answer(
            question=question,
            standalone_question=question,
            state="answered",
            text="An estimated 800 inmates escaped; the report calls the exact number unknown. [1]",
            claims=(claim,),
            citations=(cite(article, quote, 1),),
            confidence=0.83,
        )

    def _unknown(self, question: str) -> Answer:
        article = self.index.article("undated")
        quote = "Nobody knows how many fighters remain."
        return Answer(
            question=question,
            standalone_question=question,
            state="unknown",
            text=f"{quote} [1]",
            claims=(Claim(text=quote, value="not known", certainty="reported", citations=(1,)),),
            citations=(cite(article, quote, 1),),
            confidence=0.5,
        )

    def _date(self, question: str, standalone: str) -> Answer:
        article = self.index.article("prison")
        quote = "Gunmen broke into the prison of Dol Araz on Thursday night."
        day = DateValue(
            start="2031-01-20", end="2031-01-20", precision="day", text="Thursday night"
        )
        claim = Claim(
            text=quote, value="Thursday night", certainty="reported", date=day, citations=(1,)
        )
        return Answer(
            question=question,
            standalone_question=standalone,
            state="answered",
            text=f"{quote} [1]",
            claims=(claim,),
            citations=(cite(article, quote, 1),),
            confidence=0.9,
        )
