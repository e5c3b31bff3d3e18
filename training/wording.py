"""How analysts type: hurried questions, spelling variants of names, and damaged report text."""

import random
import re

SOUND_ALIKE = (
    ("gh", "g"), ("kh", "h"), ("dh", "d"), ("th", "t"), ("ou", "u"), ("oo", "u"), ("ei", "ai"),
    ("ay", "ai"), ("ee", "i"), ("q", "k"), ("c", "k"), ("z", "s"), ("v", "b"), ("y", "i"),
    ("w", "v"), ("j", "g"), ("al-", "al "), ("al-", ""), ("el ", "al-"), ("ph", "f"), ("e", "a"),
    ("ie", "i"), ("o", "u"), ("ll", "l"), ("ss", "s"), ("tt", "t"), ("nn", "n"), ("rr", "r"),
)  # fmt: skip
SYNONYMS = {
    "attacked": "hit", "attack": "assault", "killed": "slain", "injured": "wounded",
    "wounded": "injured", "kidnapped": "abducted", "guerrillas": "rebels", "soldiers": "troops",
    "policemen": "police officers", "arrested": "detained", "bombing": "blast",
    "said": "stated", "murdered": "killed", "troops": "soldiers", "destroyed": "wrecked",
    "assassinated": "killed", "people": "persons", "organization": "group", "carried out": "did",
}  # fmt: skip
FILLER = re.compile(r"\b(the|a|an|was|were|did|that|in|of)\b ?", re.IGNORECASE)
TERSE = (
    (r"^(?:how many|number of) (?:of the )?(.+?) (?:were|was|are|have been|had been) (.+)$",
     ("{0} {1}", "number {0} {1}", "{1} {0}", "{0} {1} number")),
    (r"^who (?:is|was) the (.+)$", ("{0}", "name {0}")),
    (r"^(?:what is the )?name of (?:the )?(.+)$", ("{0}", "{0} name")),
    (r"^when (?:did|was|were) (.+)$", ("date {0}", "{0} when", "{0} date", "day {0}")),
    (r"^where (?:did|was|were) (.+)$", ("{0} where", "place {0}", "{0} location")),
    (r"^why (?:did|was|were) (.+)$", ("reason {0}", "{0} why")),
    (r"^(?:who|which group|which organization) (.+)$", ("{0} by whom", "group that {0}")),
    (r"^what (?:did|was|were) (.+)$", ("{0} what", "{0}")),
)  # fmt: skip


def terse(question: str, chance: random.Random) -> str:
    """Return *question* as keywords: "how many tanks were lost" → "tanks lost"."""
    for pattern, forms in TERSE:
        match = re.match(pattern, question, re.IGNORECASE)
        if match:
            return chance.choice(forms).format(*match.groups()).lower()
    return question


def misspell_name(name: str, chance: random.Random) -> str:
    """Return *name* with one sound written otherwise, or two letters swapped."""
    options = [
        (a, b) for pair in SOUND_ALIKE for a, b in (pair, pair[::-1]) if a and a in name.lower()[1:]
    ]
    if options and chance.random() < 0.8:
        a, b = chance.choice(options)
        at = name.lower().index(a, 1)
        return name[:at] + b + name[at + len(a) :]
    at = chance.randrange(1, max(2, len(name) - 2))
    return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]


def as_typed(question: str, names: list[str], chance: random.Random) -> str:
    """Return *question* as an analyst may type it; *names* in it may come out misspelt."""
    question = " ".join(question.split()).rstrip("? .")
    if names and chance.random() < 0.15:
        name = chance.choice(names)
        if len(name) > 4:
            question = question.replace(name, misspell_name(name, chance), 1)
    if chance.random() < 0.2:
        for word, other in SYNONYMS.items():
            if f" {word} " in f"{question} ":
                question = question.replace(word, other, 1)
                break
    kind = chance.random()
    if kind < 0.4:
        return question[:1].upper() + question[1:] + "?"
    if kind < 0.5:
        return terse(question, chance)
    if kind < 0.65:
        return question.lower() + chance.choice(("?", " ?", ""))
    if kind < 0.8:
        return re.sub(r"[,'\u2019\"]", "", question).lower()
    if kind < 0.9:
        return " ".join(FILLER.sub("", question).split()).lower()
    return chance.choice(("Please tell me ", "do we know ", "According to the report, ")) + question


def damage(
    window: str, spans: tuple[tuple[int, int], ...], chance: random.Random
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Drop commas and apostrophes, as some feeds do, in one window of five; move the spans."""
    if chance.random() > 0.2:
        return window, spans
    kept: list[str] = []
    moved = []
    for character in window:
        moved.append(len(kept))
        if character not in ",'\u2019":
            kept.append(character)
    moved.append(len(kept))
    return "".join(kept), tuple((moved[a], moved[b]) for a, b in spans if moved[a] < moved[b])
