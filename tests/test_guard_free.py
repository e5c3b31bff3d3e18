"""What the rules hold of a sentence in words of its own, whatever the entailment model thinks."""

from dataclasses import replace

import pytest
from invented import REPORTS

from qa import guard
from qa.citations import cite
from qa.guard import check_sentence
from qa.guard_bound import bound_numbers
from qa.guard_evidence import Backing

# A quote, then lines of what it says in other words ("+") and of what is wrong in other words, with
# the rule that has to stop it.
CASES = """
The harbour master, Ilse Marten, said that rats had chewed the cable of the Delo lighthouse.
+ Harbour master Ilse Marten blamed gnawing rats for the outage at Delo lighthouse
+ Ilse Marten put the blackout of the Delo lighthouse down to rodents, in her account
speaker: Rodents gnawed through the wiring of the Delo lighthouse

Fishermen of Orlo protested that the new pier keeps the shoals away from their nets.
+ The new pier drives the shoals off, Orlo's fishermen complained
+ Orlo's fishermen deplored that shoals shun their nets because of the new pier

The mayor, Ines Bold, criticised the minister, Karl Tove; the school will shut, Tove said.
+ Tove announced the school's closure
speaker: Bold announced the school's closure
speaker: Mayor Bold explained that lessons at the school are over for good

Vera Lohm's lawyer, who met reporters on Friday, said his client had not slept for a week.
+ Her lawyer told journalists that Vera Lohm had gone a week without sleep
speaker: Vera Lohm told journalists that her attorney had gone a week without sleep

He said that the bridge at Norr would be rebuilt by spring.
+ An engineer promised that Norr would get its bridge back by spring

The diver is believed to have drowned in the lock at Sund.
+ The diver probably perished in the lock at Sund
speaker: The diver perished in the lock at Sund

The siege of Arvo lasted 97 days and cost a boy of 11 an eye.
+ Arvo withstood a 97-day siege, in which an 11-year-old lost an eye
+ An eleven-year-old was half blinded in the ninety-seven-day siege of Arvo
number: Arvo withstood a 79-day siege, in which an 11-year-old lost an eye
number: Arvo withstood a 97-day siege, in which a twelve-year-old lost an eye
number: A boy was half blinded in an 11-day siege of Arvo

The board registered 38 breaches on day five of the truce.
+ The panel noted 38 breaches by the fifth day of the truce
number: The panel noted five breaches by the 38th day of the truce

The Meren company sold 14 lorries and 20 boats to the port of Tolm.
+ Tolm's port purchased 14 lorries and 20 boats from the Meren company
measure: Tolm's port purchased 14 vessels and 20 trailers from the Meren company
measure: Tolm's port purchased 20 lorries from the Meren company

It has not been learnt who set the warehouse of Brun alight.
+ Who put a match to the depot at Brun is still unknown
speaker: The police said it was still unknown who put a match to the depot at Brun
speaker: According to the fire brigade, nobody knows who put a match to the depot at Brun

Clerk Ida Roe told the court that they had meant to sell the seized diesel.
+ They wanted to sell the impounded fuel, clerk Ida Roe testified
role: Clerk Ida Roe testified that she had meant to sell the impounded fuel
role: He had meant to sell the impounded fuel, clerk Ida Roe testified

"I meant to sell the diesel," the driver, Sven Lind, said.
+ Driver Sven Lind admitted that he had meant to sell the fuel

The ferry to Holm was turned back by customs boats at dusk.
+ Customs vessels sent the Holm ferry back at nightfall
instruction: The evidence says that customs vessels sent the Holm ferry back at nightfall
instruction: The passage is about the Holm ferry, sent back by customs vessels at nightfall
instruction: Did customs vessels send the Holm ferry back at nightfall?

Detectives found fresh evidence against the broker in a drain.
+ Fresh evidence incriminating the broker turned up in a drain, according to detectives

Rangers let 12 prisoners out of the hut at Kess on Monday.
+ Rangers set 12 captives free at the hut of Kess on Monday
number: Rangers set 13 captives free at the hut of Kess on Monday

His brother Timo, a baker, was arrested in the yard by customs men.
+ Timo was nabbed, or arrested, inside the yard by customs men
+ The baker Timo was arrested by officers of customs in the courtyard
role: Customs men were arrested in the courtyard by the baker

The ferry Alva rammed two skiffs off Cape Noor and a stoker drowned.
+ Two skiffs were rammed off Cape Noor by the Alva, and a stoker lost his life
role: The two skiffs rammed the Alva off Cape Noor, and a stoker lost his life
role: The Alva was rammed off Cape Noor by two small skiffs, and a stoker lost his life

Lightning burned the mill at Vall at dawn.
+ The mill at Vall burned at daybreak because of lightning

The governor's nephew, Daniel Orsk, was kidnapped from his surgery in Palm.
+ Daniel Orsk, a dentist, was kidnapped at his workplace in Palm
role: Governor Simon Orsk was kidnapped at his workplace in Palm

Guards shot at and wounded the courier Marek Dahl at the gate.
+ Courier Marek Dahl was shot at and wounded near the entrance by guards
role: The guards were shot at and wounded near the entrance by the courier Marek Dahl

Growers accept the escorts only if the soldiers walk in front.
+ Growers agree to accept escorts on condition of soldiers leading the way
hedge: Soldiers walk in front of the growers on the harvest road

The tram drivers' union has called a 72-hour strike over pay.
+ The tram drivers are called upon by their union to stop work for 72 hours for better wages
number: The tram drivers are called upon by their union to stop work for 27 hours for better wages
number: The tram drivers are called upon by their union to stop work at 72 depots for better wages

Japan's foreign ministry said the trawler had cut across the bow of the cutter at the northern pier.
+ Japan blamed the trawler, which by its account crossed the cutter's bow near the north pier

Both crews agreed to give back nets: 60 kept by the islanders, 25 by the trawlermen.
+ Under the deal nets go back, namely 60 held by the islanders and 25 by the trawlermen
measure: Under the deal nets go back, namely 25 held by the islanders and 60 by the trawlermen

Votes were counted on Friday: 31 cast by nurses, 12 by porters and nine by cooks.
+ Nurses cast 31 ballots on Friday, and cooks nine
measure: Friday brought 12 ballots by nurses and 31 by porters

Shepherds fled the valley of Mirn when the dam began to leak.
+ Herders escaped from Mirn's valley on account of the leaking dam
negation: Herders came back to Mirn's valley on account of the leaking dam
negation: Herders returned to Mirn's valley on account of the leaking dam

The pilot was hurt when a charge exploded beneath the runway of Lod.
+ A bomb under Lod's runway went off and injured the airman
negation: A bomb under Lod's runway was defused by the injured airman
negation: A bomb under Lod's runway killed the airman

Ferries to Sorn do not sail: the harbour master suspended them on Monday.
+ Sorn's ferries have stopped sailing since Monday and will resume on no known date

The envoy of Kallia left Osk at noon on Thursday, under an hour before the raid.
+ The Kallian envoy was gone from Osk by midday on Thursday, less than an hour before the raid
name: The Kallian envoy was gone from Tormund by midday on Thursday

The attackers tried to shoot the mayor and could not be found.
+ The assailants attempted to shoot the mayor and could not be traced
+ The assailants made an attempt to shoot the mayor and got away
+ The assailants did not succeed in shooting the mayor
+ The assailants vanished without having shot the mayor
hedge: The assailants shot the mayor and could not be traced
hedge: The assailants, who shot the mayor, failed to leave a trace
hedge: Having shot the mayor, the assailants could not be traced
hedge: The mayor was shot by assailants whom nobody would find

The strikers threatened to flood the mine if their pay was not raised.
+ The strikers would flood the mine unless they got more money
+ The mine is set to be flooded by the strikers, provided that wages stay as they are
+ The strikers may flood the mine, should wages stay as they are
hedge: The strikers never left and flooded the mine
hedge: The strikers flooded the mine and would not go home
hedge: Since their wages did not rise, the strikers flooded the mine

The army plans to close the road to Velm, and no bus will run.
+ The army intends to close the Velm road
+ The road to Velm might be closed by the army
+ The army is soon to close the highway to Velm
hedge: The army closed the Velm road, so that buses cannot run

The pilots asked the tower to open a second runway at Osk.
+ What the pilots asked was for the tower to open a second runway
hedge: The tower opened a second runway at Osk after pilots asked for it

The thieves tried to sink the barge and tried to burn the shed.
+ The robbers tried to burn the shed
hedge: The thieves sank the barge and tried to burn the shed
hedge: The robbers burned the shed after they tried to sink the barge

40 gunmen killed the mayor of Rusk and 40 people were wounded.
+ The mayor of Rusk was killed by 40 gunmen
+ In Rusk 40 gunmen killed the mayor
+ At Rusk 40 people were injured
measure: At Rusk 40 people were killed
measure: There were 40 people killed at Rusk

The 15 poachers injured a ranger near Ossel, and 15 hikers fled.
+ Near Ossel 15 hikers ran away
measure: Near Ossel 15 hikers were injured

The wave swept over Pell: 30 sailors drowned and 12 surfers were rescued.
+ At Pell 30 sailors lost their lives
+ At Pell 12 surfers were saved

A medic named Karim, from the coast, died. It was not clear who fired.
+ He was a medic from the coast

The pilot Orin Hale, 40, of Sund, drowned. It seemed that the engine had failed.
+ He was from Sund and seemed to be a pilot

The cook, Ada Wick, left at noon. It had been a hard week, and it appeared that they had quit.
+ She had been a cook

The broker Per Lund vanished. They sold the seized boats at night.
role: He sold the seized boats at night
"""


