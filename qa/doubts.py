"""What the sentences around a stretch say against it: not verified, not known, or disputed."""

from collections.abc import Iterator

from qa.attribution import Attribution
from qa.figures import find_figures, measure_of, related_measures
from qa.hedges import phrase_matches
from qa.language import Sentence
from qa.measures import load_measures
from qa.records import Certainty
from qa.resolving import Spoken, resolved
from qa.speakers import attributions
from qa.standing import certainty_lexicon
from qa.stretches import Evidence, Stretch

__all__ = ["by_neighbours", "counted_measure", "phrases", "unknown_of"]

_CONDITIONS = frozenset({"if", "unless", "whether", "until"})


def phrases(stretch: Stretch, index: int, name: str) -> Iterator[Evidence]:
    """The places of the phrases of that name in one sentence, conditions ("until") aside."""
    sentence = stretch.sentences[index]
    for first, last in phrase_matches(sentence, certainty_lexicon()["phrases"][name]):
        before = {token.lemma for token in sentence.tokens[max(first - 3, 0) : first]}
        # "118 confirmed cases": a kind of case, as doctors count them
        if before & _CONDITIONS or sentence.tokens[last - 1].dep == "amod":
            continue
        # "rebels whose links to militants": what they have is not what they are charged with
        if name == "suspected" and sentence.tokens[first].tag == "NNS":
            continue
        span = _from_word(sentence, first), sentence.tokens[last - 1].end
        yield stretch.evidence(index, span)


def _from_word(sentence: Sentence, i: int) -> int:
    """Where the word of token *i* begins: "cannot" for its "not"."""
    start = sentence.tokens[i].start
    while start and sentence.text[start - 1].isalnum():
        start -= 1
    return start


def _beside(stretch: Stretch) -> list[int]:
    """Positions of the sentence itself and of those right before and after it."""
    near = range(stretch.focus - 1, stretch.focus + 2)
    return [i for i in near if 0 <= i < len(stretch.sentences)]


def by_neighbours(stretch: Stretch, spoken: Spoken | None) -> Iterator[tuple[Certainty, Evidence]]:
    """That accounts differ, that it could not be verified, or that another party denies it."""
    for index in _beside(stretch):
        for evidence in phrases(stretch, index, "unverified"):
            if index == stretch.focus or _of_what_was_told(stretch, index, evidence):
                yield "unconfirmed", evidence
        if index != stretch.focus and counted_measure(stretch) is not None:
            for evidence in phrases(stretch, index, "disputed"):
                # "earlier conflicting reports": of what was told before
                before = stretch.sentences[index].text[: evidence.start].lower().split()[-1:]
                if _on_a_count(stretch.sentences[index]) and before != ["earlier"]:
                    yield "disputed", evidence
    following = stretch.focus + 1
    known = spoken is None or spoken.kind in {"deny", "concede"}  # what is admitted, nobody denies
    if spoken is None or known or following >= len(stretch.sentences):
        return
    sentence, topics = stretch.sentences[following], certainty_lexicon()["topics"]
    for other in attributions(sentence):
        if other.kind != "deny":
            continue
        told = [sentence.tokens[i] for i in sorted(other.scope)[:6]]
        # "denied that the bridge was hit": another matter
        words = {token.lemma for token in told if token.dep != "mark"}
        if words & {*topics["denied"]} and not _is_same(stretch, following, other, spoken):
            yield "disputed", stretch.evidence(following, other.cue)


def _is_same(stretch: Stretch, index: int, other: Attribution, spoken: Spoken) -> bool:
    """Whether one who denies is who spoke, by name or as "she": nobody disputes his own word."""
    denier = resolved(stretch, index, other).speaker
    if denier is None or spoken.speaker is None:
        return denier is None and other.pronoun
    one, two = {*denier.text.split()}, {*spoken.speaker.text.split()}
    return one <= two or two <= one


def _of_what_was_told(stretch: Stretch, index: int, evidence: Evidence) -> bool:
    """Whether the sentence beside speaks of this account ("neither claim"), not another."""
    tokens, told = stretch.sentences[index].tokens, certainty_lexicon()["topics"]["told"]
    verbs = [
        i
        for i, token in enumerate(tokens)
        if evidence.start <= token.start < evidence.end and token.pos == "VERB"
    ]
    about = [
        token
        for token in tokens
        if token.head in verbs
        and token.dep in {"nsubjpass", "dobj", "nsubj"}
        and (token.dep != "nsubj" or tokens[token.head].tag == "VBN")
    ]
    # "information which has not been confirmed": of its own kind of thing, not of this account
    if any(token.tag in {"WDT", "WP"} for token in about):
        return False
    if not about:
        return True
    # what stands before points ahead only where it names nothing
    return index > stretch.focus and any(t.pos == "PRON" or t.lemma in told for t in about)


def _on_a_count(sentence: Sentence) -> bool:
    topics = certainty_lexicon()["topics"]
    return any(token.lemma in {*topics["number"], *topics["told"]} for token in sentence.tokens)


def counted_measure(stretch: Stretch) -> str | None:
    """The measure of the figure in the stretch; "" for one without, None where there is none."""
    start = stretch.sentence.tokens[stretch.first].start
    end = stretch.sentence.tokens[stretch.last - 1].end
    previous = stretch.sentences[stretch.focus - 1] if stretch.focus else None
    for mention in find_figures(stretch.sentence, previous=previous):
        if mention.start < end and start < mention.end:
            unit = mention.figure.of in load_measures().structure["units"]
            sized = mention.figure.measure is None and unit
            return None if sized else mention.figure.measure or ""
    return None


def unknown_of(stretch: Stretch) -> Evidence | None:
    """Words here or beside that say the thing asked for is not known."""
    measure = counted_measure(stretch)
    for index in sorted(_beside(stretch), key=lambda i: abs(i - stretch.focus)):
        for evidence in phrases(stretch, index, "unknown"):
            # "killed six and took an unknown number prisoner": the six are known
            if measure is not None and (
                evidence.text.lower().startswith("unknown") or _asks_else(stretch, index, evidence)
            ):
                continue
            if _same_topic(stretch, index, measure):
                return evidence
    return None


def _asks_else(stretch: Stretch, index: int, evidence: Evidence) -> bool:
    """Whether it is not known who or whether, and not how many: "it was unclear who hit them"."""
    tokens, topics = stretch.sentences[index].tokens, certainty_lexicon()["topics"]
    after = [token for token in tokens if token.start >= evidence.end]
    asked = bool(after) and after[0].text.lower() in topics["else"]
    return asked and not any(token.lemma in topics["number"] for token in after)


def _same_topic(stretch: Stretch, index: int, measure: str | None) -> bool:
    """Whether a sentence about the unknown is about a count (of this measure), or who did it."""
    topics, tokens = certainty_lexicon()["topics"], stretch.sentences[index].tokens
    lemmas = {token.lemma for token in tokens}
    number, doer = lemmas & set(topics["number"]), lemmas & set(topics["doer"])
    if measure is None:
        return bool(doer) or (index == stretch.focus and not number)
    told = {found for lemma in lemmas if (found := measure_of(lemma))}
    if not number and not (index == stretch.focus and not doer):
        return False
    return not measure or not told or bool(told & related_measures(measure))
