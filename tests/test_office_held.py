"""Who is asked for by an office is nobody whom the report calls something else."""

import pytest
from told import evidence_of, line_with

from qa.candidates import Candidate
from qa.office_held import is_another_person
from qa.question import understand
from qa.records import Article


def another(question: str, text: str, value: str) -> bool:
    asked = understand(question)
    evidence = evidence_of(asked, Article(id="a", title="", text=text, published="2031-05-04"))
    line = line_with(evidence, value)
    start = line.start + line.text.index(value)
    found = Candidate(line=line, start=start, end=start + len(value), fit=0.9)
    return is_another_person(asked, evidence, found)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (
            "Who is the mayor of Varna?",
            "He was handed to the bishop of Varna, Monsignor Pavel Orlan.",
            "Pavel Orlan",
        ),
        (
            "Who is the mayor of Varna?",
            "Ivo Dresk, mayor of Osht, was freed near Varna.",
            "Ivo Dresk",
        ),
        (
            "Who was the manager of the depot?",
            "They had no part in it, their spokeswoman Mira Tolen said. The manager was dismissed.",
            "Mira Tolen",
        ),
        (
            "What is the name of the imam of the mosque hit in Osht?",
            "The Omar Haddad mosque in Osht was also destroyed.",
            "Omar Haddad",
        ),
        (
            "Who was the commander of the post hit at Osht?",
            "A command post was hit near Osht, Karashin said.",
            "Karashin",
        ),
        ("Which pilot bombed Osht?", "Warplanes bombed Osht.", "Warplanes"),
        (
            "name of the officer who led the troops at Osht",
            "Ten people were shot by government forces at Osht.",
            "government forces",
        ),
        (
            "What is the name of the captain of the Lira?",
            "The navy's spokesman, Captain Ivo Dresk, said the ferry Lira was lost.",
            "Ivo Dresk",
        ),
        ("Who filmed the death of Ana Mora?", "A masked man held Ana Mora.", "Ana Mora"),
        (
            "Which journalist died at Osht?",
            "Militants Attack Osht Kill 3 Including Journalist.",
            "Journalist",
        ),
    ],
)
def test_whom_the_report_calls_otherwise_does_not_answer(
    question: str, text: str, value: str
) -> None:
    assert another(question, text, value)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("Who is the mayor of Osht?", "Ivo Dresk, mayor of Osht, was freed.", "Ivo Dresk"),
        (
            "Who heads the health authority of Osht?",
            "It was gas, said the director of the health authority, Ramir Estev.",
            "Ramir Estev",
        ),
        (
            "Which activist told of the raid on Osht?",
            "Speaking to Wirenews Hala Morel a local activist said jets hit Osht.",
            "Hala Morel",
        ),
        (
            "Which officer was killed at Osht?",
            "Among the dead at Osht is Colonel Nils Hassen.",
            "Nils Hassen",
        ),
        (
            "Who was the pilot of the jet?",
            "The pilot ejected over Osht. Nils Hassen, 32, was found alive.",
            "Nils Hassen",
        ),
        (
            "Who chaired the panel?",
            "The panel's chair, the retired judge Ana Mora, left.",
            "Ana Mora",
        ),
        (
            "Which commander was killed in the bombing of Osht?",
            "The blast killed 20 men including Pavel Orlan the commander of the Lira Front.",
            "Pavel Orlan",
        ),
        (
            "What is the name of the captain of the Lira?",
            "The captain of the Lira, Ivo Dresk, was lost.",
            "Ivo Dresk",
        ),
        ("Which worker died of burns?", "Ivo Dresk, an electrician, died of burns.", "Ivo Dresk"),
        ("Who was the bomber?", "The bomber was a Tunisian engineer.", "a Tunisian engineer"),
    ],
)
def test_who_holds_the_office_or_may_hold_it_is_kept(question: str, text: str, value: str) -> None:
    assert not another(question, text, value)
