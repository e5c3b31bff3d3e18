"""How sure a drafted sentence is and who speaks it, held against its quotes."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from qa.amounts import find_amounts
from qa.certainty import Assessment, assess
from qa.citations import contains_tokens
from qa.evidence import word_keys
from qa.guard_evidence import Problem, says
from qa.guard_predicates import Match, matches, verbs_of
from qa.guard_told import Told, word_set
from qa.guard_words import QUOTED
from qa.language import Sentence
from qa.naming import full_name
from qa.records import Certainty, Claim
from qa.speakers import attributions
from qa.standing import certainty_lexicon

__all__ = ["check_speech"]

_DOUBTS: frozenset[Certainty] = frozenset({"suspected", "unconfirmed", "disputed"})
_WEAKER: dict[Certainty, frozenset[Certainty]] = {
    "suspected": _DOUBTS,
    "unconfirmed": _DOUBTS,
    "disputed": _DOUBTS | {"denied"},
    "denied": frozenset({"denied", "disputed"}),
}
_REPORT = frozenset({"report", "reports", "account", "accounts", "article", "source", "sources"})


def check_speech(sentence: Sentence, told: Told, *, copied: bool) -> Iterator[Problem]:
    """Doubts and speakers that the quotes have and the sentence drops, or the other way round.

    A sentence that is *copied*, and says who speaks, says it as the report does.
    """
    spoken = copied and bool(attributions(sentence))
    seen: set[Problem] = set()
    rules = (_by_claims, _by_verbs, _speakers)
    for problem in (problem for rule in rules for problem in rule(sentence, told)):
        if problem not in seen and not (spoken and problem.rule == "speaker"):
            seen.add(problem)
            yield problem


def _by_claims(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Every claim on the quotes whose value the sentence gives."""
    claims = dict.fromkeys(claim for piece in told.pieces for claim in piece.claims)
    found = [
        tuple(_against_claim(sentence, claim, told))
        for claim in claims
        if says(claim, sentence.text)
    ]
    # Two reports may give one value, one of them with a doubt: the sentence may follow either.
    if found and all(found):
        yield from min(found, key=len)


def _against_claim(sentence: Sentence, claim: Claim, told: Told) -> Iterator[Problem]:
    place = _place(sentence, claim)
    ours = assess([sentence], 0, *place) if place else None
    level: Certainty = ours.certainty if ours else "reported"
    # A long value may hold its own doubts, and is then as doubtful as the report.
    own = all(contains_tokens(claim.value, cue) for cue in claim.cues)
    if not (own and contains_tokens(sentence.text, claim.value)):
        yield from _doubt(sentence, level, claim.certainty, claim.cues)
    speaker = claim.speaker
    if not speaker or contains_tokens(speaker, claim.value):
        return
    called = _called(speaker, told)
    for quote, i in told.sentences():
        if contains_tokens(quote[i].text, claim.value):
            called = f"{called} {_heard(quote[i])}"
    kept = (ours and ours.speaker) or _attributed(sentence)
    if not (kept and _names(sentence.text, called)) and not _all_of(speaker, sentence.text):
        yield Problem("speaker", f"the evidence says this in the words of “{speaker}”")


def _doubt(
    sentence: Sentence, ours: Certainty, theirs: Certainty, cues: tuple[str, ...]
) -> Iterator[Problem]:
    doubts = [cue for cue in cues if cue.lower() not in _speech_words()]
    kept = any(contains_tokens(sentence.text, cue) for cue in doubts)
    if theirs in _WEAKER and ours not in _WEAKER[theirs] and not kept:
        said = f": {', '.join(doubts)}" if doubts else ""
        yield Problem("hedge", f"the evidence is only {theirs} here{said}")
    if ours in _WEAKER and theirs not in _WEAKER:
        yield Problem("hedge", f"the evidence is not {ours} here, but {theirs}")


def _place(sentence: Sentence, claim: Claim) -> tuple[int, int] | None:
    """Where the sentence gives the claim's value."""
    start = sentence.text.casefold().find(claim.value.casefold())
    if start >= 0:
        return start, start + len(claim.value)
    wanted = [amount.numbers for amount in find_amounts(claim.value)]
    for amount in find_amounts(sentence.text):
        if amount.numbers in wanted:
            return amount.number_start, amount.number_end
    return None


