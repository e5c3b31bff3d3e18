"""Who claims a deed, and who claims something else."""

import pytest

from qa.language import parse
from qa.party_verbs import claiming

DEEDS = frozenset({"attack", "bomb", "raid"})


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("The Front claimed the attack on the mill.", "Front"),
        ("The Front has claimed responsibility for the blast.", "Front"),
        ("The Front claimed the ambush near Osht.", "Front"),
        ("The Front claimed it in a statement.", "Front"),
        ("The kidnapping was claimed by the Front.", "Front"),
        ("Nine died in a bombing claimed by the Front.", "Front"),
        ("Nine died in a bombing that was claimed by the Front.", "Front"),
        ("The Front, which claimed the assassination, fell apart.", "Front"),
        ("The raid was condemned abroad and claimed by the Front.", "Front"),
        ("The Front claimed two of the attacks.", "Front"),
        ("The Front claimed a string of bombings.", "Front"),
        ("The Front claimed the rocket fire.", "Front"),
        ("The Front claimed the shooting.", "Front"),
        ("The bombing claimed 12 lives.", None),
        ("The bombing claimed the life of the mayor.", None),
        ("The bombing claimed a dozen deaths.", None),
        ("The bombing claimed the lives of 12 people in an attack on Osht.", None),
        ("The bombing claimed 12 victims.", None),
        ("The blast claimed three soldiers.", None),
        ("The army claimed victory.", None),
        ("The army claimed victory after the attack.", None),
        ("The army claimed the village of Osht.", None),
        ("Twelve lives were claimed by the bombing.", None),
        ("The army claimed that rebels attacked the mill.", None),
    ],
)
def test_who_claims_a_deed(text: str, claimant: str | None) -> None:
    sentence = parse(text)
    found = {
        sentence.tokens[j].text
        for i, t in enumerate(sentence.tokens)
        if t.pos == "VERB"
        for j in claiming(sentence, i, DEEDS)
    }
    assert found == ({claimant} if claimant else set())