def cases(mark: str) -> list[tuple[str, str, str]]:
    found = []
    for part in CASES.strip().split("\n\n"):
        quote, *lines = part.splitlines()
        for line in lines:
            rule, _, said = line.partition(" ")
            if (rule == "+") == (mark == "+"):
                found.append((quote, said, rule.rstrip(":")))
    return found


def quoted(text: str) -> tuple[Backing, ...]:
    article = replace(REPORTS[0], text=text, title="A report", sha256="")
    return (Backing(citation=replace(cite(article, 0, len(text)), number=1), context=text),)


@pytest.fixture(autouse=True)
def _believing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model takes everything for true."""
    monkeypatch.setattr(guard, "borne_out", lambda *_: 1.0)
    monkeypatch.setattr(guard, "adds", lambda *_: False)
    monkeypatch.setattr(guard, "denied", lambda *_: False)


@pytest.mark.parametrize(("quote", "sentence", "rule"), cases("+"))
def test_free_words_pass(quote: str, sentence: str, rule: str) -> None:
    assert rule == "+"
    assert check_sentence(f"{sentence} [1].", quoted(quote)) == ()


@pytest.mark.parametrize(("quote", "sentence", "rule"), cases("-"))
def test_a_fault_is_stopped_in_free_words_too(quote: str, sentence: str, rule: str) -> None:
    assert rule in {problem.rule for problem in check_sentence(f"{sentence} [1].", quoted(quote))}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a twenty-four-day siege", [24]),
        ("the 38th day", [38]),
        ("a fifty-year-old", [50]),
        ("a 3,000-strong crowd", [3000]),
        ("the well-known ninth gate", [9]),
        ("20 days, an F-16 and a by-law", []),
    ],
)
def test_numbers_bound_to_a_word(text: str, numbers: list[float]) -> None:
    assert [number for _, number in bound_numbers(text)] == numbers
