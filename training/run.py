"""``python -m training.run``: every stage from the data to the shipped model, resumable."""

import argparse
import json
import os
from dataclasses import replace
from pathlib import Path

from training.fit import Stage, blend, fit
from training.mixture import Mixture
from training.proposals import collect_all
from training.release import release, release_entailment
from training.restore import restore

WORK = Path(__file__).parent / "work"
SHIPPED = Path(__file__).parents[1] / "qa" / "data" / "reader"
ENTAILMENT = SHIPPED.parent / "entailment"
# The rate stays high through the domain stage, so that it can be lengthened; a short stage then
# brings it to nothing, which is where most of the gain shows.
GENERAL = Stage("general", steps=1250, peak_rate=2e-4, final_rate=1.625e-4, warm_up=200)
DOMAIN = Stage("domain", steps=1000, peak_rate=1.6e-4, final_rate=1.4e-4, warm_up=50)
LATE = Stage("late", steps=1000, peak_rate=1.4e-4, final_rate=1.2e-4, warm_up=50)
COOLING = Stage("cooling", steps=450, peak_rate=1.2e-4, final_rate=0.0, warm_up=1, skip=LATE.steps)
# Once more, warmed up again: fresh windows of everything, then what misled the reader so far.
WIDE = Stage("wide", steps=1100, peak_rate=1.5e-4, final_rate=1.27e-4, warm_up=100)
# What analysts ask, written over invented reports, from the mean of the last two valleys on.
WRITTEN = Stage("written", steps=700, peak_rate=8e-5, final_rate=7e-5, warm_up=40)
ASKED = Stage("asked", steps=1300, peak_rate=7e-5, final_rate=0.0, warm_up=1)
# Whether a window says yes or no: general statements first, then what is asked of reports.
CLAIMS = Stage(
    "claims", steps=400, peak_rate=1.2e-4, final_rate=1.079e-4, warm_up=30, frozen=2, dropout=False
)
RULED = Stage(
    "ruled", steps=1000, peak_rate=1e-4, final_rate=0.0, warm_up=10, frozen=2, dropout=False
)
SETTLED = Stage(
    "settled",
    steps=700,
    peak_rate=9e-5,
    final_rate=0.0,
    warm_up=20,
    frozen=2,
    dropout=False,
    verdict_share=1.0,
)
# Entailment by itself, from the reader's weights on, and once more at a lower rate.
JUDGED = Stage(
    "judged",
    steps=2300,
    peak_rate=1.2e-4,
    final_rate=0.0,
    warm_up=60,
    frozen=2,
    dropout=False,
    verdict_share=1.0,
)
REJUDGED = replace(JUDGED, name="rejudged", steps=1100, peak_rate=7e-5, warm_up=30)
# Twice more, when more claims were there in which one thing is exchanged for another.
EXCHANGED = replace(JUDGED, name="exchanged", steps=1700, peak_rate=1e-4, warm_up=40)
REEXCHANGED = replace(JUDGED, name="reexchanged", steps=1400, peak_rate=8e-5, warm_up=30)
# Many reports on one war, each window under its heading; then the answers that an assistant
# considers over such collections.
HEADED = replace(RULED, name="headed", steps=1450, peak_rate=1.2e-4, warm_up=40)
PROPOSED = replace(JUDGED, name="proposed", steps=1300, warm_up=40)
# Once more with more wars and with real reports, in the windows that the assistant itself reads.
LOOKED = replace(RULED, name="looked", steps=2200, peak_rate=1.2e-4, warm_up=60)
LOOKED_AGAIN = replace(RULED, name="looked-again", steps=1600, peak_rate=1.2e-4, warm_up=60)
REPROPOSED = replace(JUDGED, name="reproposed", steps=800, peak_rate=1e-4, warm_up=40)
HARD = Stage("hard", steps=2100, peak_rate=1.2e-4, final_rate=0.0, warm_up=1)


def main() -> None:
    """Run the stages that are not done yet."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", type=Path, required=True, help="folder with training/, corpora/"
    )
    parser.add_argument(
        "--from-shipped", action="store_true", help="go on from the packaged reader's weights"
    )
    options = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    mixture = Mixture(options.shared, WORK)
    blended = WORK / "blended.pt"
    if options.from_shipped:
        restore(SHIPPED / "model.onnx", blended)
        asked = blended
    else:
        if not blended.exists():
            _stages_before(mixture, blended)
        written = fit(WRITTEN, mixture.written, start=blended, folder=WORK)
        asked = fit(ASKED, lambda n: mixture.written(n + 1), start=written, folder=WORK)
    claims = fit(CLAIMS, mixture.claims, start=asked, folder=WORK)
    ruled = fit(RULED, mixture.ruled, start=claims, folder=WORK)
    settled = fit(SETTLED, mixture.settled, start=ruled, folder=WORK)
    mean = blend(settled, ruled, share=0.6, target=WORK / "verdicts.pt")
    headed = fit(HEADED, mixture.headed, start=mean, folder=WORK)
    release(headed, mixture, target=SHIPPED, name="minilm-span-6")
    judged = fit(JUDGED, mixture.judged, start=mean, folder=WORK)
    again = fit(REJUDGED, lambda n: mixture.judged(n + 20), start=judged, folder=WORK)
    entailing = blend(again, judged, share=0.6, target=WORK / "entailing.pt")
    exchanged = fit(EXCHANGED, lambda n: mixture.judged(n + 40), start=entailing, folder=WORK)
    once_more = fit(REEXCHANGED, lambda n: mixture.judged(n + 60), start=exchanged, folder=WORK)
    mean = blend(once_more, exchanged, share=0.6, target=WORK / "exchanging.pt")
    release_entailment(mean, mixture, target=ENTAILMENT, name="exchanging")
    collect_all(WORK / "proposals", options.shared / "corpora")
    proposed = fit(PROPOSED, mixture.proposed, start=mean, folder=WORK)
    shipped = blend(proposed, mean, share=0.7, target=WORK / "proposing.pt")
    release_entailment(shipped, mixture, target=ENTAILMENT, name="minilm-entailment-3")
    collect_all(WORK / "considered", options.shared / "corpora")
    looked = fit(LOOKED, mixture.looked, start=headed, folder=WORK)
    before = blend(looked, headed, share=0.6, target=WORK / "looking.pt")
    looked = fit(LOOKED_AGAIN, lambda n: mixture.looked(n + 20), start=looked, folder=WORK)
    looked = blend(looked, before, share=0.5, target=WORK / "looking-again.pt")
    results = release(looked, mixture, target=SHIPPED, name="minilm-span-8")
    again = fit(
        REPROPOSED, lambda n: mixture.proposed(n + 10, "considered"), start=shipped, folder=WORK
    )
    again = blend(again, shipped, share=0.75, target=WORK / "reproposing.pt")
    results["entailment"] = release_entailment(
        again, mixture, target=ENTAILMENT, name="minilm-entailment-5"
    )
    print(json.dumps(results, indent=2))


def _stages_before(mixture: Mixture, target: Path) -> None:
    """Every stage up to the one on written questions."""
    general = fit(GENERAL, mixture.general, start=None, folder=WORK)
    domain = fit(DOMAIN, mixture.domain, start=general, folder=WORK)
    late = fit(LATE, mixture.late, start=domain, folder=WORK)
    cooled = fit(COOLING, mixture.late, start=late, folder=WORK)
    wide = fit(WIDE, mixture.wide, start=cooled, folder=WORK)
    hard = fit(HARD, mixture.hard(cooled), start=wide, folder=WORK)
    blend(hard, cooled, share=0.6, target=target)


if __name__ == "__main__":
    main()
