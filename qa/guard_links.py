"""Which words of a drafted sentence belong together, held against how they stand in the quotes.

Every noun, name, number and adjective hangs on a word that it completes: in "shells struck the
market of Elmora", Elmora on market, market on struck. The same two words must stand as near to each
other in one sentence of a quote, or else two facts have been mixed.
"""

from collections.abc import Iterator

from qa.guard_asked import asked_spans
from qa.guard_dated import check_dated
from qa.guard_evidence import Problem
from qa.guard_runs import copied_together
from qa.guard_same import same_word
from qa.guard_told import Told, amounts_beside_dates, word_set
from qa.guard_tree import HANGING, completes, governor_of, steps_between, upward
from qa.guard_words import QUOTED, names_thing
from qa.language import PLACE_LABELS, Sentence, Token
from qa.speakers import attributions
from qa.standing import certainty_lexicon
from qa.word_keys import word_keys

__all__ = ["check_links"]

_MODIFIES = frozenset({"compound", "amod", "nmod", "poss"})
_DOING = frozenset({"nsubj", "agent"})
_DONE_TO = frozenset({"dobj", "nsubjpass", "dative"})
NEAR = 2  # steps between two words, one word between them left out
BESIDE = 3  # words from one to the other in the text


def check_links(sentence: Sentence, told: Told, question: str) -> Iterator[Problem]:
    """Words that stand together here, and in no quote."""
    asked = word_keys(question) & told.setting
    exempt = _exempt(sentence)
    yield from check_dated(sentence, told, exempt)
    yield from _check_called(sentence, told, exempt)
    for i, token in enumerate(sentence.tokens):
        if token.pos not in HANGING or i in exempt:
            continue
        if word_keys(token.text) & asked and names_thing(sentence, i):
            continue
        head = governor_of(sentence, i)
        if head is None or head in exempt:
            continue
        governor = sentence.tokens[head]
        named = names_thing(sentence, head) and word_keys(governor.text) & asked
        whole = any(
            start <= token.start and token.end <= end and start <= governor.start < end
            for start, end in asked_spans(sentence, told, question)
        )
        if named or whole or _linked(token, governor, told, of=_of(sentence, i, head)):
            continue
        if copied_together(sentence, told, i, [head]):
            continue
        yield Problem("role", f"the evidence does not link “{token.text}” and “{governor.text}”")


def _check_called(sentence: Sentence, told: Told, exempt: frozenset[int]) -> Iterator[Problem]:
    """Whoever is called something beside a comma must not be another one of the quotes.

    Two that a verb parts there, as who does it and to whom, are not one: "the bureau expelled the
    Column's head" does not call the head a bureau.
    """
    for i, token in enumerate(sentence.tokens):
        if token.dep != "appos" or i in exempt or token.head == i:
            continue
        named = sentence.tokens[token.head]
        parted = [
            _are_parted(quote[k], a, b)
            for quote, k in told.sentences()
            for a, one in enumerate(quote[k].tokens)
            if same_word(named, one)
            for b, other in enumerate(quote[k].tokens)
            if a != b and same_word(token, other)
        ]
        if parted and all(parted):
            yield Problem("role", f"the evidence does not call “{named.text}” “{token.text}”")


def _are_parted(sentence: Sentence, a: int, b: int) -> bool:
    """Whether one word is of who does a verb, and the other of to whom it is done."""
    tokens, above = sentence.tokens, [upward(sentence, i) for i in (a, b)]
    shared = next((i for i in above[0] if i in above[1]), None)
    if shared is None or tokens[shared].pos != "VERB" or shared in {a, b}:
        return False
    ties = [tokens[path[path.index(shared) - 1]].dep for path in above]
    return any(one in _DOING and other in _DONE_TO for one, other in (ties, reversed(ties)))


