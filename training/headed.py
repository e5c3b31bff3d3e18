"""What stands around the story on a news page: datelines, outlets, greetings, credits.

A reader that never saw them takes the day of publication for the day of the event, and the outlet
for the one who did it. All names are put together at random, so none of them can be learned.
"""

import random
from collections.abc import Sequence

from training.examples import Example

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
OUTLETS = (
    "{} News", "The {} Times", "{} Post", "Radio {}", "{} Online", "Voice of {}", "{} Herald",
    "{} Press Agency", "Agence {}", "{} Today", "{} Monitor", "Al-{}", "{} TV", "{} Wire",
)  # fmt: skip
HEADINGS = (
    "{PLACE}, {Mon} {d} ({OUTLET}) -- ",
    "{place}, {d} {month} ({outlet}) - ",
    "{place} ({outlet}) - ",
    "{outlet}, {d} {month} {year}. ",
    "{outlet} | {month} {d}, {year} | ",
    "[{outlet}] {d}/{m}/{year}: ",
    "{PLACE} — ",
    "By {person} in {place}, {outlet}\n",
    "{person}, {outlet}, {place}, {d} {month}. ",
    "{outlet} - {weekday}, {d} {month} {year}, {hour}:{minute}. ",
    "Updated {d} {month}, {hour}:{minute}. ",
    "Published {year}-{m}-{d} by {outlet}. ",
    "Good afternoon. ",
    "Good morning, everyone. ",
    "Good evening from {place}. ",
    "Thank you all for coming. ",
    "This is {outlet}. ",
    "Breaking: ",
    "UPDATE {n} - ",
    "Update {n}, {hour}:{minute}: ",
    "Correction, {d} {month}: an earlier version of this report was changed. ",
    "Press release No. {n}, {place}, {d} {month} {year}. ",
    "Summary of {outlet}, {month} {year}. ",
    "Text: ",
    "Live blog, {hour}:{minute} — ",
)
CREDITS = (
    " ({outlet})",
    " Reporting by {person}; editing by {other}.",
    " {outlet}, {d} {month} {year}.",
    " With material from {outlet}.",
    " Photo: {person}.",
    " This report was first published on {d} {month} {year}.",
    " Follow {outlet} for more.",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Headings:
    """Puts headings before windows and credits after them, drawn from *places* and *people*."""

    def __init__(self, places: Sequence[str], people: Sequence[str]) -> None:
        self.places = [p for p in places if p[:1].isupper() and len(p) <= 24]
        self.people = [p for p in people if p[:1].isupper() and len(p.split()) <= 3]

    def around(self, example: Example, chance: random.Random, *, share: float) -> Example:
        """Return *example*, in a *share* of calls with a heading, a credit or both."""
        if chance.random() > share:
            return example
        before = self._line(HEADINGS, example, chance) if chance.random() < 0.85 else ""
        after = self._line(CREDITS, example, chance) if not before or chance.random() < 0.2 else ""
        shift = len(before)
        spans = tuple((a + shift, b + shift) for a, b in example.spans)
        return Example(example.question, before + example.window + after, spans, example.source)

    def _line(self, forms: Sequence[str], example: Example, chance: random.Random) -> str:
        """Return one line whose names are neither asked for nor answers."""
        taken = f"{example.question} {example.window}".lower()
        place, town = (self._free(self.places, taken, chance) for _ in range(2))
        outlet = chance.choice(OUTLETS).format(town)
        month = chance.randrange(12)
        line = chance.choice(forms).format(
            place=place.title(),
            PLACE=place.upper(),
            outlet=outlet,
            OUTLET=outlet.upper(),
            person=self._free(self.people, taken, chance).title(),
            other=self._free(self.people, taken, chance).title(),
            month=MONTHS[month],
            Mon=MONTHS[month][:3].upper(),
            m=f"{month + 1:02}",
            d=chance.randint(1, 28),
            year=chance.randint(1985, 2026),
            weekday=chance.choice(WEEKDAYS),
            hour=chance.randint(0, 23),
            minute=f"{chance.randint(0, 59):02}",
            n=chance.randint(1, 9),
        )
        capitals = example.window.isupper()
        return line.upper() if capitals else line

    @staticmethod
    def _free(names: Sequence[str], taken: str, chance: random.Random) -> str:
        for _ in range(5):
            name = chance.choice(names)
            if name.lower() not in taken:
                return name
        return "Northfield"
