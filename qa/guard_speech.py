"""How sure a drafted sentence is and who speaks it, held against its quotes."""

from collections.abc import Iterator
from functools import cache

from qa.amounts import find_amounts
from qa.certainty import Assessment, assess
from qa.citations import contains_tokens
from qa.guard_doubts import doubted, dropped_doubt
from qa.guard_evidence import Problem, says
from qa.guard_predicates import Match, matches, verbs_of
from qa.guard_same import same_word
from qa.guard_speakers import (
    all_of,
    called,
    finds,
    givers,
    heard_in,
    is_outlet,
    is_report,
    keeps,
    names_one,
    of_others,
    teller_of,
    trimmed,
)  # fmt: skip
from qa.guard_told import Told, word_set
from qa.guard_tree import is_placed
from qa.guard_turns import begins_behind
from qa.guard_words import QUOTED
from qa.hedges import hedges
from qa.language import Sentence
from qa.records import Certainty, Claim
from qa.speakers import attributions
from qa.standing import certainty_lexicon

__all__ = ["check_speech"]


def check_speech(
    sentence: Sentence, told: Told, *, copied: bool, free: bool = False
) -> Iterator[Problem]:
    """Doubts and speakers that the quotes have and the sentence drops, or the other way round.

    One that is *copied*, and says who speaks, says it as the report does; one that is *free* is
    held against what was read from the quotes alone.
    """
    spoken = copied and bool(attributions(sentence))
    rules = (_by_claims,) if free else (_by_claims, _by_verbs, _by_hedges, _speakers)
    for problem in dict.fromkeys(problem for rule in rules for problem in rule(sentence, told)):
        if not (spoken and problem.rule == "speaker"):
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
        own_doubts = ours.hedges if ours else ()
        yield from dropped_doubt(sentence, level, claim.certainty, claim.cues)
        stated = " ".join(
            quote[i].text
            for quote, i in told.sentences()
            if contains_tokens(quote[i].text, claim.value)
        )
        yield from doubted(level, own_doubts, claim.certainty, stated)
    speaker = claim.speaker
    # The outlet speaks in its own report; the citation names it.
    if not speaker or contains_tokens(speaker, claim.value) or is_outlet(speaker, told):
        return
    if of_others(claim, told):
        return
    names = called(speaker, told)
    for quote, i in told.sentences():
        if contains_tokens(quote[i].text, claim.value):
            names = f"{names} {heard_in(quote[i])}"
    if not keeps(sentence, names) and not all_of(speaker, sentence.text):
        yield Problem("speaker", f"the evidence says this in the words of “{speaker}”")


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
    """Every verb that the quotes have: as sure and as spoken as one of them.

    Where "be" alone links, what it says of its subject stands for the verb.
    """
    quoted = [match.span() for match in QUOTED.finditer(sentence.text)]
    linked = [
        i
        for i, token in enumerate(sentence.tokens)
        if (token.dep in {"attr", "acomp"} or is_placed(sentence, i))
        and not any(start <= token.start < end for start, end in quoted)
    ]
    for verb in verbs_of(sentence) or linked:
        token = sentence.tokens[verb]
        found = matches(token, told, verbal=True) or matches(token, told, verbal=False)
        if not found:
            continue
        ours = assess([sentence], 0, token.start, token.end)
        problems = [
            tuple(_against_quote(sentence, ours, match, told, ours_at=token.start))
            for match in found
        ]
        if all(problems):
            yield from min(problems, key=len)


def _against_quote(
    sentence: Sentence, ours: Assessment, match: Match, told: Told, *, ours_at: int
) -> Iterator[Problem]:
    word = match.sentence.tokens[match.token]
    theirs = assess(match.quote, match.index, word.start, word.end)
    yield from dropped_doubt(sentence, ours.certainty, theirs.certainty, theirs.cues)
    yield from doubted(ours.certainty, ours.hedges, theirs.certainty, match.sentence.text)
    speaker = theirs.speaker
    heard = (
        f"{called(speaker, told) if speaker else ''} {heard_in(match.sentence, word=match.token)}"
    )
    own = trimmed(sentence, ours.speaker) if ours.speaker else None
    if own and speaker is None and begins_behind(sentence, own, ours_at):
        own = None
    if own and not is_report(own, told) and not all_of(own, heard):
        yield Problem("speaker", f"“{own}” does not say “{word.text}” in the evidence")
    if not speaker or contains_tokens(speaker, word.text) or is_outlet(speaker, told):
        return
    # "the source said": so the quote calls who speaks there, though it names them elsewhere
    alike = ours.speaker is not None and ours.speaker.lower() in _called_there(match)
    kept = ours.speaker and (alike or keeps(sentence, heard))
    # Where the parser ties who speaks elsewhere, the name beside a word of saying tells it; the
    # name alone would make a fact of what somebody says of themselves.
    named = all_of(speaker, sentence.text) and bool(_words(sentence) & _voices())
    if not kept and not named:
        yield Problem("speaker", f"“{word.text}” is said by “{speaker}” in the evidence")


