"""Questions for amounts: how many were killed, arrested, displaced, and what the toll is."""

from collections.abc import Iterator

from qa.language import noun_phrase, subtree
from training.phrases import OBJECTS, Asked, Phrases

# What happened to people and things, and the words by which an analyst may ask for it.
HAPPENINGS = {
    "killed": ({"kill", "murder", "assassinate", "slay", "die", "execute", "killing", "death",
                "loss", "assassination", "massacre", "dead", "fatality"},
               ("killed", "dead", "slain", "murdered")),
    "injured": ({"injure", "wound", "hurt", "injury"}, ("injured", "wounded", "hurt")),
    "kidnapped": ({"kidnap", "abduct", "seize", "kidnapping", "abduction", "hostage"},
                  ("kidnapped", "abducted", "taken hostage")),
    "arrested": ({"arrest", "detain", "capture", "imprison", "detention", "custody"},
                 ("arrested", "detained", "captured")),
    "displaced": ({"displace", "flee", "evacuate", "evict"}, ("displaced", "forced to flee")),
    "escaped": ({"escape", "flee", "break"}, ("escaped", "got away")),
    "freed": ({"free", "release", "liberate", "rescue"}, ("freed", "released")),
    "destroyed": ({"destroy", "damage", "burn", "demolish", "raze"}, ("destroyed", "damaged")),
    "missing": ({"miss", "disappear"}, ("missing",)),
    "deployed": ({"deploy", "send", "dispatch"}, ("deployed", "sent")),
}  # fmt: skip
STATES = {"dead": "kill", "injured": "injure", "wounded": "wound", "missing": "miss"}
MEASURES = {
    "kilogram", "kilo", "kg", "gram", "pound", "ton", "tonne", "liter", "litre", "gallon", "barrel",
    "dollar", "peso", "euro", "meter", "metre", "kilometer", "kilometre", "mile", "hectare", "acre",
    "stick", "piece", "box", "case", "load",
}  # fmt: skip
PEOPLE = {"people", "person", "man", "other", "individual"}


def happening_of(lemma: str) -> str:
    """Return what happened according to the word *lemma*, or nothing."""
    return next((name for name, (words, _) in HAPPENINGS.items() if lemma in words), "")


def _number(phrases: Phrases, noun: int) -> tuple[tuple[tuple[int, int], ...], str, str] | None:
    """Return (spans of the number, the counted noun's text, its lemma) at *noun*."""
    number = phrases.child(noun, {"nummod"})
    if number is not None and not phrases.tokens[noun].ent.startswith(("DATE", "TIME", "PERC")):
        first, last = subtree(phrases.sentence, number)
        core = [
            j
            for j in range(first, number + 1)
            if j == number or phrases.tokens[j].dep in {"compound", "punct", "nummod"}
        ]
        bare = phrases.chars(min(core), number + 1)
        base_first, base_last = noun_phrase(phrases.sentence, noun)
        words = [
            phrases.tokens[j].text
            for j in range(base_first, base_last)
            if j >= last and phrases.tokens[j].dep != "det"
        ]
        if words and number < noun:
            return (bare, phrases.chars(first, last)), " ".join(words), phrases.tokens[noun].lemma
    of = phrases.child(noun, {"prep"})
    vague = phrases.tokens[noun].lemma in {"dozen", "hundred", "thousand", "score"}
    if of is not None and (vague or phrases.tokens[noun].pos == "NUM"):
        counted = phrases.child(of, {"pobj"})
        if phrases.tokens[of].lemma == "of" and counted is not None:
            first, last = noun_phrase(phrases.sentence, noun)
            text = phrases.text(*_bare_phrase(phrases, counted))
            if not vague:
                text = f"of the {text}"
            spans = (phrases.chars(noun, noun + 1), phrases.chars(first, last))
            return spans, text, phrases.tokens[counted].lemma
    return None


def _bare_phrase(phrases: Phrases, i: int) -> tuple[int, int]:
    first, last = noun_phrase(phrases.sentence, i)
    while first < last - 1 and phrases.tokens[first].pos in {"DET", "PRON", "NUM"}:
        first += 1
    return first, last


