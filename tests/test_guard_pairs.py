"""What a sentence of a quote lets be said, and what it does not, though every word stands in it.

Numbers, names, doubts, conditions and days are exchanged, moved or left out; the guard has to tell
these from the fair ways of saying the same.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from invented import REPORTS

from qa.citations import cite
from qa.guard import check_sentence
from qa.guard_evidence import Backing
from qa.guard_possible import check_possible
from qa.guard_told import told_by
from qa.language import parse

# (the quote of Harbour Wire, 6 March 2031; what it holds; what it does not hold)
CASES = (
    (
        "Shelling killed 12 people in Osht and 7 in Kalvin on Monday.",
        """
Shelling killed 12 people in Osht
Shelling killed 7 people in Kalvin
Shelling killed seven in Kalvin on Monday
""",
        """
Shelling killed 7 people in Osht and 12 in Kalvin
Shelling killed 12 people in Kalvin
Shelling killed 12 in Kalvin
Seven people were killed in Osht by shelling
""",
    ),
    (
        "The clashes left 23 soldiers and 41 rebels dead, the army said.",
        """
The clashes left 23 soldiers dead, the army said
23 soldiers and 41 rebels died in the clashes, according to the army
The army said 41 rebels were killed in the clashes
""",
        """
The clashes left 41 soldiers and 23 rebels dead, the army said
The army said 23 rebels died in the clashes
41 soldiers were killed in the clashes, the army said
""",
    ),
    (
        "The barge was hit by a shell or a mine and sank off Osht on Monday, the pilots' guild said.",
        """
The barge was hit by a shell or a mine, the pilots' guild said
""",
        """
The barge was hit by a mine and sank off Osht on Monday, the pilots' guild said
The barge was hit by a shell, the pilots' guild said
""",
    ),
    (
        "Dozens of herders were killed or wounded in the raid on Kalvin.",
        """
Dozens of herders were killed or wounded in the raid on Kalvin
""",
        """
Dozens of herders were killed in the raid on Kalvin
""",
    ),
    (
        "Of the 22 sailors whose release the guild wants, nine have been convicted of smuggling.",
        """
Nine of the 22 sailors have been convicted of smuggling
Nine sailors have been convicted of smuggling
""",
        """
The 22 sailors have been convicted of smuggling
22 sailors have been convicted of smuggling
""",
    ),
    (
        "The barge was hit by a mine, a shell or a rocket on Monday.",
        """
The barge was hit by a mine, a shell or a rocket on Monday
""",
        """
On Monday a mine hit the barge
The barge was hit by a shell on Monday
""",
    ),
    (
        "The rocket was fired on Monday by the Red Dawn Front or the Osht Guard.",
        "",
        """
The Red Dawn Front fired the rocket on Monday
The rocket was fired by the Osht Guard
""",
    ),
    (
        "Dozens of herders were killed or wounded in the raid on Marn.",
        """
Dozens of herders were killed or injured in the raid on Marn
""",
        "",
    ),
    (
        "All of the 22 sailors held in Osht were freed on Monday, the guild said.",
        """
All 22 sailors were freed on Monday, the guild said
""",
        "",
    ),
    (
        "Nine of the 22 sailors seized off Osht have been convicted of smuggling.",
        """
22 sailors were seized off Osht
""",
        """
The 22 sailors seized off Osht have been convicted of smuggling
""",
    ),
    (
        "Police have not released names but said the clerk was killed by a soldier or a guard.",
        "",
        """
A guard killed the clerk, police said
""",
    ),
    (
        "In a turn, the council conceded on Monday that the clerk had fled, most likely to Osht.",
        """
The council said that the clerk had fled, most likely to Osht
""",
        """
The council said that the clerk had fled to Osht
The clerk had fled to Osht, the council said
""",
    ),
    (
        "Clinics treated 27 wounded people, 23 with gunshot wounds.",
        """
Clinics treated 27 wounded people
Clinics treated 27 wounded people, 23 of them with gunshot wounds
""",
        """
