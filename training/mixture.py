"""What an epoch of each stage holds."""

import pickle
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from qa.reader import SpanReader
from training.copied import copied_examples
from training.examples import Example
from training.export import early_reader
from training.features import Feature, encode_examples, encode_kinds
from training.general import general_examples, load_rows, split_rows
from training.headed import Headings
from training.incidents import (
    Incidents,
    asked_items,
    held_out_reports,
    is_development,
    read_jsonl,
)
from training.judged import judged_examples, load_judged
from training.mined import Kinship, mined_incidents, mined_parsed
from training.model import encoder_folder
from training.parsed import Generator
from training.proposals import load_proposals, proposal_examples
from training.reports import Report, load_reports, split_report
from training.swapped import swap_names
from training.templates import template_items
from training.typed import load_typed, typed_examples
from training.verdicts import load_pairs, pair_examples, ruled_examples
from training.verified import verified_examples
from training.worlds import load_world, world_examples, world_names
from training.written import load_ruled, load_written, split_written, written_examples

GENERAL_SHARE = 0.45
PARSED_SHARE = 0.55
HARD_GENERAL_SHARE = 0.5
HEADED_SHARE = 0.2
GENERAL_BESIDE = 0.4  # of the general questions, made beside the written ones
BESIDE = 24_000  # examples of all else in an epoch of written questions
WRITTEN_ROUNDS = 3  # other windows and wordings of each written question in an epoch
TYPED_ROUNDS = 2
# In an epoch of the stages claims, ruled and settled: statements with premises, examples of all
# else, and the share of the windows of written questions.
PAIRS = (12_000, 4_000, 2_000)
BESIDE_VERDICTS = (4_000, 7_000, 4_000)
WRITTEN_SHARE = (0.0, 0.6, 0.3)
RULED_ROUNDS = (1, 1, 2)
BESIDE_HEADED = 9_000  # examples of all else, without headings
WORLD_ROUNDS = 3
PROPOSAL_ROUNDS = 2
BESIDE_PROPOSALS = 20_000  # of all other verdicts in an epoch
PAIRS_JUDGED = 5_000  # statements with premises in an epoch of the entailment model
MINED = 3000  # questions of each kind that hard negatives are sought for
AMOUNT = re.compile(r"how many|number of|toll", re.IGNORECASE)


def weighed(parsed: list[Example], chance: random.Random) -> list[Example]:
    """Return all questions for amounts, which analysts ask most, and a share of the others."""
    counts = [e for e in parsed if AMOUNT.search(e.question)]
    rest = [e for e in parsed if not AMOUNT.search(e.question)]
    return counts + chance.sample(rest, int(PARSED_SHARE * len(rest)))