def _called_there(match: Match) -> set[str]:
    """What a quote calls those who speak the matched word, in small letters."""
    spoken = (one for one in attributions(match.sentence) if match.token in one.scope)
    spans = (one.speaker for one in spoken)
    return {match.sentence.text[slice(*span)].lower() for span in spans if span}


def _words(sentence: Sentence) -> set[str]:
    return {form for token in sentence.tokens for form in (token.text.lower(), token.lemma)}


@cache
def _voices() -> frozenset[str]:
    """Words by which somebody speaks."""
    verbs = certainty_lexicon()["verbs"]
    return frozenset({"according", *(verb for kind in verbs.values() for verb in kind)})


def _by_hedges(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """A word that the quotes only have under a doubt ("believed to be sarin") must keep one."""
    spoken = [one.speaker for one in attributions(sentence) if one.speaker]
    for i, token in enumerate(sentence.tokens):
        if token.pos not in {"NOUN", "PROPN", "VERB"} or token.lemma in _plain():
            continue
        if any(start <= token.start < end for start, end in spoken):
            continue
        found = [
            [hedge for hedge in hedges(quote[k], j, j + 1) if hedge.kind != "softener"]
            for quote, k in told.sentences()
            for j, other in enumerate(quote[k].tokens)
            if same_word(token, other)
        ]
        if found and all(found) and not hedges(sentence, i, i + 1) and not _hedged(sentence):
            yield Problem("hedge", f"“{token.text}” is doubted in the evidence")


def _hedged(sentence: Sentence) -> bool:
    """Whether the sentence has a word of doubt of its own, wherever the parser ties it."""
    lexicon = certainty_lexicon()["hedges"]
    # Verbs of doubt count where they reach ("is believed to"), which the grammar tells.
    plain = {"future", "softeners", "suspected_verbs", "unconfirmed_verbs"}
    doubts = {word for name in lexicon if name not in plain for word in lexicon[name]}
    return any(token.text.lower() in doubts for token in sentence.tokens)


@cache
def _plain() -> frozenset[str]:
    return word_set("words", "function") | word_set("words", "frame") | word_set("words", "people")


def _speakers(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Whoever speaks in the sentence must speak in a quote, or be the report itself."""
    known = [claim.speaker for piece in told.pieces for claim in piece.claims if claim.speaker]
    for quote, i in told.sentences():
        spans = (one.speaker for one in attributions(quote[i]))
        known += [quote[i].text[slice(*span)] for span in spans if span] + givers(quote[i])
    quoted = [match.span() for match in QUOTED.finditer(sentence.text)]
    for one in attributions(sentence):
        if one.speaker is None or one.pronoun or finds(sentence, one.cue[0]):
            continue
        if any(start < one.speaker[0] < end for start, end in quoted):
            continue
        words = trimmed(sentence, sentence.text[slice(*one.speaker)])
        if is_report(words, told):
            continue
        known_as = [called(speaker, told) for speaker in known]
        # "the group" is named elsewhere in the sentence; "a rebel group" tells more than that
        group = not {word.lower() for word in words.split()} - (
            word_set("words", "groups") | word_set("words", "function")
        )
        heard = sentence.text if group else words
        if not any(
            names_one(heard, names) and (group or all_of(words, names)) for names in known_as
        ):
            yield Problem("speaker", f"“{words}” does not speak in the evidence")
        teller = teller_of(words, told)
        if teller and not names_one(sentence.text, teller):
            yield Problem("speaker", f"“{teller}” tells what “{words}” says")