Clinics treated 23 wounded people, 27 with gunshot wounds
Clinics treated 23 wounded people
""",
    ),
    (
        "Both sides will free prisoners: 74 held by the state, 11 by the rebels.",
        """
Both sides will free prisoners: 74 held by the state and 11 by the rebels
""",
        """
Both sides will free prisoners: 11 held by the state, 74 by the rebels
The rebels hold 74 prisoners
""",
    ),
    (
        "The commander was probably wounded in the raid on Osht.",
        """
The commander was probably wounded in the raid on Osht
""",
        """
The commander was wounded in the raid on Osht
The commander was wounded
""",
    ),
    (
        "The shell was apparently fired from Kalvin, and it may have killed two nurses.",
        """
The shell was apparently fired from Kalvin
The shell may have killed two nurses
""",
        """
The shell was fired from Kalvin
The shell killed two nurses
Two nurses were killed by the shell
""",
    ),
    (
        "Rebels reportedly seized the bridge at Karn on Tuesday.",
        """
Rebels reportedly seized the bridge at Karn
""",
        """
Rebels seized the bridge at Karn on Tuesday
The bridge at Karn was seized by rebels
""",
    ),
    (
        "A bomb killed nine people in Osht on Wednesday 5 March 2031.",
        """
A bomb killed nine people in Osht on 5 March 2031
A bomb killed nine people in Osht on Wednesday
A bomb killed nine people on Wednesday 5 March 2031
""",
        """
A bomb killed nine people in Osht on Friday 5 March 2031
A bomb killed nine people in Osht on Wednesday 12 March 2031
A bomb killed nine people on Friday
""",
    ),
    (
        "Harbour police found 12 bodies near Osht.",
        """
Harbour Wire reported on 6 March 2031 that harbour police found 12 bodies near Osht
Harbour Wire, 6 March 2031, reported that harbour police found 12 bodies
""",
        """
Harbour Wire, 2031-03-02, reported that harbour police found 12 bodies near Osht
Harbour Wire reported on 2 March 2031 that harbour police found 12 bodies
Harbour police found 12 bodies on 6 March 2031
Karn Post reported that harbour police found 12 bodies
""",
    ),
    (
        "A rocket hit the school in Osht. A truck bomb destroyed a mosque in Kalvin and killed the imam.",
        """
A rocket hit the school in Osht
A truck bomb destroyed a mosque in Kalvin and killed the imam
The imam was killed by a truck bomb
""",
        """
A rocket hit the school in Osht and killed the imam
A rocket destroyed a mosque in Kalvin
A truck bomb hit the school
A truck bomb destroyed a mosque in Osht
A rocket in Osht killed the imam
""",
    ),
    (
        "The army attacked the rebels near Karn after the rebels had shelled Osht.",
        """
The army attacked the rebels near Karn
The rebels had shelled Osht
""",
        """
The rebels attacked the army near Karn
The army had shelled Osht
The army attacked the rebels near Osht
The rebels had shelled Karn
""",
    ),
    (
        "Troops moved from Osht to Karn on Monday.",
        """
Troops moved from Osht to Karn
Troops moved to Karn
""",
        """
Troops moved from Karn to Osht
Troops moved to Osht
Troops moved from Karn
""",
    ),
    (
        "If the truce fails, the Front will free no prisoners, its spokesman said.",
        """
If the truce fails, the Front will free no prisoners, its spokesman said
""",
        """
The Front will free no prisoners, its spokesman said
The truce fails, the spokesman said
The Front freed prisoners, its spokesman said
""",
    ),
    (
        "Aid will reach Osht on Friday unless the road stays closed.",
        """
Aid will reach Osht on Friday unless the road stays closed
""",
        """
Aid will reach Osht on Friday
The road stays closed
Aid reached Osht on Friday
""",
    ),
    (
        "The raid killed not only soldiers but also three farmers.",
        """
The raid killed not only soldiers but also three farmers
The raid also killed three farmers
The raid killed soldiers and three farmers
""",
        """
