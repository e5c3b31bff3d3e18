"""Which likely answers are in the right mouth: the asked party's, or who owns to a deed himself.

"How many died according to SANA" wants SANA's number, "who said they did it" one who says so of
himself, and nobody who tells of others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.assessing import assess_line, speaker_of
from qa.candidates import Candidate
from qa.casing import is_common_word
from qa.certainty import Assessment
from qa.evidence import Evidence
from qa.language import Sentence, parse, subtree
from qa.names import load_names
from qa.naming import certainty_lexicon
from qa.question import Question
from qa.same_value import same_number, same_value
from qa.scoring import log_odds
from qa.speakers import attributions
from qa.word_keys import word_keys

__all__ = ["as_sayer", "by_owner", "by_speaker", "is_asked", "past_denial", "says_something"]

SPEAKERS = 8  # candidates whose speaker is compared with the one asked for
OWNERS = 16  # candidates that are looked at for one who says it of himself
SAME_SPEAKER = 0.5  # share of the asked speaker's words that another must hold
FAR_BELOW = 3.0  # how far, in log-odds, the right party's words may lie below the best answer
_OPEN = frozenset({"statement", "summary", "other"})
_PRONOUNS = frozenset({"it", "they", "he", "she"})
_OF = frozenset({"of", "in", "at", "for", "from"})
_Ranked = Sequence[tuple[float, Candidate]]


def by_speaker(
    question: Question, evidence: Evidence, ranked: _Ranked, threshold: float
) -> list[tuple[float, Candidate]]:
    """What the speaker that is asked for says, where a speaker is asked for and found.

    That the right party says it is evidence too, so less is asked of the rest; and least of a
    sentence of his that gives what the likeliest answer gives. Where any words may answer, that
    they are his tells nothing, and no less is asked.
    """
    if not question.speaker or not ranked:
        return []
    asked, least = question.speaker, threshold if question.type in _OPEN else 0.0
    near = [pair for pair in _near(ranked[:SPEAKERS], threshold) if pair[0] >= least]
    by = [(pair, speaker_of(evidence, pair[1])) for pair in near]
    # "the envoy, Ana Rada" tells who spoke where only "Rada" is named
    known = [speaker for _, speaker in by if speaker and is_asked(asked, speaker)]
    found = [
        (max(probability, threshold), candidate)
        for (probability, candidate), speaker in by
        if speaker and (is_asked(asked, speaker) or any(_also(speaker, one) for one in known))
    ]
    if found or ranked[0][0] < threshold:
        return found
    best = ranked[0][1]
    for _, candidate in ranked[SPEAKERS // 2 :]:
        alike = same_number(best, candidate) or same_value(best, candidate)
        if alike and is_asked(question.speaker, speaker_of(evidence, candidate)):
            return [(ranked[0][0], candidate)]
    return []


def _also(speaker: str, described: str) -> bool:
    """Whether *speaker* is a bare name that *described* gives with what its bearer is."""
    name = speaker.split()
    bare = all(word[:1].isupper() and not is_common_word(word.lower()) for word in name)
    return bare and word_keys(name[-1]) <= word_keys(described) and name[-1] in described.split()


def says_something(question: Question, candidate: Candidate) -> bool:
    """Whether *candidate* can be a statement: not what its speaker is, which stands by his name.

    Of '"Never," said Ana Rada, who runs the port', that she runs the port is not what she said.
    """
    if question.type != "statement" or question.several:
        return True
    sentence = parse(candidate.line.text)
    start, end = candidate.start - candidate.line.start, candidate.end - candidate.line.start
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    for one in attributions(sentence):
        if one.head is None or not inside:
            continue
        first, last = subtree(sentence, one.head)
        spoken = tokens[first].start <= one.cue[0] < tokens[last - 1].end  # "Rada, who said that"
        if first <= inside[0] and inside[-1] < last and not spoken:
            return False
    return True


def is_asked(asked: str, speaker: str | None) -> bool:
    """Whether *speaker* is the one that is *asked* for."""
    wanted = word_keys(asked)
    if not speaker or not wanted:
        return False
    shared = len(wanted & word_keys(speaker)) / len(wanted)
    return shared >= SAME_SPEAKER or load_names().same(speaker, asked) or _surnamed(asked, speaker)


def _surnamed(asked: str, speaker: str) -> bool:
    """Whether a title and surname are asked for whose surname *speaker* bears under another title.

    "Security Minister Rada" is "Colonel Ana Rada", but the "mayor of Osht" is no "clinic in Osht".
    """
    *titles, surname = asked.split()
    known = word_keys(surname)
    named = surname[:1].isupper() and not is_common_word(surname.lower())
    titled = bool(titles) and all(title.isalpha() and title not in _OF for title in titles)
    return named and titled and bool(known) and known <= word_keys(speaker.rsplit(maxsplit=1)[-1])


def by_owner(
    question: Question, evidence: Evidence, ranked: _Ranked, threshold: float
) -> list[tuple[float, Candidate]]:
    """Those who claim or admit the deed as their own, where the question asks for them."""
    if question.type not in {"person", "organisation"} or not _asks_owner(parse(question.text)):
        return []
    found = []
    for probability, candidate in _near(ranked[:OWNERS], threshold):
        told = assess_line(evidence, candidate.line, candidate.start, candidate.end)
        if told.certainty == "claimed" and _names_itself(candidate, told):
            found.append((max(probability, threshold), candidate))
    return found


def _near(ranked: _Ranked, threshold: float) -> Iterator[tuple[float, Candidate]]:
    """Those that are not far below the best."""
    surest = log_odds(ranked[0][0]) if ranked else 0.0
    for probability, candidate in ranked:
        if probability < threshold / 2 or log_odds(probability) < surest - FAR_BELOW:
            return
        yield probability, candidate


def _names_itself(candidate: Candidate, told: Assessment) -> bool:
    """Whether the answer speaks, by its own name: not "the group", which is told to be another."""
    return told.speaker is not None and candidate.value.casefold() in told.speaker.casefold()


def as_sayer(question: Question, candidate: Candidate, told: Assessment) -> Assessment:
    """*told*, with the answer as who speaks where "who said so" is asked and it is the one.

    That the clinic said so is the report's own word, what it said is the clinic's.
    """
    if told.speaker is not None or question.type not in {"person", "organisation"}:
        return told
    if not any(_asking(parse(question.text))):
        return told
    text, at = candidate.line.text, candidate.start - candidate.line.start
    for one in attributions(parse(text)):
        span = one.speaker
        if span and span[0] <= at < candidate.end - candidate.line.start <= span[1]:
            return replace(told, speaker=text[slice(*span)])
    return told


def past_denial(question: Question, candidate: Candidate, told: Assessment) -> Assessment:
    """*told*, without the denial of one who is asked for by what he is, and not by a deed.

    "Its leader, Omar Haddad, denies the raid" does not deny that he leads it.
    """
    of_deed = question.verbs or question.party or question.type not in {"person", "organisation"}
    if told.certainty != "denied" or of_deed or not _names_itself(candidate, told):
        return told
    return Assessment("reported", None, (), says_unknown=told.says_unknown, spans=())


def _asking(asked: Sentence) -> Iterator[int]:
    """Verbs of saying whose subject the question leaves open: "who said", "which body warned"."""
    tokens, verbs = asked.tokens, certainty_lexicon()["verbs"]
    saying = {
        lemma for kind in ("say", "find", "claim", "concede", "confirm") for lemma in verbs[kind]
    }
    for i, token in enumerate(tokens):
        open_ = token.tag in {"WP", "WDT"} or any(
            t.head == i and t.tag == "WDT" and t.dep == "det" for t in tokens
        )
        verb = tokens[token.head]
        subject = open_ and token.dep == "nsubj" and verb.pos == "VERB"
        if subject and verb.lemma in saying | {*verbs["with_responsibility"]}:
            yield token.head


def _asks_owner(asked: Sentence) -> bool:
    """As in "who claimed the raid", "which group said it shot", "who admitted to having shot"."""
    tokens, verbs = asked.tokens, certainty_lexicon()["verbs"]
    for verb in _asking(asked):
        lemma = tokens[verb].lemma
        clauses = [k for k, t in enumerate(tokens) if t.head == verb and t.dep == "ccomp"]
        own = any(
            t.head in clauses and t.dep.startswith("nsubj") and t.lemma.lower() in _PRONOUNS
            for t in tokens
        )
        if lemma in {*verbs["claim"], *verbs["concede"]}:
            return own or not clauses
        taking = lemma in verbs["with_responsibility"]
        if taking and any(t.lemma == "responsibility" for t in tokens):
            return True
        if lemma in verbs["say"]:
            return own
    return False