def _exempt(sentence: Sentence) -> frozenset[int]:
    """Words of speaking and speakers, of quotations, dates and numbers, which have other rules."""
    spans = [match.span() for match in QUOTED.finditer(sentence.text)]
    amounts, dates = amounts_beside_dates(sentence.text)
    spans += [(amount.start, amount.end) for amount in amounts]
    spans += [(date.start, date.end) for date in dates]
    for one in attributions(sentence):
        spans += [one.cue, *([one.speaker] if one.speaker else [])]
    plain = word_set("words", "function") | word_set("words", "frame") | word_set("words", "people")
    saying = {
        verb for kind in ("say", "claim", "confirm") for verb in certainty_lexicon()["verbs"][kind]
    }
    return frozenset(
        i
        for i, token in enumerate(sentence.tokens)
        if token.lemma in plain
        or (token.pos == "VERB" and token.lemma in saying)
        or any(start <= token.start and token.end <= end for start, end in spans)
    )


def _linked(token: Token, governor: Token, told: Told, *, of: bool) -> bool:
    apart: list[tuple[Sentence, int]] = []
    found = False
    for quote, i in told.sentences():
        sentence = quote[i]
        ours = [k for k, other in enumerate(sentence.tokens) if same_word(token, other)]
        theirs = [k for k, other in enumerate(sentence.tokens) if same_word(governor, other)]
        found = found or bool(ours)
        for k in ours:
            for j in theirs:
                near, beside = (1, BESIDE - 1) if token.dep in _MODIFIES else (NEAR, BESIDE)
                # "attacks launched by rebels in Osht": what follows completes all before it
                near += completes(sentence, k, j) and token.dep == "pobj"
                if _has_other(sentence, j, of, k):
                    continue
                if steps_between(sentence, k, j) <= near or abs(k - j) <= beside:
                    return True
                # What "be" says of a subject has to stand with it: "the bomber was a Kurd"
                bound = token.dep in {"attr", "acomp"}
                # A nationality belongs to the word before which it stands.
                bound = bound or (
                    token.dep in _MODIFIES
                    and token.ent in {"NORP", *PLACE_LABELS}
                    and abs(k - j) > BESIDE
                )
                if not bound and not _rival(sentence, k, j):
                    return True
        if theirs and not ours:
            apart += [(sentence, j) for j in theirs]
    # A word that stands in no quote has come from a heading, by the rule for words.
    if not found or not any(True for _ in _all(governor, told)):
        return True
    return any(_open(sentence, j, token) for sentence, j in apart)


def _of(sentence: Sentence, i: int, governor: int) -> bool:
    """Whether "of" alone joins token *i* to its governor."""
    tokens = sentence.tokens
    joined = tokens[tokens[i].head]
    return tokens[i].dep == "pobj" and joined.text.lower() == "of" and joined.head == governor


def _has_other(sentence: Sentence, governor: int, of: bool, i: int) -> bool:  # noqa: FBT001 - short
    """Whether a quote's "village of Osht" stands against a "village of" something else."""
    own = [k for k in range(len(sentence.tokens)) if _of(sentence, k, governor)]
    return of and bool(own) and i not in own and sentence.tokens[i].head not in own


def _all(word: Token, told: Told) -> Iterator[Token]:
    for quote, i in told.sentences():
        yield from (other for other in quote[i].tokens if same_word(word, other))


def _open(sentence: Sentence, governor: int, token: Token) -> bool:
    """Whether a sentence leaves open what another sentence tells: by a pronoun, or no place."""
    tokens = sentence.tokens
    if token.ent in PLACE_LABELS:
        return not any(other.ent in PLACE_LABELS for other in tokens)
    return any(
        other.tag in {"PRP", "PRP$"} and steps_between(sentence, k, governor) <= NEAR
        for k, other in enumerate(tokens)
    )


def _rival(sentence: Sentence, k: int, governor: int) -> bool:
    """Whether another word of the same kind stands nearer to the governor than word *k* does."""
    tokens = sentence.tokens
    kind, reach = tokens[k], steps_between(sentence, k, governor)
    return any(
        other.pos == kind.pos
        and other.ent == kind.ent
        and other.lemma != kind.lemma
        and steps_between(sentence, i, governor) < reach
        for i, other in enumerate(tokens)
        if i not in {k, governor}
    )