The raid killed no soldiers but three farmers
The raid killed not soldiers but three farmers
The raid did not kill three farmers
The raid killed only soldiers
""",
    ),
    (
        "The army shelled Osht and Karn rebels fled to the hills the governor said.",
        """
The army shelled Osht, the governor said
Karn rebels fled to the hills, the governor said
""",
        """
The army shelled Osht and Karn
The army fled to the hills, the governor said
""",
    ),
    (
        "Marko Del, the mayor of Osht, accused the army of shelling the market.",
        """
The mayor of Osht accused the army of shelling the market
Marko Del accused the army of shelling the market
""",
        """
The army shelled the market
The army accused Marko Del of shelling the market
The mayor of Osht shelled the market
The army accused the mayor of shelling the market
""",
    ),
    (
        "The Red Dawn Front, which wants independence, said it had carried out the raid.",
        """
The Red Dawn Front said it had carried out the raid
The Front said that it carried out the raid
""",
        """
The Red Dawn Front, which wants independence, carried out the raid
The raid was carried out by the Red Dawn Front
""",
    ),
    (
        "A woman and her two sons were killed when a drone struck their car near Belo, the police chief Tomas Ret said.",
        """
A woman and her two sons were killed when a drone struck their car, police chief Tomas Ret said
The police chief said a drone struck a car near Belo and killed a woman and her two sons
""",
        """
A woman and her two sons struck a drone near Belo, Tomas Ret said
Tomas Ret was killed when a drone struck a car
Two women were killed when a drone struck their car, Tomas Ret said
A woman was killed when she struck a drone, Tomas Ret said
""",
    ),
    (
        "Of the 40 hostages, 31 were freed and nine remain in the hands of the group.",
        """
31 of the 40 hostages were freed
Nine hostages remain in the hands of the group
31 hostages were freed
""",
        """
Nine of the 40 hostages were freed
31 hostages remain in the hands of the group
40 hostages were freed
""",
    ),
    (
        "Fact checkers rated the toll of 95 as true and all other tolls as false.",
        """
Fact checkers rated the toll of 95 as true
""",
        """
The true toll is 95
The toll of 95 is true
All other tolls are false
""",
    ),
    (
        "At least 72 civilians were killed and 30 were wounded in the attack on Belo.",
        """
The death toll of the attack on Belo was at least 72 civilians
The toll of the attack on Belo was at least 72 people
""",
        """
The death toll of the attack on Belo was 72 civilians
The death toll of the attack on Belo was at least 30 civilians
The death toll of the attack on Belo was 30
""",
    ),
    (
        "Since the loss of the mill in May, 40 families have left Osht.",
        """
40 families left Osht after the loss of the mill in May
""",
        """
40 families left Osht before the loss of the mill in May
40 families left Osht after the loss of the mill in June
""",
    ),
    (
        "The families fear that the missing men are dead.",
        """
The families fear that the missing men are dead
""",
        """
The missing men are dead
The families say the missing men are dead
""",
    ),
    (
        "An estimated 800 people fled Karn.",
        """
An estimated 800 people fled Karn
About 800 people fled Karn
""",
        """
800 people fled Karn
800; the report also says that people fled Karn
More than 800 people fled Karn
""",
    ),
    (
        "Tomas Ret, who heads the police, said that 15 of the wounded were in danger.",
        """
15 of the wounded were in danger, Tomas Ret said
""",
        """
The 15 wounded were in danger, Tomas Ret said
Tomas Ret, who heads the police
Tomas Ret, who heads the police, said it was
""",
    ),
    (
        "The raid on the depot of the Red Crescent killed one guard and angered the town.",
        """
The raid killed one guard
The raid on the depot of the Red Crescent killed one guard
""",
        """
The raid on the depot of the Red
The raid on the town killed one guard
""",
    ),
    (
        "The doctors say that these are signs of gas, a nurse said.",
        """
The doctors say that these are signs of gas, a nurse said
A nurse said the doctors say these are signs of gas
""",
        """
The doctors say that these are signs of gas
""",
    ),
    (
        "A bomber on a motorcycle struck a Karsevian-populated district of Osht.",
        """
