"""What the asked party says is preferred, and who owns to a deed where the question asks for him."""

import pytest
from told import evidence_of, figure_in, line_with

from qa.assessing import assess_line
from qa.candidate import Candidate
from qa.certainty import Assessment
from qa.evidence import Evidence
from qa.question import Question, understand
from qa.records import Article
from qa.said_by import as_sayer, by_owner, by_speaker, is_asked, past_denial, says_something

THRESHOLD = 0.4
TOLL = understand("How many miners were wounded in Osht according to the Marsa News Agency?")


def evidence_for(question: Question, *texts: str) -> Evidence:
    articles = (
        Article(id=f"osht-{i}", title="Osht", text=text, published="2031-03-06")
        for i, text in enumerate(texts)
    )
    return evidence_of(question, *articles)


def named(evidence: Evidence, value: str, words: str) -> Candidate:
    line = line_with(evidence, words)
    start = line.start + line.text.index(value)
    return Candidate(line=line, start=start, end=start + len(value), fit=1.0)


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("The state-run Marsa News Agency said at least 40 miners were wounded.", "at least 40"),
        ("The Marsa News Agency put the number of wounded miners at 40.", "40"),
        ("At least 40 miners were wounded, the Marsa agency reported.", "At least 40"),
        ("The Marsa News Agency said at least 41 miners were wounded.", None),
        ("A union said at least 40 miners were wounded.", None),
        ("The Marsa News Agency said at least 40 miners were killed.", None),
    ],
)
def test_what_the_asked_party_says_is_taken_however_unlikely(told: str, value: str | None) -> None:
    plain = "A blast wounded 40 miners in Osht."
    evidence = evidence_for(TOLL, plain, told)
    first = figure_in(evidence, plain, "40")
    number = next(word for word in ("at least 4", "At least 4", "4") if word in told)
    start = told.index(number)
    other = figure_in(evidence, told, told[start : start + len(number) + 1])
    ranked = [(0.9, first)] * 8 + [(0.05, other)]
    found = by_speaker(TOLL, evidence, ranked, THRESHOLD)
    assert [c.value for _, c in found] == ([value] if value else [])


def test_the_asked_party_is_not_looked_for_where_nothing_is_likely() -> None:
    told = "The Marsa News Agency said 40 miners were wounded."
    evidence = evidence_for(TOLL, told)
    ranked = [(0.01, figure_in(evidence, told, "40"))]
    assert by_speaker(TOLL, evidence, ranked, THRESHOLD) == []


@pytest.mark.parametrize(
    ("asked", "speaker", "same"),
    [
        ("Marsa News Agency", "the official Marsa agency", True),
        ("governor", "The governor of Osht", True),
        ("Islamic State", "DAESH", True),
        ("Marsa News Agency", "a union", False),
        ("governor", None, False),
        ("police", "the army", False),
    ],
)
def test_who_is_the_asked_party(asked: str, speaker: str | None, same: bool) -> None:  # noqa: FBT001 - a table column
    assert is_asked(asked, speaker) is same


@pytest.mark.parametrize(
    ("question", "text", "value", "speaker"),
    [
        ("Who said the mill burned?", "The mill burned, Omar Haddad said.", "Omar Haddad", "Omar Haddad"),
        ("Which body warned of cholera?", "The River Mission warned of cholera.", "River Mission", "The River Mission"),
        ("Who confirmed the strike?", "Colonel Omar Haddad confirmed the strike.", "Omar Haddad", "Colonel Omar Haddad"),
        ("Which agency reported the raid?", "A raid hit Osht the Marsa Agency reported.", "Marsa Agency", "the Marsa Agency"),
        ("Who said the mill burned?", "Omar Haddad saw the mill burn, a nurse said.", "a nurse", "a nurse"),
        ("Who burned the mill?", "Omar Haddad said the mill burned.", "Omar Haddad", None),
        ("Who was hurt?", "Omar Haddad said he was in pain.", "Omar Haddad", None),
        ("Which body warned of cholera?", "Cholera hit the River Mission.", "River Mission", None),
    ],
)  # fmt: skip
def test_who_said_so_speaks_where_that_is_asked(
    question: str, text: str, value: str, speaker: str | None
) -> None:
    asked = understand(question)
    evidence = evidence_for(asked, text)
    answer = named(evidence, value, value)
    plain = Assessment("reported", None, (), says_unknown=False, spans=())
    told = as_sayer(asked, answer, plain)
    assert (told.speaker, told.certainty) == (speaker, "reported")


@pytest.mark.parametrize(
    ("question", "certainty"),
    [
        ("Who is the leader of the Dawn militia?", "reported"),
        ("leader of the Dawn militia", "reported"),
        ("Name the leader of the Dawn militia.", "reported"),
        ("Who raided Osht?", "denied"),
        ("Who was behind the raid on Osht?", "denied"),
        ("Which leader denied ordering the raid on Osht?", "denied"),
        ("Who ordered the raid on Osht?", "denied"),
    ],
)
def test_who_denies_a_deed_does_not_deny_who_he_is(question: str, certainty: str) -> None:
    text = "The leader of the Dawn militia, Omar Haddad, denies having ordered the raid on Osht."
    asked = understand(question)
    evidence = evidence_for(asked, text)
    answer = named(evidence, "Omar Haddad", "Omar Haddad")
    told = assess_line(evidence, answer.line, answer.start, answer.end)
    assert told.certainty == "denied"
    found = past_denial(asked, answer, told)
    assert found.certainty == certainty
    assert (found.speaker is None) == (certainty == "reported")


