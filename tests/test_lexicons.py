"""The user's own word lists, joined to the packaged ones."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from qa.errors import InputError
from qa.lexicons import any_phrase, load_lexicon

LISTS = {
    "updates": '[asked]\nas_of = ["by the tally of * clinics of"]\n',
    "measures": '[killed]\nobject = ["vaporise"]\n',
    "aliases": '[armed_groups]\n"Red Dawn Front" = ["The Crimson Hand"]\n',
    "answer_types": '[nouns]\nplace = ["oblast"]\n',
    "dates": '[tense]\nvotes = ["plebiscite"]\n',
}
PROBE = """
from qa.cutoffs import cutoffs
from qa.dates import find_dates
from qa.measures import measure_of
from qa.names import load_names
from qa.question import understand
print(measure_of("vaporise"), load_names().same("Red Dawn Front", "Crimson Hand"))
print(understand("Which oblast was shelled?").type)
print(len(cutoffs(understand("How many died by the tally of all clinics of 3 May 2031?"))))
print(find_dates("the plebiscite of 1 July", published="2023-06-14")[0].value.start)
"""


def test_a_folder_of_own_lists_adds_to_every_lexicon(tmp_path: Path) -> None:
    for name, text in LISTS.items():
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    outputs = []
    for folder in (str(tmp_path), ""):
        env = {**os.environ, "QA_LEXICONS": folder}
        run = subprocess.run(
            [sys.executable, "-c", PROBE], env=env, capture_output=True, text=True, check=True
        )
        outputs.append(run.stdout.split())
    assert outputs == [
        ["killed", "True", "place", "1", "2023-07-01"],
        ["None", "False", "other", "0", "2022-07-01"],
    ]


def test_an_unreadable_list_names_itself(tmp_path: Path) -> None:
    broken = tmp_path / "measures.toml"
    broken.write_text("[killed\n", "utf-8")
    with pytest.raises(InputError, match=r"measures\.toml"):
        load_lexicon("measures", broken)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("once the two lists were compared", True),
        ("once lists were compared", True),
        ("once were compared", False),
        ("once all of the long lists were compared", False),
    ],
)
def test_a_star_in_a_phrase_is_up_to_three_words(text: str, *, fits: bool) -> None:
    pattern = any_phrase(["as of", "once * were compared"])
    assert bool(re.fullmatch(pattern, text)) is fits
