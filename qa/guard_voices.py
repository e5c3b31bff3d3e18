"""Who speaks, and how sure it is, in a drafted sentence that has words of its own.

Its words cannot be matched one by one with the quotes'. So it is held against the sentence of a
quote that bears it out best: what is spoken or doubted there has to be told as spoken or doubted,
and who is said to speak must not be somebody whom the quotes name and let another speak.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from qa.certainty import assess
from qa.guard_doubts import DOUBTS
from qa.guard_entailed import likest
from qa.guard_evidence import Problem
from qa.guard_predicates import verbs_of
from qa.guard_same import same_word
from qa.guard_speakers import called, finds, givers, is_outlet, is_report, telling, trimmed
from qa.guard_told import Told, word_set
from qa.guard_tree import completes
from qa.guard_words import QUOTED
from qa.hedges import hedges
from qa.language import Sentence, Token, clause_root, subtree
from qa.speakers import Attribution, attributions
from qa.standing import certainty_lexicon
from qa.word_keys import word_keys

__all__ = ["check_voices"]

_MEANT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_BODIES = frozenset({"GPE", "ORG", "NORP"})  # for whom their offices speak
_MOST = 0.5  # of the words that both have


def check_voices(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Speakers and doubts lost, and words given to somebody who does not say them."""
    quote, i = likest(sentence, told)
    if not quote:
        return
    if not _hears(sentence):
        shared = _shared(sentence, quote[i])
        lost = [] if _speaks(sentence, quote[i]) else [*_spoken(quote[i], shared, told)]
        for words in (*lost, *_doubted(quote, i, shared)):
            yield Problem("speaker", f"the evidence has it from “{words}”, or doubts it")
            break
    yield from _check_speakers(sentence, quote[i], told)


def _hears(sentence: Sentence) -> bool:
    """Whether it says by whom it is told, or how sure it is."""
    if attributions(sentence) or hedges(sentence, 0, len(sentence.tokens)):
        return True
    tokens = (sentence.tokens[verb] for verb in verbs_of(sentence))
    return any(assess([sentence], 0, t.start, t.end).certainty != "reported" for t in tokens)


def _speaks(sentence: Sentence, theirs: Sentence) -> bool:
    """Whether it has a word of speech, or says of who speaks in *theirs* what may be one there."""
    tokens = sentence.tokens
    saying = any(
        (t.pos == "VERB" and t.dep != "amod" and t.lemma in _saying())
        or (t.pos == "NOUN" and t.lemma in word_set("heard", "nouns"))
        for t in tokens
    )
    return saying or any(
        word_keys(tokens[head].text) & word_keys(voice)
        for head in _subjects(sentence, _lexicon())
        for voice in _voices(theirs)
    )


@cache
def _lexicon() -> frozenset[str]:
    verbs = certainty_lexicon()["verbs"]
    return frozenset(verb for kind in verbs.values() for verb in kind)


@cache
def _saying() -> frozenset[str]:
    """Verbs by which somebody speaks, whatever stands beside them."""
    verbs = certainty_lexicon()["verbs"]
    kinds = ("say", "claim", "suspect", "deny", "concede", "confirm")
    every = {verb for kind in kinds for verb in verbs[kind]}
    return frozenset(every - {*verbs["need_clause"]}) | word_set("heard", "verbs")


def _subjects(sentence: Sentence, verbs: frozenset[str]) -> Iterator[int]:
    """Who does one of these verbs, also in the passive."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        head = tokens[token.head]
        agent = token.dep == "pobj" and head.dep == "agent"
        verb = tokens[head.head] if agent else head
        if (agent or token.dep == "nsubj") and verb.lemma in verbs:
            yield i


def _spoken(theirs: Sentence, shared: set[int], told: Told) -> Iterator[str]:
    """Words by which most of what both say is spoken in a quote's sentence.

    The outlet speaks in its own report, and so does whoever says "we".
    """
    for one in attributions(theirs):
        speaker = theirs.text[slice(*one.speaker)] if one.speaker else None
        own = speaker is not None and (
            is_outlet(speaker, told) or speaker.lower().split()[0] in word_set("address", "speaker")
        )
        if not own and _covers(theirs, one, shared):
            yield speaker or theirs.text[slice(*one.cue)]


def _doubted(quote: Sequence[Sentence], i: int, shared: set[int]) -> Iterator[str]:
    """Words by which a quote's sentence doubts what both say."""
    theirs = quote[i]
    verbs = {*verbs_of(theirs)}
    for verb in sorted({clause_root(theirs, k) for k in shared} & verbs or verbs):
        token = theirs.tokens[verb]
        found = assess(quote, i, token.start, token.end)
        if found.certainty in DOUBTS:
            yield from found.cues
    found_at = {k: [h for h in hedges(theirs, k, k + 1) if h.kind != "softener"] for k in shared}
    doubted = [k for k in sorted(shared) if found_at[k]]
    if doubted and len(doubted) >= _MOST * len(shared):
        yield " ".join(theirs.tokens[k].text for k in doubted)


def _shared(sentence: Sentence, theirs: Sentence) -> set[int]:
    """Words with a meaning of their own that both have, as indices in *theirs*."""
    said = [t for t in sentence.tokens if t.pos in _MEANT]
    plain = word_set("words", "function") | word_set("words", "frame")
    return {
        k
        for k, token in enumerate(theirs.tokens)
        if token.pos in _MEANT
        and token.lemma not in plain
        and any(same_word(t, token) for t in said)
    }