SAID = (
    "The Marsa Observatory said a bomber struck a bus near Osht. "
    "The Red Hand said it had blown up the bus near Osht. "
    "The Amber Front said the Red Hand had blown up the bus. "
    "The Night League admitted using banned shells against the town. "
    "The Dawn Party claimed responsibility for the raid."
)


@pytest.mark.parametrize(
    ("question", "owner"),
    [
        ("Who said they blew up the bus near Osht?", "Red Hand"),
        ("Which group said it had blown up the bus?", "Red Hand"),
        ("which group admitted it used banned shells on the town", "Night League"),
        ("Who admitted using banned shells?", "Night League"),
        ("Who claimed the raid on Osht?", "Dawn Party"),
        ("Which party claimed responsibility for the raid?", "Dawn Party"),
        ("Who took responsibility for the raid?", "Dawn Party"),
        ("Who said a bomber struck the bus?", None),
        ("Who said the Red Hand had blown up the bus?", None),
        ("Who claimed that the Red Hand blew up the bus?", None),
        ("Which group blew up the bus?", None),
        ("Who did the Amber Front blame?", None),
    ],
)
def test_who_owns_to_a_deed_is_preferred_where_he_is_asked_for(
    question: str, owner: str | None
) -> None:
    asked = understand(question)
    evidence = evidence_for(asked, SAID)
    names = ("Marsa Observatory", "Red Hand", "Amber Front", "Night League", "Dawn Party")
    # every name is as likely but the first, which is likelier
    ranked = [(0.6 if i == 0 else 0.5, named(evidence, n, f"{n} ")) for i, n in enumerate(names)]
    values = [c.value for _, c in by_owner(asked, evidence, ranked, THRESHOLD)]
    assert (owner in values) if owner else (values == [])
    assert "Marsa Observatory" not in values
    assert "Amber Front" not in values


@pytest.mark.parametrize(
    ("asked", "speaker", "same"),
    [
        ("Security Minister Terl", "Colonel Terl", True),
        ("Security Minister Terl", "the minister, Joren Terl", True),
        ("Security Minister Terl", "the governor of Terl province", False),
        ("Lieutenant Colonel Melk", "Colonel Omar Haddad of Lira", False),
        ("Harbour Council", "the Youth Council", True),
    ],
)
def test_a_title_may_differ_where_the_surname_is_the_same(
    asked: str, speaker: str, *, same: bool
) -> None:
    assert is_asked(asked, speaker) is same


OPINION = understand("What did Ana Rada say about the fire at the port?")
SURE = (
    '"I would not swear to it," said Ana Rada, a chemist at the port of Osht, who wrote the study.'
)


@pytest.mark.parametrize(
    ("value", "told", "says"),
    [
        ("a chemist at the port of Osht", SURE, False),
        ("a chemist", SURE, False),
        ("I would not swear to it", SURE, True),
        (SURE, SURE, True),
        ("that the fire was set", "Ana Rada of the port said that the fire was set.", True),
        ("it was set", "It was Ana Rada, a chemist, who said it was set.", True),
        ("was set", "Ana Rada, a chemist, said that the fire was set.", True),
        ("a chemist", "Ana Rada described the man as a chemist.", True),
    ],
)
def test_what_a_speaker_is_is_not_what_he_says(value: str, told: str, *, says: bool) -> None:
    evidence = evidence_for(OPINION, told)
    assert says_something(OPINION, named(evidence, value, told[:12])) is says
    assert says_something(TOLL, named(evidence, value, told[:12]))


def test_a_name_alone_is_who_bears_it_elsewhere() -> None:
    """The envoy's likeliest words are his, though his office stands only by others of his."""
    asked = understand("What did the river envoy say about the dam at Osht?")
    evidence = evidence_for(
        asked,
        "Ana Rada said that the dam at Osht would hold.",
        "The river envoy, Ana Rada, said that the ferry was late.",
        "Omar Haddad said that the dam at Osht would break.",
    )
    ranked = [
        (0.9, named(evidence, "that the dam at Osht would break", "Omar Haddad")),
        (0.8, named(evidence, "that the dam at Osht would hold", "Ana Rada said")),
        (0.7, named(evidence, "that the ferry was late", "The river envoy")),
        (0.3, named(evidence, "said that the ferry was late", "The river envoy")),
    ]
    found = by_speaker(asked, evidence, ranked, THRESHOLD)
    assert [probability for probability, _ in found] == [0.8, 0.7]
    assert by_speaker(asked, evidence, ranked[-1:], THRESHOLD) == []


def test_less_is_asked_of_a_cause_that_the_asked_party_gives() -> None:
    """A cause from the right mouth is likely the one; of all that he states, not any is."""
    text = "Divers said that the ferry sank because of a mine."
    asked = understand("Why did the ferry sink, according to divers?")
    assert asked.type == "cause"
    evidence = evidence_for(asked, text)
    faint = [(0.3, named(evidence, "because of a mine", "Divers"))]
    assert by_speaker(asked, evidence, faint, THRESHOLD)
    said = understand("What did divers say about the ferry?")
    assert by_speaker(said, evidence, faint, THRESHOLD) == []