class Mixture:
    """The data of all stages, built from the folder *shared* when first asked for."""

    def __init__(self, shared: Path, work: Path) -> None:
        from tokenizers import Tokenizer

        self.muc = shared / "corpora" / "muc4"
        self.work = work
        self.tokenizer: Any = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
        self.rows, self.held_rows = split_rows(load_rows(shared / "training" / "span_qa.jsonl.gz"))
        self.questions = read_jsonl(self.muc / "questions.jsonl")
        self.pairs, self.held_pairs = load_pairs(shared / "training" / "claim_pairs.jsonl.gz")

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

    def _person_nouns(self) -> frozenset[str]:
        """Return the head nouns by which the templates describe people."""
        descriptions = [d for t in self.templates for v in t["hum"] for d in v["desc"]]
        descriptions += [d for t in self.templates for alts in t["ind"] for d in alts]
        nouns = {d.split()[-1].lower() for d in descriptions}
        return frozenset(nouns | {n[:-1] for n in nouns if n.endswith("s")} | {"people", "person"})

    def general(self, number: int) -> list[Feature]:
        """Return epoch *number* of the first stage."""
        return self._encode(general_examples(self.rows, seed=number))

    def domain(self, _number: int) -> list[Feature]:
        """Return the second stage's examples, reports and part of the general data.

        They are the same in every epoch: parsing the reports takes minutes.
        """
        return self._stored("domain", seed=1, general_seed=1, share=GENERAL_SHARE, swapped=0)

    def late(self, _number: int) -> list[Feature]:
        """Return the third stage's examples: other windows and wordings, and more near misses."""
        return self._stored("late", seed=2, general_seed=3, share=0.3, swapped=5000)

    def wide(self, _number: int) -> list[Feature]:
        """Return all general questions and all kinds of report questions in fresh windows."""
        return self._stored("wide", seed=3, general_seed=5, share=1.0, swapped=6000)

    def hard(self, weights: Path) -> Callable[[int], list[Feature]]:
        """Return the epochs of the last stage: everything again, with what misled a reader.

        Args:
            weights: Of that reader, from an earlier stage.
        """

        def make() -> list[Example]:
            return self._hard_examples(SpanReader(early_reader(weights)))

        return lambda _number: self._kept("hard", make)

    def written(self, number: int) -> list[Feature]:
        """Return epoch *number* of written and typed questions, with some of all else."""
        kept = self._kept("beside-written", self._beside_written)
        kept = random.Random(number).sample(kept, min(BESIDE, len(kept)))
        asked, _ = split_written(load_written())
        rounds = range(WRITTEN_ROUNDS * number, WRITTEN_ROUNDS * (number + 1))
        examples = [e for seed in rounds for e in written_examples(asked, seed=seed)]
        kinds = typed_examples(load_typed(), rounds=TYPED_ROUNDS, seed=number)
        return [*kept, *self._encode(examples), *encode_kinds(list(kinds), self.tokenizer)]

    def claims(self, number: int) -> list[Feature]:
        """Return epoch *number* of verdicts, on general statements for the most part."""
        return self._ruled(0, number)

    def ruled(self, number: int) -> list[Feature]:
        """Return epoch *number* of all written questions and claims, with some of all else."""
        return self._ruled(1, number)

    def settled(self, number: int) -> list[Feature]:
        """Return epoch *number* of the same, for the most part of verdicts on reports."""
        return self._ruled(2, number)

    def judged(self, number: int) -> list[Feature]:
        """Return epoch *number* of the entailment model: everything with a verdict."""
        examples = list(judged_examples(split_written(load_judged())[0], seed=2000 + number))
        ruled = ruled_examples(split_written(load_ruled())[0], seed=3000 + number)
        examples += (replace(example, taught=False) for example in ruled)
        examples += verified_examples(split_written(load_written())[0], seed=5000 + number)
        reports = {one.report.id: one.report for one in split_written(load_written())[0]}
        examples += copied_examples(list(reports.values()), seed=6000 + number)
        examples += pair_examples(self.pairs, count=PAIRS_JUDGED, seed=4000 + number)
        return self._encode(examples)

    def headed(self, number: int) -> list[Feature]:
        """Return epoch *number* of windows under their headings, of many reports on one war."""
        kept = self._kept("beside-written", self._beside_written)
        kept = random.Random(200 + number).sample(kept, min(BESIDE_HEADED, len(kept)))
        asked, _ = split_written(load_written())
        examples = list(written_examples(asked, seed=700 + number))
        examples += self.incidents.examples(seed=40 + number)
        worlds = [load_world(name) for name in world_names(held=False)]
        for turn in range(WORLD_ROUNDS):
            examples += world_examples(worlds, seed=1000 * turn + number)
        kinds = typed_examples(load_typed(), rounds=1, seed=700 + number)
        return [*kept, *self._encode(examples), *encode_kinds(list(kinds), self.tokenizer)]

    def proposed(self, number: int) -> list[Feature]:
        """Return epoch *number* of answers the assistant considers, and a share of all verdicts."""
        examples: list[Example] = []
        for name in [*world_names(held=False), "muc4"]:
            rows = load_proposals(self.work / "proposals" / f"{name}.jsonl")
            rounds = 1 if name == "muc4" else PROPOSAL_ROUNDS
            for seed in range(rounds * number, rounds * (number + 1)):
                examples += proposal_examples(rows, seed=seed)
        kept = random.Random(number).sample(self.judged(number), BESIDE_PROPOSALS)
        return [*kept, *self._encode(examples)]

    def _ruled(self, stage: int, number: int) -> list[Feature]:
        seed = 100 * stage + number
        asked, _ = split_written(load_written())
        ruled, _ = split_written(load_ruled())
        examples = list(written_examples(asked, seed=500 + seed))
        share = int(WRITTEN_SHARE[stage] * len(examples))
        examples = random.Random(seed).sample(examples, share)
        for turn in range(RULED_ROUNDS[stage]):
            examples += ruled_examples(ruled, seed=1000 * turn + seed)
        examples += pair_examples(self.pairs, count=PAIRS[stage], seed=seed)
        return [*self._beside_verdicts(seed, BESIDE_VERDICTS[stage]), *self._encode(examples)]

    def _beside_verdicts(self, number: int, count: int) -> list[Feature]:
        kept = self._kept("beside-written", self._beside_written)
        kept = random.Random(100 + number).sample(kept, min(count, len(kept)))
        kinds = typed_examples(load_typed(), rounds=1, seed=500 + number)
        return [*kept, *encode_kinds(list(kinds), self.tokenizer)]

    def _beside_written(self) -> list[Example]:
        chance = random.Random(31)
        general = list(general_examples(self.rows, seed=21, share=GENERAL_BESIDE))
        swapped = swap_names(list(general_examples(self.rows, seed=22)), limit=2500, seed=9)
        parsed = weighed(list(self.parsed.examples(seed=9)), chance)
        changes = self.parsed.changes
        headings = Headings(changes.names("place"), changes.names("person"))
        examples = [*general, *swapped, *self.incidents.examples(seed=9), *parsed]
        return [headings.around(e, chance, share=HEADED_SHARE) for e in examples]

    def _hard_examples(self, reader: SpanReader) -> list[Example]:
        chance = random.Random(11)
        general = list(general_examples(self.rows, seed=7, share=HARD_GENERAL_SHARE))
        parsed = weighed(list(self.parsed.examples(seed=6)), chance)
        kinship = Kinship(self.templates)
        examples = [
            *general,
            *parsed,
            *self.incidents.examples(seed=5),
            *swap_names(list(general_examples(self.rows, seed=8)), limit=4000, seed=5),
            *mined_incidents(self.incidents, kinship, reader, made=MINED, seed=5),
            *mined_parsed(parsed, self.parsed.near, reader, limit=MINED, seed=5),
        ]
        changes = self.parsed.changes
        headings = Headings(changes.names("place"), changes.names("person"))
        return [headings.around(e, chance, share=HEADED_SHARE) for e in examples]

    def _kept(self, name: str, make: Callable[[], list[Example]]) -> list[Feature]:
        """Return what *make* gives, encoded; made once and then read from the work folder."""
        stored = self.work / f"{name}.pickle"
        if stored.exists():
            return list(pickle.loads(stored.read_bytes()))
        features = self._encode(make())
        stored.write_bytes(pickle.dumps(features))
        return features

    def _stored(
        self, name: str, *, seed: int, general_seed: int, share: float, swapped: int
    ) -> list[Feature]:
        def make() -> list[Example]:
            examples = list(general_examples(self.rows, seed=general_seed, share=share))
            examples += self.incidents.examples(seed=seed)
            examples += weighed(
                list(self.parsed.examples(seed=max(1, seed - 1))), random.Random(seed)
            )
            if swapped:
                whole = list(general_examples(self.rows, seed=general_seed + 1))
                examples += swap_names(whole, limit=swapped, seed=seed)
            return examples

        return self._kept(name, make)

    def _encode(self, examples: Iterable[Example]) -> list[Feature]:
        return encode_examples(list(examples), self.tokenizer)