A bomber struck a district of Osht
A bomber on a motorcycle struck a Karsevian-populated district
""",
        """
The bomber was Karsevian
A bomber struck a district of Karn
""",
    ),
    (
        "OSHT, 3 MAR 31 (HARBOUR) -- [TEXT] TOMAS RET, 45, A FORMER MAYOR, WAS KILLED TODAY BY GUNMEN.",
        """
Tomas Ret, a former mayor, was killed by gunmen
Gunmen killed Tomas Ret
""",
        """
Tomas Ret killed gunmen
Osht was killed by gunmen
""",
    ),
    (
        "THE BUSES\nWERE ATTACKED BY HOODED MEN.",
        """
The buses were attacked by hooded men
""",
        """
The buses attacked hooded men
""",
    ),
    (
        "Shells struck the mill in Osht, wounding nine workers, along with two drivers.",
        """
The mill in Osht was struck by shells, wounding nine workers
Shells struck the mill, wounding two drivers
""",
        """
The mill in Osht was struck by nine workers
""",
    ),
    (
        "The police rescued Marko Del, whom they found unharmed in Osht.",
        """
The police rescued Marko Del and found him unharmed
""",
        """
Marko Del rescued the police
The police found Marko Del dead
""",
    ),
    (
        "Britain-based monitors said that three strikes hit the market.",
        """
British-based monitors said that three strikes hit the market
""",
        """
British strikes hit the market, monitors said
""",
    ),
    (
        "A bomb went off near a tower in Osht, but no casualties have been reported.",
        """
A bomb went off near a tower, but no casualties have been reported
No casualties have been reported
""",
        """
There were no casualties
""",
    ),
    (
        "A plane hit a car inside the town of Osht, said Tomas Ret, a monitor.",
        """
A plane hit a car inside the town of Osht, Tomas Ret said
""",
        """
The car was inside the town of Osht
""",
    ),
)


def quoting(text: str) -> tuple[Backing, ...]:
    report = replace(
        REPORTS[0],
        text=text,
        title="A report",
        outlet="Harbour Wire",
        published="2031-03-06",
        sha256="",
    )
    return (Backing(citation=replace(cite(report, 0, len(text)), number=1), context=text),)


def lines(part: int) -> Iterator[tuple[str, str]]:
    for case in CASES:
        for line in case[part].strip().splitlines():
            yield case[0], f"{line} [1]."


@pytest.mark.parametrize(("quote", "sentence"), list(lines(1)))
def test_what_the_quote_holds_passes(quote: str, sentence: str) -> None:
    assert check_sentence(sentence, quoting(quote)) == ()


@pytest.mark.parametrize(("quote", "sentence"), list(lines(2)))
def test_what_the_quote_does_not_hold_is_stopped(quote: str, sentence: str) -> None:
    assert check_sentence(sentence, quoting(quote))


@pytest.mark.parametrize(
    ("quote", "sentence", "whole"),
    [
        ("No tank or gun was lost, the major said.", "No tank was lost.", True),
        ("The treaty bans mines or grenades.", "The treaty bans mines.", True),
        ("Drones, or unmanned aircraft, hit the depot.", "Drones hit the depot.", True),
        ("The army denied killing or kidnapping herders.", "The army denied killing them.", True),
        ("It was a mine or a shell. A mine did it, the guild said.", "It was a mine.", True),
        ("It was a mine or a shell. No mine was found.", "It was a mine.", False),
        ("It was a mine or a shell. A shell or a mine sank it.", "It was a mine.", False),
        ("Most of the 40 sailors were freed.", "40 sailors were freed.", False),
        ("Nine of its 22 sailors were freed.", "22 sailors were freed.", False),
        ("On Monday, of the 22 sailors nine were freed.", "22 sailors were freed.", False),
    ],
)
def test_what_is_left_open_or_said_of_some(quote: str, sentence: str, *, whole: bool) -> None:
    told = told_by(quoting(quote))
    assert (not list(check_possible(parse(sentence), told))) is whole
