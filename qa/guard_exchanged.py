"""Does a drafted sentence give somebody the role that a quote gives to somebody else?"""

from qa.guard_roles import Roles, arguments
from qa.guard_same import same_word
from qa.guard_told import word_set
from qa.language import Sentence, parse
from qa.names import load_names
from qa.word_keys import word_keys

__all__ = ["comparable", "exchanged"]


def comparable(
    sentence: Sentence, verb: int, quote: Sentence, other: int, *, free: bool = False
) -> bool:
    """Whether two verbs that may stand for one another have the same roles.

    "Five lost their lives" and "killed five" do not; nor, in a sentence that is *free*, "the siege
    ended" and "they ended the siege", or verbs that say little by themselves ("came under fire").
    """
    said, told = sentence.tokens[verb], quote.tokens[other]
    if "lose" in {said.lemma, told.lemma}:
        lives = [
            any(one.tokens[i].lemma == "life" for i in arguments(one, at)[1])
            for one, at in ((sentence, verb), (quote, other))
        ]
        return said.lemma == told.lemma and lives[0] == lives[1]
    if not free:
        return True
    if said.lemma in word_set("roles", "light"):
        return False
    if said.lemma not in word_set("roles", "turning"):
        return True
    return bool(arguments(sentence, verb)[1]) == bool(arguments(quote, other)[1])


def exchanged(ours: Roles, theirs: Roles, *, known: frozenset[str] | None = None) -> str | None:
    """The first phrase that *theirs* gives another role, or gives to somebody else.

    With *known*, the keys of all words of the quotes, a phrase that these do not have may be
    another name for whom they give that role.
    """
    doers = (*theirs.doers, *theirs.doers_called)
    undergoers = (*theirs.undergoers, *theirs.undergoers_called)
    for said, same, called, other in (
        (ours.doers, theirs.doers, theirs.doers_called, undergoers),
        (ours.undergoers, theirs.undergoers, theirs.undergoers_called, doers),
    ):
        for phrase in said:
            if phrase is None or _among(phrase, (*same, *theirs.beside)):
                continue
            if any(_among(phrase, (one,)) and _one_name(phrase, one) for one in called if one):
                continue
            given = bool(same) and None not in same
            if known is not None:
                given = given and bool(word_keys(phrase[0]) & known)
            if given or _among(phrase, other):
                return " ".join(phrase)
    return None


def _among(phrase: tuple[str, ...], others: tuple[tuple[str, ...] | None, ...]) -> bool:
    """Whether the main noun of *phrase*, or a synonym of it, stands in another."""
    main, names = word_keys(phrase[0]), _listed(phrase)
    return any(
        main & word_keys(" ".join(other)) or names & _listed(other) or _same_kind(phrase, other)
        for other in others
        if other is not None
    )


def _one_name(phrase: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two that share a name do not have first names that tell them apart."""
    ours, theirs = (
        {word.casefold() for word in words[1:] if word[0].isupper()} for words in (phrase, other)
    )
    return not ours or not theirs or bool(ours & theirs)


def _listed(phrase: tuple[str, ...]) -> set[str]:
    """What is listed under several names: "US", "United States"."""
    return {
        key for key in load_names().keys(" ".join((*phrase[1:], phrase[0]))) if key.startswith("=")
    }


def _same_kind(phrase: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two main nouns are synonyms ("inmates", "prisoners")."""
    said, told = parse(phrase[0]).tokens, parse(other[0]).tokens
    return bool(said and told) and same_word(said[0], told[0])