def questions_of_verb(
    phrases: Phrases, verb: int, subject: int, *, passive: bool
) -> Iterator[Asked]:
    """Yield the questions for what the subject or object of *verb* is counted as."""
    lemma = phrases.tokens[verb].lemma
    done = phrases.with_particle(verb, phrases.tokens[verb].text)
    happening = happening_of(lemma)
    inner = phrases.child(verb, {"xcomp"})
    if lemma == "manage" and inner is not None:
        happening = happening_of(phrases.tokens[inner].lemma)
    target = phrases.child(verb, OBJECTS)
    for noun in [n for n in (subject, target) if n is not None]:
        counted = _number(phrases, noun)
        if counted is None:
            continue
        spans, words, noun_lemma = counted
        rest = phrases.rest(verb, {noun})
        yield from _how_much(phrases, noun, spans, f"was {done} {rest}")
        undergoes = passive or noun == target
        if undergoes or (happening and noun == subject):
            word = happening or done
            yield from _how_many(spans, words, noun_lemma, word, lemma, rest)
        if noun == target and phrases.names(subject) and not passive:
            actor = phrases.text(*phrases.phrase(subject))
            act = phrases.with_particle(verb, lemma)
            question = f"how many {words} did {actor} {act} {rest}"
            yield Asked(question, spans, lemma, noun_lemma, happening, rest)


def _how_much(
    phrases: Phrases, noun: int, spans: tuple[tuple[int, int], ...], told: str
) -> Iterator[Asked]:
    """Yield "how much explosive was found" from "eighteen kilograms of explosive"."""
    of = phrases.child(noun, {"prep"})
    stuff = None if of is None else phrases.child(of, {"pobj"})
    if phrases.tokens[noun].lemma not in MEASURES or stuff is None:
        return
    if phrases.tokens[of or 0].lemma == "of":
        lemma, text = phrases.tokens[stuff].lemma, phrases.text(*_bare_phrase(phrases, stuff))
        full = (*spans, (min(start for start, _ in spans), phrases.tokens[noun].end))
        for form in (f"how much {text} {told}", f"what quantity of {text} {told}"):
            yield Asked(form, full, lemma, lemma)


def questions_of_noun(phrases: Phrases, noun: int) -> Iterator[Asked]:
    """Yield "how many were killed" from "the killing of 140 fighters" and the like."""
    lemma = phrases.tokens[noun].lemma
    happening = happening_of(lemma)
    if lemma == "toll":
        yield from _toll(phrases, noun)
    of = phrases.child(noun, {"prep"})
    counted_noun = None if of is None else phrases.child(of, {"pobj"})
    if happening and phrases.tokens[noun].pos == "NOUN" and counted_noun is not None:
        yield from _counted(phrases, counted_noun, happening, lemma)
    # "58 people killed in the attack", "left ten soldiers dead"
    participle = phrases.child(noun, {"acl"})
    state = phrases.tokens[noun].head
    for other in (participle, state if phrases.tokens[noun].dep == "nsubj" else None):
        if other is not None and phrases.tokens[other].pos != "AUX":
            done = happening_of(phrases.tokens[other].lemma)
            done = done or happening_of(STATES.get(phrases.tokens[other].lemma, ""))
            if done and (other == participle or phrases.tokens[other].pos == "ADJ"):
                yield from _counted(phrases, noun, done, phrases.tokens[other].lemma)


def _counted(phrases: Phrases, noun: int, happening: str, verb: str) -> Iterator[Asked]:
    counted = _number(phrases, noun)
    if counted is not None:
        spans, words, lemma = counted
        yield from _how_many(spans, words, lemma, happening, verb, "")


def _toll(phrases: Phrases, toll: int) -> Iterator[Asked]:
    """Yield questions for "the death toll rose to 58" and "bringing the toll to 58"."""
    verb = phrases.tokens[toll].head
    for preposition in (*phrases.children[verb], *phrases.children[toll]):
        number = phrases.child(preposition, {"pobj"})
        if phrases.tokens[preposition].lemma not in {"to", "at", "of"} or number is None:
            continue
        if phrases.tokens[number].pos != "NUM":
            continue
        spans = (phrases.chars(number, number + 1), phrases.chars(*phrases.phrase(number, 5)))
        for question in (
            "what is the death toll",
            "how many people were killed",
            "how many people died",
            "how many dead in total",
        ):
            yield Asked(question, spans, "kill", "people", "killed")


def _how_many(
    spans: tuple[tuple[int, int], ...], words: str, noun: str, done: str, verb: str, rest: str
) -> Iterator[Asked]:
    happening = happening_of(verb)
    asked = (spans, verb, noun, happening, rest)
    was = "" if done in {"escaped", "died"} else "were "
    yield Asked(f"how many {words} {was}{done} {rest}", *asked)
    yield Asked(f"how many {words} {done} {rest}", *asked)
    yield Asked(f"number of {words} {done} {rest}", *asked)
    if happening:
        for synonym in HAPPENINGS[happening][1]:
            yield Asked(f"how many {words} were {synonym} {rest}", *asked)
