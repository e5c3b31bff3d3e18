"""Words that qualify a statement, for the ruler alone.

A second, small lexicon beside the product's own on purpose: a word that the product's lexicon lacks
must still be missed by somebody. Groups hold words that may stand for one another in an answer.
"""

import re
from functools import lru_cache

from evals.words import fold

__all__ = ["attributed", "hedges", "measures", "negated", "number_hedges"]

_HEDGES: dict[str, str] = {
    "about": r"about|around|approximately|roughly|circa|some(?= (?:\d|[a-z]+ty\b|[a-z]+ hundred))|"
    r"nearly|almost|close to|or so",
    "at_least": r"at least|no fewer than|not less than|a minimum of|minimum|or more",
    "more_than": r"more than|over(?= (?:\d|a (?:hundred|dozen)|[a-z]+ (?:hundred|thousand)))|above(?= \d)|"
    r"upwards? of|exceed\w*",
    "at_most": r"at most|up to|as many as|no more than|a maximum of",
    "fewer_than": r"fewer than|less than|under(?= \d)|below(?= \d)",
    "estimated": r"estimat\w*|projected|preliminary|initial(?:ly)? (?:report|data|count|toll|figure)\w*",
    "alleged": r"reportedly|alleg\w*|suspect\w*|believ\w*|apparent\w*|appear(?:s|ed)? to|seem\w*|"
    r"may have|might|could have|possib\w*|probab\w*|likely|unconfirmed|fear\w*|presum\w*|"
    r"accus\w*|purported\w*|rumou?r\w*|thought to",
    "unknown": r"unknown|not (?:\w+ )?(?:known|clear)|unclear|no (?:\w+ )?(?:word|information|details)|"
    r"could not be (?:\w+ )?(?:confirmed|verified)|not (?:\w+ )?(?:confirmed|verified)",
}
_NUMBER_GROUPS = ("about", "at_least", "more_than", "at_most", "fewer_than", "estimated")
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|neither|nor|without|cannot|den(?:y|ies|ied|ying|ial)|refut\w+|"
    r"reject\w*|fail(?:s|ed) to|unhurt|unharmed)\b|n't\b|\b(?:didnt|wasnt|werent|hasnt|havent|isnt|"
    r"doesnt|dont|couldnt|wouldnt|cant|wont|hadnt)\b"
)
_SAYING = (
    r"(?:said|says|say|told|tells|reported|reports|claimed|claims|announced|announces|stated|states|"
    r"added|adds|declared|insisted|confirmed|confirms|denied|denies|alleged|alleges|accused|blamed|"
    r"argued|acknowledged|admitted|warned|quoted|cited|revealed|disclosed|"
    r"indicated|noted|maintained|asserted|asserts|believes|believe|gave a toll|put)"
)
_ATTRIBUTION = re.compile(
    rf"\baccording to\b|\b(?:quoting|citing|quoted by|cited by)\b|\bin the words of\b|\b{_SAYING}\b"
    r"|\bfor (?:his|her|its|their) part\b"
)
_MEASURES: dict[str, str] = {
    "killed": r"kill\w*|dead|death\w*|die[sd]?|dying|deadly|toll|fatal\w*|lives|slain|murder\w*|massacr\w*|"
    r"assassinat\w*|martyr\w*|perish\w*|bodies|corpses?|execut\w*",
    "wounded": r"wound\w*|injur\w*|hurt|maimed",
    "escaped": r"escap\w*|fled|flee\w*|broke out|breakout",
    "detained": r"arrest\w*|detain\w*|detention|captur\w*|seized|imprison\w*|prisoners?|held",
    "kidnapped": r"kidnap\w*|abduct\w*|hostages?",
    "displaced": r"displac\w*|evacuat\w*|refugees?|homeless",
    "missing": r"missing|disappear\w*",
    "released": r"releas\w*|freed|liberated",
    "destroyed": r"destroy\w*|damag\w*|demolish\w*",
}  # fmt: skip
_HEDGE_FORMS = {group: re.compile(rf"\b(?:{form})") for group, form in _HEDGES.items()}
_MEASURE_FORMS = {group: re.compile(rf"\b(?:{form})\b") for group, form in _MEASURES.items()}


@lru_cache(maxsize=16384)
def hedges(text: str) -> frozenset[str]:
    """Groups of hedges that *text* holds.

    >>> sorted(hedges("At least 58, allegedly"))
    ['alleged', 'at_least']
    """
    folded = fold(text)
    return frozenset(group for group, form in _HEDGE_FORMS.items() if form.search(folded))


def number_hedges(text: str) -> frozenset[str]:
    """Groups of *text* that limit a number.

    >>> sorted(number_hedges("up to 40 believed dead"))
    ['at_most']
    """
    return hedges(text) & frozenset(_NUMBER_GROUPS)


@lru_cache(maxsize=16384)
def negated(text: str) -> bool:
    """Whether *text* holds a negation or a denial.

    >>> negated("The army denied it"), negated("didn't"), negated("Nothing here is noted")
    (True, True, False)
    """
    return _NEGATION.search(fold(text)) is not None


@lru_cache(maxsize=16384)
def attributed(text: str) -> bool:
    """Whether *text* puts a statement in somebody's mouth.

    >>> attributed("Five died, the governor said"), attributed("Five died")
    (True, False)
    """
    return _ATTRIBUTION.search(fold(text)) is not None


@lru_cache(maxsize=16384)
def measures(text: str) -> frozenset[str]:
    """What happened to those counted, by group.

    >>> sorted(measures("a toll of 44 and 140 injured"))
    ['killed', 'wounded']
    """
    folded = fold(text)
    return frozenset(group for group, form in _MEASURE_FORMS.items() if form.search(folded))
