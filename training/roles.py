"""Questions for who somebody is, who holds an office, who does or did something, and how old."""

import re
from collections.abc import Iterator

from qa.language import noun_phrase, subtree
from training.phrases import Asked, Phrases

Spans = tuple[tuple[int, int], ...]
# What the holder of an office does, in the words of a question.
DOES = {
    "commander": ("commands", "commanded", "is in command of"),
    "leader": ("leads", "led", "heads"),
    "head": ("heads", "leads", "is in charge of"),
    "chief": ("heads", "leads", "is in charge of"),
    "director": ("directs", "runs", "heads"),
    "manager": ("manages", "runs"),
    "spokesman": ("speaks for", "spoke for"),
    "spokeswoman": ("speaks for", "spoke for"),
    "spokesperson": ("speaks for", "spoke for"),
    "owner": ("owns", "owned"),
    "founder": ("founded",),
    "president": ("presides over", "heads"),
    "chairman": ("chairs", "presides over"),
    "secretary": ("is secretary of",),
    "mayor": ("is mayor of",),
    "governor": ("governs", "is governor of"),
    "editor": ("edits", "edited"),
    "coordinator": ("coordinates",),
    "author": ("wrote",),
    "driver": ("drove",),
}
AGE = re.compile(r",? (\d{1,2})(?=,|\.| and| was| who| years? old)")


def questions_of_names(phrases: Phrases) -> Iterator[Asked]:
    """Yield questions from "spokeswoman Ana Terl", "Ana Terl, the spokeswoman" and the like."""
    for entity in phrases.sentence.entities:
        if entity.label != "PERSON" or len(entity.text.split()) < 2:
            continue
        inside = [
            i
            for i, t in enumerate(phrases.tokens)
            if entity.start <= t.start and t.end <= entity.end
        ]
        if not inside:
            continue
        name = " ".join(entity.text.split())
        named = _with_title(phrases, inside, (entity.start, entity.end))
        yield from _title(phrases, inside, name, named)
        yield from _apposition(phrases, inside, name, named)
        yield from _role_first(phrases, inside, name, named)
        yield from _relative(phrases, inside, named)
        yield from _copula(phrases, inside, name, named)
        yield from _age(phrases, entity.end, name)


def _with_title(phrases: Phrases, inside: list[int], bare: tuple[int, int]) -> Spans:
    """Return the name alone, and with the title before it where that is short."""
    first, last = noun_phrase(phrases.sentence, inside[-1])
    if first < inside[0] and last - first <= 5 and phrases.tokens[first].pos == "PROPN":
        return bare, (phrases.tokens[first].start, bare[1])
    return (bare,)


def _title(phrases: Phrases, inside: list[int], name: str, named: Spans) -> Iterator[Asked]:
    first, _ = noun_phrase(phrases.sentence, inside[-1])
    while first < inside[0] and phrases.tokens[first].pos in {"DET", "PUNCT", "NUM"}:
        first += 1
    if first < inside[0] and any(
        phrases.tokens[j].pos in {"NOUN", "PROPN"} for j in range(first, inside[0])
    ):
        role = phrases.text(first, inside[0])
        if re.fullmatch(r"[\w .'&-]{4,60}", role):
            noun = phrases.tokens[inside[0] - 1].text
            yield Asked(f"who is {name}", (phrases.chars(first, inside[0]),), "be", extra=name)
            yield from _office(role, noun, named)


def _apposition(phrases: Phrases, inside: list[int], name: str, named: Spans) -> Iterator[Asked]:
    for j in phrases.children[inside[-1]]:
        if phrases.tokens[j].dep == "appos" and phrases.tokens[j].pos == "NOUN":
            first, last = phrases.phrase(j, 12)
            spans = (phrases.chars(first, last),)
            yield Asked(f"who is {name}", spans, "be", extra=name)
            yield Asked(f"who was {name}", spans, "be", extra=name)
            yield from _office(phrases.text(first, last), phrases.tokens[j].text, named)
            yield from _duty(phrases, j, last, named)


