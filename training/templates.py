"""Questions in several wordings for the slots of the experts' incident templates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

EFFECTS = {"DEATH": ("killed", "died"), "INJURY": ("wounded", "injured")}
TYPE_VERBS = {
    "KIDNAPPING": "kidnapped",
    "BOMBING": "bombed",
    "ATTACK": "attacked",
    "ARSON": "burned",
    "ROBBERY": "robbed",
}
TYPE_NOUNS = {
    "KIDNAPPING": "kidnapping",
    "BOMBING": "bombing",
    "ATTACK": "attack",
    "ARSON": "arson attack",
    "ROBBERY": "robbery",
    "FORCED WORK STOPPAGE": "strike",
}
UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]


@dataclass(frozen=True, slots=True)
class Item:
    """A question, its answers as strings (or a day), and the report that holds them."""

    question: str
    answers: tuple[str, ...]
    day: str | None
    report: str
    names: tuple[str, ...] = ()


def template_items(templates: Sequence[dict[str, Any]], reports: set[str]) -> Iterator[Item]:
    """Yield questions in other words for the slots of each template."""
    for t in templates:
        if t["doc"] not in reports or t["stage"] != "ACCOMPLISHED":
            continue
        for scene, names in _scenes(t):
            yield from _slot_items(t, scene, names)
        yield from _victim_items(t)


def _place(t: dict[str, Any]) -> str:
    parts = [name for name, _ in t["loc"][0]] if t["loc"] else []
    return parts[-1].title() if parts else ""


def _scenes(t: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield descriptions of the incident: by place, by target, by victim."""
    noun, place = TYPE_NOUNS[t["type"]], _place(t)
    if place:
        yield f"the {noun} in {place}", (place,)
        yield f"the {place} {noun}", (place,)
    for target in t["phys"][:2]:
        if target["alts"]:
            yield f"the {noun} on the {target['alts'][0].lower()}", ()
    for victim in t["hum"][:3]:
        if victim["name"] and noun in {"kidnapping", "attack"}:
            name = victim["name"][0].title()
            act = noun if noun == "kidnapping" else "attack on"
            yield f"the {act} {'of ' if noun == 'kidnapping' else ''}{name}", (name,)


def _slot_items(t: dict[str, Any], scene: str, names: tuple[str, ...]) -> Iterator[Item]:
    doc = t["doc"]
    for org in t["org"]:
        for form in _org_forms(org["conf"] or ""):
            yield Item(form.format(scene), tuple(org["alts"]), None, doc, names)
    doers = tuple(a for alts in t["ind"] for a in alts)
    if doers:
        for form in ("who carried out {}", "who was behind {}", "perpetrators of {}"):
            yield Item(form.format(scene), doers, None, doc, names)
    weapons = tuple(a for i in t["instr"] for a in i["alts"])
    if weapons:
        for form in (
            "what weapon was used in {}",
            "what did they use in {}",
            "which explosive or weapon in {}",
        ):
            yield Item(form.format(scene), weapons, None, doc, names)
    targets = tuple(a for p in t["phys"] for a in p["alts"])
    if targets and " on the " not in scene:
        yield Item(f"what was hit in {scene}", targets, None, doc, names)
        yield Item(f"what was the target of {scene}", targets, None, doc, names)
    places = tuple(name for name, _ in (t["loc"][0][1:] if t["loc"] else []))
    if places and not any(p.title() in scene for p in places):
        yield Item(f"where did {scene} take place", places, None, doc, names)
        yield Item(f"where was {scene}", places, None, doc, names)
    if t["date"] and t["date"][0] == "exact":
        yield Item(f"when did {scene} happen", (), t["date"][1], doc, names)
        yield Item(f"on what date was {scene}", (), t["date"][1], doc, names)
    for victim in t["hum"]:
        yield from _count_items(victim, scene, doc, names)


def _org_forms(confidence: str) -> list[str]:
    forms = ["which organization was behind {}", "which group carried out {}"]
    if "CLAIMED" in confidence:
        forms += ["who claimed responsibility for {}", "who admitted {}"]
    elif "SUSPECTED" in confidence or "POSSIBLE" in confidence:
        forms += ["who is suspected of {}", "who was accused of {}", "who is blamed for {}"]
    return forms


def _count_items(
    victim: dict[str, Any], scene: str, doc: str, names: tuple[str, ...]
) -> Iterator[Item]:
    number = re.fullmatch(r"[~-]?(\d+)-?", victim["num"] or "")
    effect = (victim["effect"] or [""])[0]
    if number is None or int(number[1]) < 2 or effect not in EFFECTS or not victim["desc"]:
        return
    value = int(number[1])
    answers = (str(value), f"{value:,}", *UNITS[value : value + 1])
    noun = victim["desc"][0].lower()
    for verb in EFFECTS[effect]:
        yield Item(
            f"how many {noun} were {verb} in {scene}".replace("were died", "died"),
            answers,
            None,
            doc,
            names,
        )
        yield Item(f"number of {noun} {verb} in {scene}", answers, None, doc, names)


def _victim_items(t: dict[str, Any]) -> Iterator[Item]:
    place = _place(t)
    for victim in t["hum"]:
        effect = (victim["effect"] or [""])[0]
        done = EFFECTS[effect][0] if effect in EFFECTS else TYPE_VERBS.get(t["type"], "attacked")
        if not victim["name"]:
            continue
        name = victim["name"][0].title()
        doers = tuple(a for alts in t["ind"] for a in alts)
        orgs = tuple(a for org in t["org"] for a in org["alts"])
        if doers or orgs:
            yield Item(f"who {done} {name}", doers + orgs, None, t["doc"], (name,))
            yield Item(f"{name} was {done} by whom", doers + orgs, None, t["doc"], (name,))
        if victim["desc"]:
            yield Item(f"who was {name}", tuple(victim["desc"]), None, t["doc"], (name,))
            yield Item(
                f"what was the job of {name}", tuple(victim["desc"]), None, t["doc"], (name,)
            )
        if place:
            yield Item(
                f"who was {done} in {place}", tuple(victim["name"]), None, t["doc"], (place,)
            )
            places = tuple(n for n, _ in t["loc"][0][1:])
            if places:
                yield Item(f"where was {name} {done}", places, None, t["doc"], (name,))
        if t["date"] and t["date"][0] == "exact":
            yield Item(f"when was {name} {done}", (), t["date"][1], t["doc"], (name,))
