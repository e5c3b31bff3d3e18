"""What the quotes call a speaker, and whether a drafted sentence names that speaker."""

import re
from functools import lru_cache

from qa.guard_told import Told, guard_lexicon, word_set
from qa.guard_tree import completes
from qa.guard_turns import speaks_apart
from qa.language import Sentence, subtree
from qa.naming import full_name
from qa.records import Claim
from qa.speakers import attributions
from qa.standing import certainty_lexicon
from qa.word_keys import word_keys

__all__ = [
    "all_of", "but_outlet", "called", "finds", "givers", "heard_in", "is_outlet", "is_report",
    "keeps", "names_one", "of_others", "teller_of", "telling", "trimmed",
]  # fmt: skip

_WORD = re.compile(r"\w")
_REPORT = frozenset({"report", "reports", "account", "accounts", "article", "source", "sources"})


def trimmed(sentence: Sentence, speaker: str) -> str:
    """*speaker* without what the parser joins to it by a comma: "shelled [Osht, the army] said".

    What stands right behind a verb or a preposition completes that, and speaks to nobody.
    """
    spoken = [one for one in attributions(sentence) if one.speaker]
    if any(
        sentence.text[slice(*one.speaker)] == speaker and finds(sentence, one.cue[0])
        for one in spoken
        if one.speaker
    ):
        return ""
    head, comma, rest = speaker.partition(", ")
    at = sentence.text.find(speaker)
    before = [token for token in sentence.tokens if token.end <= at]
    cues = {sentence.text[slice(*one.cue)].lower() for one in attributions(sentence)}
    if not comma or at < 0 or not before or before[-1].pos not in {"VERB", "ADP", "ADJ"}:
        return speaker
    said = any(before[-1].text.lower() in cue.split() for cue in cues)
    return speaker if said or not head else rest


@lru_cache(maxsize=1024)
def called(speaker: str, told: Told) -> str:
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


def finds(sentence: Sentence, cue: int) -> bool:
    """Whether the word at *cue* finds a thing ("found him unharmed") instead of saying so."""
    tokens = sentence.tokens
    at = next((i for i, token in enumerate(tokens) if token.start == cue), None)
    if at is None or tokens[at].lemma != "find":
        return False
    inside = {i for i, token in enumerate(tokens) if token.head == at and token.dep == "ccomp"}
    return not any(tokens[i].pos in {"VERB", "AUX"} for i in inside)


def heard_in(sentence: Sentence, *, word: int | None = None) -> str:
    """The speakers of a sentence as it names them, pronouns aside ("the monitor").

    With *word* only those who say that token, if anybody does: of "the mayor said nine died, and
    the medics said twelve were hurt" the medics say nothing of those who died.
    """
    named = [one for one in attributions(sentence) if not one.pronoun]
    if word is not None:
        saying = [one for one in named if word in one.scope]
        named = saying or [one for one in named if not speaks_apart(sentence, one, word)]
    found = [sentence.text[slice(*one.speaker)] for one in named if one.speaker]
    # "sources at the hospital": the hospital may be taken for the speaker
    for one in named:
        inside = subtree(sentence, one.head) if one.head is not None else (0, 0)
        found += [token.text for token in sentence.tokens[slice(*inside)] if token.dep == "pobj"]
    return " ".join(found)


def is_report(speaker: str, told: Told) -> bool:
    """Whether a speaker is the report itself, its outlet, or a pronoun or general word alone."""
    words = set(re.findall(r"[a-z]+", speaker.lower()))
    anybody = {*certainty_lexicon()["anaphora"]["pronouns"], *word_set("words", "groups")}
    outlets = " ".join(piece.citation.outlet or "" for piece in told.pieces)
    general = bool(words & anybody) and not {w.lower() for w in telling(speaker)} - anybody
    return general or bool(words & _REPORT) or all_of(speaker, outlets)


def is_outlet(speaker: str, told: Told) -> bool:
    """Whether a speaker is a cited report's outlet, by its name or by a part of it with "the"."""
    if speaker in told.outlet_names:
        return True
    definite = speaker.lower().startswith("the ")
    return definite and any(all_of(speaker, outlet) for outlet in told.outlet_names)


def but_outlet(sentence: Sentence, told: Told) -> str:
    """The sentence without the words by which its own report tells it: "..., the Herald said"."""
    text = sentence.text
    for one in attributions(sentence):
        if one.speaker is None:
            continue
        named, named_end = _widened(sentence, one.speaker[0], told), one.speaker[1]
        if not _is_own(text[named:named_end], told):
            continue
        start, end = min(one.cue[0], named), max(one.cue[1], named_end)
        before, after = text[:start].rstrip(", "), text[end:].lstrip(", ")
        if not (_WORD.search(before) and _WORD.search(after)):  # it opens or closes the sentence
            return before + after
    return text