def _role_first(phrases: Phrases, inside: list[int], name: str, named: Spans) -> Iterator[Asked]:
    """Yield questions from "the hospital's director, Ana Terl"."""
    top = inside[-1]
    noun = phrases.tokens[top].head
    if phrases.tokens[top].dep != "appos" or phrases.tokens[noun].pos != "NOUN" or noun > top:
        return
    first, _ = subtree(phrases.sentence, noun)
    last = inside[0]
    while last > noun + 1 and phrases.tokens[last - 1].pos == "PUNCT":
        last -= 1
    if last - first > 12:
        return
    yield Asked(f"who is {name}", (phrases.chars(first, last),), "be", extra=name)
    yield from _office(phrases.text(first, last), phrases.tokens[noun].text, named)
    yield from _duty(phrases, noun, last, named)


def _office(role: str, noun: str, named: Spans) -> Iterator[Asked]:
    """Yield the questions for the holder of *role*, whose last or main word is *noun*."""
    bare = re.sub(r"^(the|a|an|its|his|her|their)\s+", "", role, flags=re.IGNORECASE)
    if " " not in bare:
        return  # "who is the president" asks for anybody's
    for form in (
        "who is the {}", "who was the {}", "what is the name of the {}", "{}", "name of the {}",
        "who was named as the {}", "who is {}",
    ):  # fmt: skip
        yield Asked(form.format(bare), named, "be", extra=role, role=noun)


def _duty(phrases: Phrases, noun: int, last: int, named: Spans) -> Iterator[Asked]:
    """Yield "who commands the patrol" from "commander of the patrol" and "patrol's commander"."""
    of = next((j for j in phrases.children[noun] if phrases.tokens[j].lemma == "of"), None)
    owner = phrases.child(noun, {"poss"})
    if of is not None and noun < of < last:
        what = phrases.text(of + 1, last)
    elif owner is not None and phrases.tokens[owner].pos != "PRON":
        first, end = subtree(phrases.sentence, owner)
        what = phrases.text(first, end - (phrases.tokens[end - 1].dep == "case"))
        role = phrases.text(noun, last)
        yield from _office(f"{role} of {what}", phrases.tokens[noun].text, named)
    else:
        return
    for verb in DOES.get(phrases.tokens[noun].lemma, ()):
        yield Asked(f"who {verb} {what}", named, "be", extra=what, role=verb)


def _relative(phrases: Phrases, inside: list[int], named: Spans) -> Iterator[Asked]:
    """Yield "who led the operation" from "Ana Terl, who led the operation"."""
    for j in phrases.children[inside[-1]]:
        if phrases.tokens[j].dep != "relcl":
            continue
        first, last = subtree(phrases.sentence, j)
        if phrases.tokens[first].text.lower() == "who" and 3 <= last - first <= 16:
            yield Asked(phrases.text(first, last), named, phrases.tokens[j].lemma)


def _copula(phrases: Phrases, inside: list[int], name: str, named: Spans) -> Iterator[Asked]:
    """Yield questions from "Ana Terl is the director of the hospital"."""
    verb = phrases.tokens[inside[-1]].head
    told = phrases.child(verb, {"attr"})
    subject = phrases.tokens[inside[-1]].dep == "nsubj"
    if not subject or phrases.tokens[verb].lemma != "be" or told is None:
        return
    if phrases.tokens[told].pos == "NOUN":
        first, last = phrases.phrase(told, 12)
        yield Asked(f"who is {name}", (phrases.chars(first, last),), "be", extra=name)
        yield from _office(phrases.text(first, last), phrases.tokens[told].text, named)
        yield from _duty(phrases, told, last, named)


def _age(phrases: Phrases, end: int, name: str) -> Iterator[Asked]:
    match = AGE.match(phrases.sentence.text, end)
    if match is not None:
        for form in ("how old is {}", "how old was {}", "what is the age of {}", "age of {}"):
            yield Asked(form.format(name), (match.span(1),), "be", extra=name)
