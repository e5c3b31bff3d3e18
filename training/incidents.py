"""Questions from experts' incident templates, put to windows of the reports they were made from."""

import datetime
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.examples import Example, find_spans
from training.reports import NearWindows, Report, content_words, draw_window
from training.wording import as_typed, damage

MONTHS = {m: i + 1 for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())}
DAY = re.compile(
    r"\b(?P<day>\d{1,2}) (?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"(?: (?P<year>(?:19)?\d\d)\b)?"
    r"|\b(?P<today>today|tonight|this (?:morning|afternoon|evening))\b"
    r"|\b(?P<yesterday>yesterday(?: (?:morning|afternoon|evening|night))?|last night)\b"
    r"|\b(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
DATELINE = re.compile(r"\s*(?:\([^)]*\)\s*)?--")
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
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
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
NOT_SPANS = {"yesno"}


@dataclass(frozen=True, slots=True)
class Item:
    """A question, its answers as strings (or a day), and the report that holds them."""

    question: str
    answers: tuple[str, ...]
    day: str | None
    report: str
    names: tuple[str, ...] = ()


def find_days(text: str, day: str, published: str | None) -> list[tuple[int, int]]:
    """Return the spans of *text* that name the ISO *day*, given the day of publication."""
    if published is None:
        return []
    report = datetime.date.fromisoformat(published[:10])
    wanted = datetime.date.fromisoformat(day)
    flat = text.replace("\n", " ")
    return [
        m.span()
        for m in DAY.finditer(flat)
        if _names(m, wanted, report) and not DATELINE.match(flat, m.end())
    ]


def find_numbers(text: str, answers: Sequence[str], question: str) -> list[tuple[int, int]]:
    """Return the spans of *answers* that count what "how many …" asks for."""
    counted = re.search(
        r"(?:how many|number of) (.+?) (?:were|was|died|killed|wounded|injured)",
        question,
        re.IGNORECASE,
    )
    stems = {w[:5] for w in content_words(counted[1])} if counted else set()
    stems = stems or {"peopl", "perso", "civil", "other"}
    return [
        (a, b)
        for a, b in find_spans(text, answers)
        if any(w[:5] in stems for w in re.findall(r"\w+", text[b : b + 70].lower()))
    ]


def _names(match: re.Match[str], wanted: datetime.date, report: datetime.date) -> bool:
    if match["today"]:
        return wanted == report
    if match["yesterday"]:
        return wanted == report - datetime.timedelta(days=1)
    if match["weekday"]:
        return 0 <= (report - wanted).days < 7 and (
            WEEKDAYS[wanted.weekday()] == match["weekday"].lower()
        )
    year = int(match["year"] or wanted.year)
    return (int(match["day"]), MONTHS[match["month"].lower()], year % 100) == (
        wanted.day,
        wanted.month,
        wanted.year % 100,
    )


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Read the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def is_development(report_id: str) -> bool:
    """Say whether a report is of the DEV part: all others are kept for measurement."""
    return report_id.startswith("DEV")


def cited(question: dict[str, Any]) -> list[str]:
    """Return the reports that a question names as holding its answer."""
    return [*question["doc_ids"], *question.get("also_ok_docs", ())]


def held_out_reports(questions: Sequence[dict[str, Any]]) -> set[str]:
    """Return the DEV reports that a question of the measured parts cites as well."""
    measured = [q for q in questions if not all(is_development(d) for d in cited(q))]
    return {d for q in measured for d in cited(q) if is_development(d)}


def asked_items(questions: Sequence[dict[str, Any]], reports: set[str]) -> Iterator[Item]:
    """Yield the written questions whose every report is in *reports*, once for each report."""
    for q in questions:
        if not q["answerable"] or q["answer_type"] in NOT_SPANS or not set(cited(q)) <= reports:
            continue
        for doc in q["doc_ids"]:
            day = None
            if q["answer_type"] == "date":
                day = str(q.get("by_doc", {}).get(doc, ""))
                if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
                    continue
            yield Item(q["question"], tuple(q["answers"]), day, doc)


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


class Incidents:
    """Puts items to windows: those with the answer, and those that only look alike."""

    def __init__(
        self, reports: Sequence[Report], asked: Sequence[Item], made: Sequence[Item]
    ) -> None:
        self.reports = {r.id: r for r in reports}
        self.near = NearWindows(reports)
        self.asked = asked
        self.made: dict[tuple[str, tuple[str, ...], str | None], list[Item]] = defaultdict(list)
        for item in made:
            self.made[item.report, item.answers, item.day].append(item)

    def examples(self, *, seed: int) -> Iterator[Example]:
        """Yield one epoch: every written question, and two wordings of every template slot."""
        chance = random.Random(seed)
        chosen = list(self.asked)
        for group in self.made.values():
            chosen += chance.sample(group, min(2, len(group)))
        for item in chosen:
            yield from self._of(item, chance)

    def _spans(self, item: Item, text: str, published: str | None) -> list[tuple[int, int]]:
        if item.day is not None:
            return find_days(text, item.day, published)
        if re.match(r"how many|number of", item.question, re.IGNORECASE):
            return find_numbers(text, item.answers, item.question)
        return find_spans(text, item.answers)

    def _of(self, item: Item, chance: random.Random) -> Iterator[Example]:
        report = self.reports[item.report]
        words = content_words(item.question)
        ranked = []
        for i, (a, b) in enumerate(report.sentences):
            spans = self._spans(item, report.text[a:b], report.published)
            if spans:
                around = report.window(max(0, i - 1), min(len(report.sentences) - 1, i + 1))
                tie = 2 * len(words & content_words(report.text[a:b])) + len(
                    words & content_words(report.text[slice(*around)])
                )
                ranked.append((tie, -i))
        ranked.sort(reverse=True)
        best = [-i for tie, i in ranked if tie >= max(2, 0.6 * ranked[0][0])][:3]
        for focus in best[:1] + chance.sample(best[1:], min(1, len(best) - 1 if best else 0)):
            start, end = draw_window(report, focus, chance)
            text = report.text[start:end]
            window, spans = damage(text, tuple(self._spans(item, text, report.published)), chance)
            if spans:
                yield Example(self._typed(item, chance), window, spans, "incident")
        if best:
            yield from self._misses(item, words, chance)

    def _typed(self, item: Item, chance: random.Random) -> str:
        return as_typed(item.question, list(item.names), chance)

    def _misses(self, item: Item, words: set[str], chance: random.Random) -> Iterator[Example]:
        """Yield like windows of other incidents, and windows of this report about other things."""
        options = self.near.search(words, {item.report}, 6)
        for other, i in chance.sample(options, min(len(options), chance.choice((1, 1, 2)))):
            text = other.text[slice(*draw_window(other, i, chance))]
            rare = [w for w in words if w not in text.lower()]
            if len(rare) >= max(2, 0.35 * len(words)) and not find_spans(text, item.answers):
                yield Example(self._typed(item, chance), text, (), "incident-near")
        report = self.reports[item.report]
        idle = []
        for i in range(len(report.sentences)):
            a, b = report.sentences[i]
            if not words & content_words(report.text[a:b]) and not self._spans(
                item, report.text[a:b], report.published
            ):
                idle.append((a, b))
        if idle and chance.random() < 0.4:
            a, b = chance.choice(idle)
            yield Example(self._typed(item, chance), report.text[a:b], (), "incident-idle")
