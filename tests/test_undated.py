"""A report without a date of its own still says when: in its words, or with the year it names."""

from pathlib import Path

import pytest

from qa.answer import Assistant
from qa.ingest import ingest_paths
from qa.settings import Settings

SATURDAY = (
    "Bombing in Karsa market\n\nA car bomb exploded in the market of Karsa on Saturday, killing "
    "nine people, the mayor, Adel Sami, said.\n"
)
YEAR = (
    "Raid on the Orlan depot\n\nThe raid on the depot of Orlan was among the heaviest in the course "
    "of the year 2022, precisely on 20 last January, and cost 14 guards their lives.\n"
)


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of both reports."""
    folder = tmp_path_factory.mktemp("undated")
    (folder / "market.txt").write_text(SATURDAY, encoding="utf-8")
    (folder / "depot.txt").write_text(YEAR, encoding="utf-8")
    paths = [folder / "market.txt", folder / "depot.txt"]
    ingest_paths(paths, index=folder / "index", settings=Settings())
    return folder / "index"


def test_a_day_that_cannot_be_resolved_is_told_in_the_reports_words(undated: Path) -> None:
    with Assistant.open(undated) as assistant:
        answer = assistant.ask("When did the car bomb explode in Karsa?")
    assert answer.state == "answered"
    assert (answer.claims[0].value, answer.claims[0].date) == ("Saturday", None)
    assert "undated" in answer.text


def test_the_year_of_the_sentence_resolves_its_day(undated: Path) -> None:
    with Assistant.open(undated) as assistant:
        answer = assistant.ask("When was the depot of Orlan raided?")
    date = answer.claims[0].date
    assert date is not None
    assert (date.start, date.text) == ("2022-01-20", "20 last January")
