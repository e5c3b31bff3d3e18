"""What examples are made of: the shared collections, each read when first asked for."""

import random
from functools import cached_property
from pathlib import Path
from typing import Any

from training.general import load_rows, split_rows
from training.headed import Headings
from training.incidents import (
    Incidents,
    asked_items,
    held_out_reports,
    is_development,
    read_jsonl,
)
from training.parsed import Generator
from training.reports import Report, load_reports, split_report
from training.templates import template_items
from training.verdicts import load_pairs
from training.worlds import World, load_world, real_suite, wire_suite, world_names, world_of


class Corpora:
    """The collections under the folder *shared*; what is made of them is kept in *work*."""

    def __init__(self, shared: Path, work: Path) -> None:
        self.muc = shared / "corpora" / "muc4"
        self.work = work
        self.rows, self.held_rows = split_rows(load_rows(shared / "training" / "span_qa.jsonl.gz"))
        self.questions = read_jsonl(self.muc / "questions.jsonl")
        self.pairs, self.held_pairs = load_pairs(shared / "training" / "claim_pairs.jsonl.gz")

    @cached_property
    def worlds(self) -> list[World]:
        """Many reports on one war each: the invented ones that are taught, and real ones."""
        invented = [load_world(name) for name in world_names(held=False)]
        corpora = self.muc.parent
        real = (real_suite(corpora, self.work), wire_suite(corpora, self.work))
        return [*invented, *map(world_of, real)]

    @cached_property
    def reports(self) -> list[Report]:
        """The development reports that no measured question cites."""
        held = held_out_reports(self.questions)
        return [
            r
            for r in load_reports(self.muc / "articles.jsonl")
            if is_development(r.id) and r.id not in held
        ]

    @cached_property
    def templates(self) -> list[dict[str, Any]]:
        """The experts' templates of those reports."""
        ids = {r.id for r in self.reports}
        return [t for t in read_jsonl(self.muc / "templates.jsonl") if t["doc"] in ids]

    @cached_property
    def incidents(self) -> Incidents:
        """Template questions over the reports."""
        ids = {r.id for r in self.reports}
        asked = list(asked_items(self.questions, ids))
        return Incidents(self.reports, asked, list(template_items(self.templates, ids)))

    @cached_property
    def parsed(self) -> Generator:
        """Questions generated from the reports and from news sentences in common case."""
        contexts = sorted(
            {
                r["context"]
                for r in self.rows
                if r["source"] == "causal_news_corpus" or r["domain"] == "wikinews"
            }
        )
        random.Random(7).shuffle(contexts)
        news = [
            split_report(f"news-{i}", " ".join(contexts[i : i + 5]))
            for i in range(0, len(contexts), 5)
        ]
        return Generator([*self.reports, *news], self._person_nouns())

    @cached_property
    def headings(self) -> Headings:
        """What stands around a story, under the names that the parsed reports know."""
        changes = self.parsed.changes
        return Headings(changes.names("place"), changes.names("person"))

    def _person_nouns(self) -> frozenset[str]:
        """Return the head nouns by which the templates describe people."""
        descriptions = [d for t in self.templates for v in t["hum"] for d in v["desc"]]
        descriptions += [d for t in self.templates for alts in t["ind"] for d in alts]
        nouns = {d.split()[-1].lower() for d in descriptions}
        return frozenset(nouns | {n[:-1] for n in nouns if n.endswith("s")} | {"people", "person"})