def _by_verbs(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Every verb that the quotes have: as sure and as spoken as one of them."""
    for verb in verbs_of(sentence):
        token = sentence.tokens[verb]
        found = matches(token, told, verbal=True)
        if not found:
            continue
        ours = assess([sentence], 0, token.start, token.end)
        problems = [tuple(_against_quote(sentence, ours, match, told)) for match in found]
        if all(problems):
            yield from min(problems, key=len)


def _against_quote(
    sentence: Sentence, ours: Assessment, match: Match, told: Told
) -> Iterator[Problem]:
    word = match.sentence.tokens[match.token]
    theirs = assessed(match.quote, match.index, word.start, word.end)
    yield from _doubt(sentence, ours.certainty, theirs.certainty, theirs.cues)
    speaker = theirs.speaker
    heard = f"{_called(speaker, told) if speaker else ''} {_heard(match.sentence)}"
    if ours.speaker and not _reports(ours.speaker, told) and not _all_of(ours.speaker, heard):
        yield Problem("speaker", f"“{ours.speaker}” does not say “{word.text}” in the evidence")
    if not speaker or contains_tokens(speaker, word.text):
        return
    kept = ours.speaker and _names(sentence.text, heard)
    if not kept and not _all_of(speaker, sentence.text):
        yield Problem("speaker", f"“{word.text}” is said by “{speaker}” in the evidence")


@lru_cache(maxsize=4096)
def assessed(quote: tuple[Sentence, ...], index: int, start: int, end: int) -> Assessment:
    """Certainty and speaker of a stretch of one sentence of a quote."""
    return assess(quote, index, start, end)


def _speakers(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Whoever speaks in the sentence must speak in a quote, or be the report itself."""
    known = [claim.speaker for piece in told.pieces for claim in piece.claims if claim.speaker]
    for quote, i in told.sentences():
        spans = (one.speaker for one in attributions(quote[i]))
        known += [quote[i].text[slice(*span)] for span in spans if span]
    quoted = [match.span() for match in QUOTED.finditer(sentence.text)]
    for one in attributions(sentence):
        if one.speaker is None or one.pronoun:
            continue
        if any(start < one.speaker[0] < end for start, end in quoted):
            continue
        words = sentence.text[slice(*one.speaker)]
        if _reports(words, told):
            continue
        called = [_called(speaker, told) for speaker in known]
        group = bool(set(words.lower().split()) & word_set("words", "groups"))
        heard = sentence.text if group else words
        if not any(_names(heard, names) and (group or _all_of(words, names)) for names in called):
            yield Problem("speaker", f"“{words}” does not speak in the evidence")


@lru_cache(maxsize=1024)
def _called(speaker: str, told: Told) -> str:
    """What the quotes call *speaker*: the name with the role that stands in apposition to it.

    A pronoun is called by every name that speaks in the claims on the quotes.
    """
    if speaker.lower() in certainty_lexicon()["anaphora"]["pronouns"]:
        known = (claim.speaker for piece in told.pieces for claim in piece.claims)
        return " ".join((speaker, *filter(None, known)))
    found = [speaker]
    for quote, i in told.sentences():
        sentence = quote[i]
        at = sentence.text.find(speaker)
        for k, token in enumerate(sentence.tokens):
            if not at <= token.start < at + len(speaker) or at < 0:
                continue
            beside = [j for j, t in enumerate(sentence.tokens) if t.head == k and t.dep == "appos"]
            beside += [token.head] if token.dep == "appos" else []
            for j in beside:
                first, last = full_name(sentence, j)
                found += [t.text for t in sentence.tokens[first:last]]
    return " ".join(found)


def _attributed(sentence: Sentence) -> bool:
    """Whether the sentence says that somebody speaks in it."""
    return any(one.speaker is not None for one in attributions(sentence))


def _heard(sentence: Sentence) -> str:
    """The speakers of a sentence as it names them, pronouns aside ("the monitor")."""
    found = (one.speaker for one in attributions(sentence) if not one.pronoun)
    return " ".join(sentence.text[slice(*span)] for span in found if span)


@cache
def _speech_words() -> frozenset[str]:
    """Words by which something is merely said, in any form."""
    verbs = certainty_lexicon()["verbs"]
    plain = {verb for kind in ("say", "confirm", "claim") for verb in verbs[kind]}
    forms = {f"{verb}{ending}" for verb in plain for ending in ("s", "es", "d", "ed", "ing")}
    return frozenset(plain | forms | {"said", "told", "according to", "put", "gave", "wrote"})


def _reports(speaker: str, told: Told) -> bool:
    """Whether a speaker is the report itself, its outlet, or a pronoun or general word."""
    words = set(re.findall(r"[a-z]+", speaker.lower()))
    anybody = {*certainty_lexicon()["anaphora"]["pronouns"], *word_set("words", "groups")}
    outlets = " ".join(piece.citation.outlet or "" for piece in told.pieces)
    return bool(words & (_REPORT | anybody)) or _all_of(speaker, outlets)


def _all_of(words: str, names: str) -> bool:
    """Whether everything that tells who speaks stands in *names*."""
    plain = word_set("words", "function") | word_set("words", "frame")
    known = word_keys(names)
    return all(
        word_keys(word) & known
        for word in re.findall(r"[^\W\d_]+", words)
        if word.lower() not in plain
    )


def _names(text: str, speaker: str) -> bool:
    """Whether *text* holds a word of *speaker* that tells who it is."""
    plain = word_set("words", "function") | word_set("words", "frame")
    words = " ".join(word for word in speaker.split() if word.lower() not in plain)
    return bool(word_keys(words or speaker) & word_keys(text))
