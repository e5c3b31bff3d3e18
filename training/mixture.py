"""What an epoch of each stage holds."""

import pickle
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qa.reader import SpanReader
from training.copied import copied_examples
from training.corpora import Corpora
from training.examples import Example
from training.export import early_reader
from training.features import Feature, encode_examples, encode_kinds
from training.general import general_examples
from training.judged import judged_examples, load_judged
from training.looked import load_looked, looked_examples
from training.mined import Kinship, mined_incidents, mined_parsed
from training.model import encoder_folder
from training.parsed import weighed
from training.proposals import load_proposals, proposal_examples
from training.swapped import swap_names
from training.typed import load_typed, typed_examples
from training.verdicts import pair_examples, ruled_examples
from training.verified import verified_examples
from training.worlds import world_examples, world_names
from training.written import load_ruled, load_written, split_written, written_examples

GENERAL_SHARE = 0.45
HARD_GENERAL_SHARE = 0.5
HEADED_SHARE = 0.2
GENERAL_BESIDE = 0.4  # of the general questions, made beside the written ones
BESIDE = 24_000  # examples of all else in an epoch of written questions
WRITTEN_ROUNDS = 3  # other windows and wordings of each written question in an epoch
TYPED_ROUNDS = 2
BESIDE_HEADED = 9_000  # examples of all else, without headings
WORLD_ROUNDS = 3
LOOKED_ROUNDS = 2
BESIDE_LOOKED = 26_000
PROPOSAL_ROUNDS = 2
BESIDE_PROPOSALS = 20_000  # of all other verdicts in an epoch
PAIRS_JUDGED = 5_000  # statements with premises in an epoch of the entailment model
MINED = 3000  # questions of each kind that hard negatives are sought for


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What an epoch of a stage of verdicts holds.

    Attributes:
        seed: Of the stage's first epoch, so that no two stages draw alike.
        pairs: General statements with their premises.
        rounds: Other windows and wordings of each ruled question and claim.
        written_share: Of the windows of written questions.
        beside: Examples of all else.
    """

    seed: int
    pairs: int
    rounds: int
    written_share: float
    beside: int


CLAIMS = Verdicts(seed=0, pairs=12_000, rounds=1, written_share=0.0, beside=4_000)
RULED = Verdicts(seed=100, pairs=4_000, rounds=1, written_share=0.6, beside=7_000)
SETTLED = Verdicts(seed=200, pairs=2_000, rounds=2, written_share=0.3, beside=4_000)


class Mixture:
    """The epochs of all stages, made of what the folder *shared* holds."""

    def __init__(self, shared: Path, work: Path) -> None:
        from tokenizers import Tokenizer

        self.corpora = Corpora(shared, work)
        self.work = work
        self.tokenizer: Any = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))

    def general(self, number: int) -> list[Feature]:
        """Return epoch *number* of the first stage."""
        return self._encode(general_examples(self.corpora.rows, seed=number))

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
        return self._ruled(CLAIMS, number)

    def ruled(self, number: int) -> list[Feature]:
        """Return epoch *number* of all written questions and claims, with some of all else."""
        return self._ruled(RULED, number)

    def settled(self, number: int) -> list[Feature]:
        """Return epoch *number* of the same, for the most part of verdicts on reports."""
        return self._ruled(SETTLED, number)

    def judged(self, number: int) -> list[Feature]:
        """Return epoch *number* of the entailment model: everything with a verdict."""
        examples = list(judged_examples(split_written(load_judged())[0], seed=2000 + number))
        ruled = ruled_examples(split_written(load_ruled())[0], seed=3000 + number)
        examples += (replace(example, taught=False) for example in ruled)
        examples += verified_examples(split_written(load_written())[0], seed=5000 + number)
        reports = {one.report.id: one.report for one in split_written(load_written())[0]}
        examples += copied_examples(list(reports.values()), seed=6000 + number)
        examples += pair_examples(self.corpora.pairs, count=PAIRS_JUDGED, seed=4000 + number)
        return self._encode(examples)

    def headed(self, number: int) -> list[Feature]:
        """Return epoch *number* of windows under their headings, of many reports on one war."""
        kept = self._kept("beside-written", self._beside_written)
        kept = random.Random(200 + number).sample(kept, min(BESIDE_HEADED, len(kept)))
        asked, _ = split_written(load_written())
        examples = list(written_examples(asked, seed=700 + number))
        examples += self.corpora.incidents.examples(seed=40 + number)
        for turn in range(WORLD_ROUNDS):
            examples += world_examples(self.corpora.worlds, seed=1000 * turn + number)
        kinds = typed_examples(load_typed(), rounds=1, seed=700 + number)
        return [*kept, *self._encode(examples), *encode_kinds(list(kinds), self.tokenizer)]

    def looked(self, number: int) -> list[Feature]:
        """Return epoch *number* of the windows the assistant reads, beside what came before."""
        examples = list(world_examples(self.corpora.worlds, seed=5000 + number))
        for name in self.looked_at:
            rows = load_looked(self.work / "considered" / f"{name}.windows")
            for seed in range(LOOKED_ROUNDS * number, LOOKED_ROUNDS * (number + 1)):
                examples += looked_examples(rows, seed=seed)
        kept = self.headed(number + 10)
        return [*random.Random(number).sample(kept, BESIDE_LOOKED), *self._encode(examples)]

    @property
    def looked_at(self) -> list[str]:
        """What the assistant was watched on: worlds, real reports, MUC-4's development reports."""
        return [*world_names(held=False), "real", "wires", "muc4"]

    def proposed(self, number: int, folder: str = "proposals") -> list[Feature]:
        """Return epoch *number* of answers the assistant considers, and a share of all verdicts.

        Args:
            number: Of the epoch.
            folder: Where in the work folder they were collected.
        """
        examples: list[Example] = []
        for name in self.looked_at:
            rows = load_proposals(self.work / folder / f"{name}.jsonl")
            rounds = 1 if name == "muc4" else PROPOSAL_ROUNDS
            for seed in range(rounds * number, rounds * (number + 1)):
                examples += proposal_examples(rows, seed=seed)
        kept = random.Random(number).sample(self.judged(number), BESIDE_PROPOSALS)
        return [*kept, *self._encode(examples)]

    def _ruled(self, stage: Verdicts, number: int) -> list[Feature]:
        seed = stage.seed + number
        asked, _ = split_written(load_written())
        ruled, _ = split_written(load_ruled())
        examples = list(written_examples(asked, seed=500 + seed))
        share = int(stage.written_share * len(examples))
        examples = random.Random(seed).sample(examples, share)
        for turn in range(stage.rounds):
            examples += ruled_examples(ruled, seed=1000 * turn + seed)
        examples += pair_examples(self.corpora.pairs, count=stage.pairs, seed=seed)
        return [*self._beside_verdicts(seed, stage.beside), *self._encode(examples)]

    def _beside_verdicts(self, number: int, count: int) -> list[Feature]:
        kept = self._kept("beside-written", self._beside_written)
        kept = random.Random(100 + number).sample(kept, min(count, len(kept)))
        kinds = typed_examples(load_typed(), rounds=1, seed=500 + number)
        return [*kept, *encode_kinds(list(kinds), self.tokenizer)]

    def _beside_written(self) -> list[Example]:
        chance = random.Random(31)
        general = list(general_examples(self.corpora.rows, seed=21, share=GENERAL_BESIDE))
        swapped = swap_names(list(general_examples(self.corpora.rows, seed=22)), limit=2500, seed=9)
        parsed = weighed(list(self.corpora.parsed.examples(seed=9)), chance)
        examples = [*general, *swapped, *self.corpora.incidents.examples(seed=9), *parsed]
        return [self.corpora.headings.around(e, chance, share=HEADED_SHARE) for e in examples]

    def _hard_examples(self, reader: SpanReader) -> list[Example]:
        chance = random.Random(11)
        general = list(general_examples(self.corpora.rows, seed=7, share=HARD_GENERAL_SHARE))
        parsed = weighed(list(self.corpora.parsed.examples(seed=6)), chance)
        kinship = Kinship(self.corpora.templates)
        examples = [
            *general,
            *parsed,
            *self.corpora.incidents.examples(seed=5),
            *swap_names(list(general_examples(self.corpora.rows, seed=8)), limit=4000, seed=5),
            *mined_incidents(self.corpora.incidents, kinship, reader, made=MINED, seed=5),
            *mined_parsed(parsed, self.corpora.parsed.near, reader, limit=MINED, seed=5),
        ]
        return [self.corpora.headings.around(e, chance, share=HEADED_SHARE) for e in examples]

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
            examples = list(general_examples(self.corpora.rows, seed=general_seed, share=share))
            examples += self.corpora.incidents.examples(seed=seed)
            parsed = list(self.corpora.parsed.examples(seed=max(1, seed - 1)))
            examples += weighed(parsed, random.Random(seed))
            if swapped:
                whole = list(general_examples(self.corpora.rows, seed=general_seed + 1))
                examples += swap_names(whole, limit=swapped, seed=seed)
            return examples

        return self._kept(name, make)

    def _encode(self, examples: Iterable[Example]) -> list[Feature]:
        return encode_examples(list(examples), self.tokenizer)
