"""``python -m training.run``: every stage from the data to the shipped model, resumable."""

import argparse
import os
from pathlib import Path

from training.fit import Stage, fit
from training.mixture import Mixture

WORK = Path(__file__).parent / "work"
GENERAL = Stage("general", steps=2000, peak_rate=2e-4, final_rate=1.357e-4, warm_up=200)
DOMAIN = Stage("domain", steps=3000, peak_rate=1.4e-4, final_rate=0.0, warm_up=50)


def main() -> None:
    """Run the stages that are not done yet."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", type=Path, required=True, help="folder with training/, corpora/"
    )
    options = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    mixture = Mixture(options.shared, WORK)
    general = fit(GENERAL, mixture.general, start=None, folder=WORK)
    fit(DOMAIN, mixture.domain, start=general, folder=WORK)


if __name__ == "__main__":
    main()
