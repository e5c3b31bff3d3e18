"""How sure a drafted sentence is and who speaks it, held against its quotes."""

from collections.abc import Iterator
from functools import cache, lru_cache

from qa.amounts import find_amounts
from qa.certainty import Assessment, assess
from qa.citations import contains_tokens
from qa.evidence import word_keys
from qa.guard_evidence import Problem, says
from qa.guard_predicates import Match, matches, verbs_of
from qa.guard_told import Told, word_set
from qa.language import Sentence, noun_phrase
from qa.naming import certainty_lexicon
from qa.records import Certainty, Claim
from qa.speakers import attributions

__all__ = ["check_speech"]

_DOUBTS: frozenset[Certainty] = frozenset({"suspected", "unconfirmed", "disputed"})
_WEAKER: dict[Certainty, frozenset[Certainty]] = {
    "suspected": _DOUBTS,
    "unconfirmed": _DOUBTS,
    "disputed": _DOUBTS | {"denied"},
    "denied": frozenset({"denied", "disputed"}),
}
_REPORT = frozenset({"report", "reports", "account", "accounts", "article", "source", "sources"})


def check_speech(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Doubts and speakers that the quotes have and the sentence drops, or the other way round."""
    seen: set[Problem] = set()
    rules = (_by_claims, _by_verbs, _speakers)
    for problem in (problem for rule in rules for problem in rule(sentence, told)):
        if problem not in seen:
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
    yield from _doubt(sentence, level, claim.certainty, claim.cues)
    speaker = claim.speaker
    if not speaker or contains_tokens(speaker, claim.value):
        return
    if not _names(sentence.text, _called(speaker, told)):
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
    if not speaker or contains_tokens(speaker, word.text):
        return
    if not _names(sentence.text, _called(speaker, told)):
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
    outlets = " ".join(piece.citation.outlet or "" for piece in told.pieces)
    for one in attributions(sentence):
        if one.speaker is None or one.pronoun:
            continue
        words = sentence.text[slice(*one.speaker)]
        if set(words.lower().split()) & _REPORT or _names(outlets, words):
            continue
        called = [_called(speaker, told) for speaker in known]
        group = bool(set(words.lower().split()) & word_set("words", "groups"))
        heard = sentence.text if group else words
        if not any(_names(heard, names) for names in called):
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
                first, last = noun_phrase(sentence, j)
                found += [t.text for t in sentence.tokens[first:last]]
    return " ".join(found)


@cache
def _speech_words() -> frozenset[str]:
    """Words by which something is merely said, in any form."""
    verbs = certainty_lexicon()["verbs"]
    plain = {verb for kind in ("say", "confirm", "claim") for verb in verbs[kind]}
    forms = {f"{verb}{ending}" for verb in plain for ending in ("s", "es", "d", "ed", "ing")}
    return frozenset(plain | forms | {"said", "told", "according to", "put", "gave", "wrote"})


def _names(text: str, speaker: str) -> bool:
    """Whether *text* holds a word of *speaker* that tells who it is."""
    plain = word_set("words", "function") | word_set("words", "frame")
    words = " ".join(word for word in speaker.split() if word.lower() not in plain)
    return bool(word_keys(words or speaker) & word_keys(text))
