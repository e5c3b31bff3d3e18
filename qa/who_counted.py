"""Whom a figure counts, with the party they belong to: "fighters FROM THE SYRIAN FORCES"."""

import re

from qa.figures import FigureMention, find_figures
from qa.language import Sentence, Token
from qa.lexicons import load_lexicon
from qa.losses import loser_of
from qa.measures import measure_of
from qa.same_people import groups_of, main_groups
from qa.totals import find_totals

__all__ = ["tells_of_people", "who_counted"]

_HARM = frozenset({"attacked", "killed", "destroyed"})
_SUFFERED = ("ing", "ambush", "destruction", "massacre")  # whose "of" tells to whom it was done
_OWN = re.compile(r"\b(?:their|its|his|our) own\b(?:\W+\w+){0,2}\W*$", re.IGNORECASE)
_BELONGING = re.compile(
    r"\W+(?:\w+\W+){0,3}?(?:of|from|with|belonging to)\W+(?:the\W+)?[\"\u201c']?"
    r"[A-Z][\w-]+(?:\s+(?:[A-Z][\w-]+|of|for|and))*"
)


def who_counted(sentence: Sentence, mention: FigureMention) -> str | None:
    """Those counted, with the party that they belong to or that lost them."""
    of = mention.figure.of
    if of is None or sentence.text.isupper():
        return of
    match = _BELONGING.match(sentence.text[mention.end :])
    owner = match[0] if match else loser_of(sentence, mention.number_start)
    return f"{of} {owner}" if owner else of


def _tells_of_unit(sentence: Sentence) -> bool:
    """Whether harm is told of an army or a part of one: "the ARMY's dead", "bombed a BATTALION"."""
    units = frozenset(load_lexicon("people")["beside"]["units"])
    named = (i for i, token in enumerate(sentence.tokens) if token.lemma.casefold() in units)
    return any(_is_harmed(sentence.tokens, i) for i in named)


def _is_harmed(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether token *i*, or what it is a part of, suffers what the sentence tells."""
    token, above = tokens[i], tokens[tokens[i].head]
    if token.dep == "poss":  # not who did it: "the brigade's shelling left ten dead"
        return above.lemma in load_lexicon("people")["groups"]["anyone"]
    if token.dep in {"dobj", "nsubjpass"}:
        return measure_of(above.lemma) in _HARM
    if token.dep != "pobj":
        return False
    event = tokens[above.head]
    if measure_of(event.lemma) in _HARM:
        # "the attack of the army" is its own
        suffers = above.lemma == "of" and event.lemma.endswith(_SUFFERED)
        return suffers or above.lemma in {"on", "against"}
    return above.lemma == "of" and event.pos == "NOUN" and _is_harmed(tokens, above.head)


def tells_of_people(asked: str | None, sentence: Sentence, mention: FigureMention) -> bool:
    """Whether those *asked* for are told of: "nine" may count anyone, but not children."""
    wanted, of = main_groups(asked), mention.figure.of
    if not wanted or groups_of(of) & wanted:
        return True
    if of is not None:
        return False
    if not groups_of(sentence.text) & wanted:
        theirs = _OWN.search(
            sentence.text[: mention.start]
        )  # "the army's at 37, their own at three"
        return "troops" in wanted and theirs is None and _tells_of_unit(sentence)
    # "50 were killed, 27 of them guards" gives no other count of the guards
    others = (m.figure.of for m in find_figures(sentence) if m.start != mention.start)
    carried = any(total.start == mention.start for total in find_totals(sentence))
    return carried or not any(groups_of(other) & wanted for other in others)
