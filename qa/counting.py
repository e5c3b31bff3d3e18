"""For "how many" questions: what happened to those counted, and who they are."""

import re
from collections.abc import Sequence

from qa.answer_types import noun_type
from qa.language import Sentence, Token, noun_phrase
from qa.measures import load_measures, measure_of
from qa.question_forms import begins_clause, is_partitive

__all__ = ["measure_asked", "measures_apart", "population_asked"]

_OBJECT_STARTS = {"DET", "PROPN", "NOUN", "PRON", "NUM"}


def measure_asked(sentence: Sentence, head: Token | None) -> str | None:
    """What happened to those counted, from the first word after "how many" that tells.

    Positions are used, not the parse: small parsers often misread questions.
    """
    lexicon = load_measures()
    tokens = sentence.tokens
    first = next((i for i, t in enumerate(tokens) if t.lemma in {"many", "much"}), -1)
    partitive = is_partitive(tokens)
    if partitive:
        first = _predicate_of_part(sentence, first)
    for i, token in enumerate(tokens[first + 1 :], start=first + 1):
        if begins_clause(tokens, i):
            break
        lemma, following = token.lemma, tokens[i + 1] if i + 1 < len(tokens) else None
        if token is head and measure_of(lemma) and lemma in lexicon.noun:
            deed = lexicon.noun[lemma] == "attacked"
            return (_befallen(tokens, head) if deed else None) or lexicon.noun[lemma]
        if token.dep == "amod" and head is not None and tokens[token.head] is not head:
            continue  # "the DISPLACED persons camp" tells where, not what happened
        phrase = (lemma, following.lemma if following else "")
        if token.pos == "VERB" and phrase in lexicon.after and not partitive:
            return lexicon.after[phrase]  # "got away"
        if token.pos == "VERB" and (lemma in lexicon.object or lemma in lexicon.subject):
            told = _finite_after(tokens, i)
            return _verb_measure(sentence, i if told is None else told, head)
        modifies = following is not None and following.pos in {"NOUN", "PROPN"}
        if not modifies and (lemma in lexicon.state or token.text.lower() in lexicon.state):
            return lexicon.state.get(lemma) or lexicon.state[token.text.lower()]
        if (
            head is None
            and not partitive
            and token.pos == "NOUN"
            and lemma in lexicon.noun
            and not modifies
        ):
            return lexicon.noun[lemma]
    return None


def _finite_after(tokens: Sequence[Token], verb: int) -> int | None:
    """The predicate after a participle that tells which: "lorries HIT at Osht were WRECKED"."""
    lexicon = load_measures()
    if verb and tokens[verb - 1].pos in {"AUX", "PART"}:
        return None
    for i in range(verb + 1, len(tokens) - 1):
        if begins_clause(tokens, i):
            return None
        following = tokens[i + 1]
        passive = tokens[i].lemma == "be" and tokens[i].pos == "AUX" and following.tag == "VBN"
        if passive and (following.lemma in lexicon.object or following.lemma in lexicon.subject):
            return i + 1
    return None


def _befallen(tokens: Sequence[Token], deed: Token) -> str | None:
    """What befell people in a *deed*: the dead of "air raids, dead on Monday"."""
    lexicon = load_measures()
    for i, token in enumerate(tokens):
        word = token.text.lower()
        alone = i + 1 == len(tokens) or tokens[i + 1].pos not in {"NOUN", "PROPN"}
        if token.pos in {"ADJ", "NOUN"} and word in lexicon.state and alone:
            return lexicon.state[word]
        told = lexicon.noun.get(token.lemma)
        if token is not deed and told not in {None, "attacked"}:
            return told
    return None


def measures_apart(sentence: Sentence, measure: str | None) -> tuple[str, ...]:
    """The measures of which each needs a figure of its own; empty where only one is asked for.

    "How many casualties" asks for the killed and the wounded, as "killed and wounded" does.
    """
    lexicon, tokens = load_measures(), sentence.tokens
    if measure is None:
        return ()
    if lexicon.covers[measure]:
        return lexicon.covers[measure]
    joined = [measure]
    for i, token in enumerate(tokens[:-2]):
        if tokens[i + 1].lemma in {"and", "or"} and measure_of(token.lemma) == measure:
            joined.append(measure_of(tokens[i + 2].lemma) or measure)
    return tuple(dict.fromkeys(joined)) if len(set(joined)) > 1 else ()


def _predicate_of_part(sentence: Sentence, first: int) -> int:
    """For "how many of the injured from the market lost limbs", what stands before "lost".

    What is said of the whole group tells nothing of the part that is asked for. *first* where
    nothing else is said ("how many of the injured?").
    """
    tokens = sentence.tokens
    verbs = [i for i, t in enumerate(tokens) if i > first + 2 and t.pos in {"VERB", "AUX"}]
    finite = [i for i in verbs if tokens[i].pos == "AUX" or tokens[i].tag in {"VBD", "VBP", "VBZ"}]
    return (finite or verbs or [first + 1])[0] - 1


def _verb_measure(sentence: Sentence, i: int, head: Token | None) -> str | None:
    """The verb's measure, or None where those counted do it to others ("how many attacked X")."""
    lexicon, verb = load_measures(), sentence.tokens[i]
    if verb.lemma in lexicon.subject:
        return lexicon.subject[verb.lemma]
    before = sentence.tokens[i - 1] if i else None
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    takes_object = following is not None and following.pos in _OBJECT_STARTS
    if before is not None and before is head and takes_object:
        return None
    return lexicon.object[verb.lemma]


def population_asked(sentence: Sentence, head: Token | None) -> str | None:
    """Who is counted, in the question's words; None where it does not say."""
    if head is None or head.pos not in {"NOUN", "PROPN"} or measure_of(head.lemma):
        return None
    if noun_type(head) == "figure":
        after = sentence.tokens[sentence.tokens.index(head) + 1 :]
        nouns = [t for t in after if t.pos == "NOUN" and not measure_of(t.lemma)]
        direct = len(after) > 1 and after[0].lemma == "of" and nouns and after[1] is nouns[0]
        return nouns[0].text if direct else None
    start, end = noun_phrase(sentence, sentence.tokens.index(head))
    words = sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end]
    return re.sub(r"(?i)^(?:how )?(?:(?:many|much) )?(?:of )?(?:the |those |these )?", "", words)