def _covers(theirs: Sentence, one: Attribution, shared: set[int]) -> bool:
    """Whether most of what both say is spoken there; where they share nothing, all of it is."""
    spans = [one.cue, *([one.speaker] if one.speaker else [])]
    beside = {
        k for k in shared if not any(start <= theirs.tokens[k].start < end for start, end in spans)
    }
    return len(beside & one.scope) >= _MOST * len(beside)


def _check_speakers(sentence: Sentence, best: Sentence, told: Told) -> Iterator[Problem]:
    """Whoever speaks, and is named in the quotes, must speak there."""
    named = [*_named(sentence, told)]
    here = [called(voice, told) for voice in _voices(best)]
    single = bool(here) and len(named) == 1
    near = [best] if single else [quote[i] for quote, i in told.sentences()]
    voices = here if single else [called(v, told) for one in near for v in _voices(one)]
    if not any(map(telling, voices)) and not any(map(attributions, near)):
        yield from _check_invented(sentence, told)
    for words, keys in named:
        if any(_may_be_pronoun(one, keys) for one in near):
            continue
        if voices and not any(keys & word_keys(voice) for voice in voices):
            yield Problem("speaker", f"“{words}” does not speak in the evidence")


def _check_invented(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Where nobody speaks in the quotes, nobody of whom they know nothing speaks in a draft."""
    claimed = " ".join(claim.speaker or "" for piece in told.pieces for claim in piece.claims)
    for words, keys in _speakers(sentence, told):
        if not keys & (told.keys | word_keys(claimed)):
            yield Problem("speaker", f"“{words}” does not speak in the evidence")


def _may_be_pronoun(theirs: Sentence, keys: frozenset[str]) -> bool:
    """Whether "she" speaks there, or does something while nobody speaks, and may be whom it names.

    Somebody who is named in the same sentence is hardly meant by it.
    """
    spoken = [one.pronoun for one in attributions(theirs)]
    pronouns = certainty_lexicon()["anaphora"]["pronouns"]
    does = not spoken and any(
        t.text.lower() in pronouns and t.dep in {"nsubj", "nsubjpass"} for t in theirs.tokens
    )
    return (any(spoken) or does) and not keys & word_keys(theirs.text)


def _named(sentence: Sentence, told: Told) -> Iterator[tuple[str, frozenset[str]]]:
    """(words, keys of what tells who it is) of every speaker whom the quotes name."""
    return ((words, keys) for words, keys in _speakers(sentence, told) if keys & told.keys)


def _speakers(sentence: Sentence, told: Told) -> Iterator[tuple[str, frozenset[str]]]:
    """(words, keys of what tells who it is) of every speaker but the report itself."""
    quoted = [match.span() for match in QUOTED.finditer(sentence.text)]
    for one in attributions(sentence):
        cue = sentence.text[slice(*one.cue)].lower()
        if one.speaker is None or one.pronoun or finds(sentence, one.cue[0]) or cue == "citing":
            continue
        if any(start < one.speaker[0] < end for start, end in quoted):
            continue
        words = trimmed(sentence, sentence.text[slice(*one.speaker)])
        head = sentence.tokens[one.head] if one.head is not None else None
        # "the newspaper's claim": who speaks stands before it
        keys = word_keys(words if head is None or head.lemma in _nouns() else head.text)
        if not is_report(words, told) and telling(words):
            yield words, keys


def _nouns() -> frozenset[str]:
    return word_set("heard", "nouns") | word_set("words", "frame")


def _voices(sentence: Sentence) -> Iterator[str]:
    """Whoever says anything in a sentence of a quote; where nobody does, wants or holds it."""
    tokens = sentence.tokens
    spoken = [one for one in attributions(sentence) if one.speaker]
    yield from (_who(sentence, one) for one in spoken)
    yield from givers(sentence)
    for one in attributions(sentence):
        if one.speaker is None:  # "the leader, known as Karat, sent a message saying"
            cue = next(k for k, t in enumerate(tokens) if t.end > one.cue[0])
            yield from (
                _whole(sentence, i)
                for i, t in enumerate(tokens)
                if t.dep == "nsubj" and completes(sentence, cue, t.head)
            )
    lists = word_set("heard", "verbs") | word_set("heard", "holding") | word_set("unreal", "verbs")
    for i in _subjects(sentence, _lexicon() if spoken else _lexicon() | lists):
        yield _whole(sentence, i)


def _who(sentence: Sentence, one: Attribution) -> str:
    """A speaker's words without those of whom it only belongs to: "Lohm's | lawyer"."""
    first, last = one.speaker or (0, 0)
    tokens = [t for t in sentence.tokens if first <= t.start < last]
    return _but_owners(sentence, one.head, tokens)


def _whole(sentence: Sentence, i: int) -> str:
    return _but_owners(sentence, i, sentence.tokens[slice(*subtree(sentence, i))])


def _but_owners(sentence: Sentence, head: int | None, tokens: Sequence[Token]) -> str:
    # What a ministry says, its state says too.
    parts = [
        subtree(sentence, i)
        for i, t in enumerate(sentence.tokens)
        if t.dep == "poss" and t.head == head and t.ent not in _BODIES
    ]
    left = {sentence.tokens[k].start for start, end in parts for k in range(start, end)}
    return " ".join(t.text for t in tokens if t.start not in left)