def _widened(sentence: Sentence, start: int, told: Told) -> int:
    """*start*, or where the outlet's name begins that the parser cuts: "the radio | Osht FM"."""
    outlets = word_keys(" ".join(told.outlet_names))
    for token in reversed([token for token in sentence.tokens if token.end <= start]):
        if token.text.lower() != "the" and not word_keys(token.text) & outlets:
            break
        start = token.start
    return start


def _is_own(speaker: str, told: Told) -> bool:
    return is_outlet(speaker, told) or speaker.lower() in {f"the {word}" for word in _REPORT}


def all_of(words: str, names: str) -> bool:
    """Whether everything that tells who speaks stands in *names*; False where nothing tells it."""
    known = word_keys(names) | word_keys(" ".join(_synonyms(names)))
    tells = telling(words)
    return bool(tells) and all(word_keys(word) & known for word in tells)


def _synonyms(names: str) -> list[str]:
    """Words that may stand for those of *names*: "British" for "Britain"."""
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", names)}
    groups = guard_lexicon()["synonyms"]["groups"]
    return [word for group in groups if words & set(group) for word in group]


def givers(sentence: Sentence) -> list[str]:
    """Who gives a number: "the agency" in "the agency placed the toll at 12"."""
    tokens = sentence.tokens
    found = []
    for i, token in enumerate(tokens):
        if token.dep == "nsubj" and tokens[token.head].lemma in word_set("words", "giving"):
            first, last = subtree(sentence, i)
            found.append(" ".join(other.text for other in tokens[first:last]))
    return found


def teller_of(speaker: str, told: Told) -> str | None:
    """Who tells what *speaker* says: the nurse, in "the doctors say they died, the nurse said".

    None where a quote has it from *speaker* at once, or not at all.
    """
    found = [
        _outer(quote[i], speaker)
        for quote, i in told.sentences()
        if all_of(speaker, heard_in(quote[i]))
    ]
    return found[0] if found and all(found) else None


def _outer(quote: Sentence, speaker: str) -> str | None:
    named = [
        (_at(quote, one.cue[0]), quote.text[slice(*one.speaker)], one.cue[1])
        for one in attributions(quote)
        if one.speaker and not one.pronoun
    ]
    inner = [at for at, name, _ in named if all_of(speaker, name)]
    said = [at for at in inner if quote.tokens[at].dep in {"ccomp", "parataxis"}]
    for at, name, end in named:
        # What closes a sentence tells all of it, however the parser ties it.
        closes = not _WORD.search(quote.text[end:]) and inner and max(inner) < at
        if at not in inner and (closes or any(completes(quote, own, at) for own in said)):
            return name
    return None


def _at(sentence: Sentence, start: int) -> int:
    return next((i for i, token in enumerate(sentence.tokens) if token.end > start), 0)


def keeps(sentence: Sentence, names: str) -> bool:
    """Whether somebody speaks in *sentence* who is called by a word of *names*.

    "The report says" keeps nobody whom the report names. "The group" and "it" stand for a name
    elsewhere in the sentence.
    """
    said = heard_in(sentence)
    anybody = word_set("words", "groups") & set(said.lower().split())
    if anybody or any(one.pronoun for one in attributions(sentence)):
        said = sentence.text
    tells = telling(names)
    plain = word_set("words", "function")
    words = tells or [word for word in names.split() if word.lower() not in plain]
    return bool(word_keys(" ".join(words)) & word_keys(said))


def telling(words: str) -> list[str]:
    """The words that tell one speaker from another."""
    plain = word_set("words", "function") | word_set("words", "frame")
    return [word for word in re.findall(r"[^\W\d_]+", words) if word.lower() not in plain]


def names_one(text: str, speaker: str) -> bool:
    """Whether *text* holds a word of *speaker* that tells who it is."""
    words = " ".join(telling(speaker))
    return bool(word_keys(words or speaker) & word_keys(text))


def of_others(claim: Claim, told: Told) -> bool:
    """Whether its speaker speaks in another report with the same value, none of those cited."""
    cited = {piece.citation.number for piece in told.pieces}
    around = " ".join(f"{piece.citation.quote} {piece.context}" for piece in told.pieces)
    return bool(set(claim.citations) - cited) and not names_one(around, claim.speaker or "")
