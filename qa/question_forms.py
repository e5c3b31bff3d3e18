"""The forms that questions take: yes or no, who did it, how many of a group, a quantity.

Word order is used more than the parse, since small parsers often misread questions.
"""

import re
from collections.abc import Sequence

from qa.language import Sentence, Token
from qa.lexicons import load_lexicon
from qa.measures import measure_of
from qa.standing import speaker_class

__all__ = [
    "SOURCED",
    "asks_doer",
    "asks_inside",
    "asks_whether",
    "begins_clause",
    "counts_by_verb",
    "is_partitive",
    "owned_deed",
    "source_and_body",
    "wants_several",
]

# before the question whose answer is asked to be told by those who gave it ("who said so?")
SOURCED = "Who says so: "

_ADDRESSED = {"you", "we", "anyone", "anybody", "someone", "somebody"}
_COMPARING = {"agree", "differ", "disagree"}
_WHICH = {"which", "what"}
_CLAUSES = {"before", "after", "when", "because", "while", "until", "since", "if", "once"}
_PARTITIVES = {"many", "much"}
_SOURCE = re.compile(r"(?P<source>[^\W\d_][\w .'-]{1,38}):\s+(?P<body>\S+\s+\S.*)")
_SAYING = {"say", "announce", "state", "declare", "claim", "admit"}
_ACTIVE = {"VBD", "VBZ", "VBP", "VB", "VBN"}  # "who claimed" is often read as a participle


def is_wh(token: Token) -> bool:
    """Whether it is a question word, "how" among them."""
    return token.tag.startswith("W") or token.text.lower() == "how"


def asks_whether(tokens: Sequence[Token]) -> bool:
    """Whether the answer is yes or no, whatever the question holds: "did they say how many died?".

    "Do you know how many ..." asks how many, and so does "do the reports agree on how many ...".
    """
    for i, token in enumerate(tokens):
        if is_wh(token):
            return False
        verb = token.pos == "AUX" or (i == 0 and token.lemma in {"be", "do", "have"})
        if not verb:
            # Only "in May 2021" or the like may stand before the verb.
            if token.pos == "VERB" or (i == 0 and token.pos != "ADP"):
                return False
            continue
        rest = tokens[i + 1 :]
        embedded = any(is_wh(t) for t in rest)
        of_reader = bool(rest) and rest[0].text.lower() in _ADDRESSED
        compares = any(t.lemma in _COMPARING for t in rest)
        return bool(rest) and not (embedded and (of_reader or compares))
    return False


def asks_doer(tokens: Sequence[Token]) -> bool:
    """Whether "who" asks for the party that did, claimed or is blamed for something.

    Such a party may be a person or a group: "who attacked the post", "who did the army blame".
    """
    table = load_lexicon("answer_types")["doers"]
    asked = next((i for i, t in enumerate(tokens) if t.text.lower() in {"who", "whom"}), None)
    if asked is None:
        return False
    rest = tokens[asked + 1 :]
    if any(t.lemma in table["blaming"] for t in rest):
        return True
    if rest and rest[0].lemma == "be":
        return len(rest) > 1 and rest[1].lemma in table["states"]
    if owned_deed(tokens) is not None:
        return True
    return bool(rest) and rest[0].lemma in table["doing"] and rest[0].tag in _ACTIVE


def owned_deed(tokens: Sequence[Token]) -> int | None:
    """The verb of what somebody says that he did himself: "who said it had SENT the drones"."""
    words = [token.text.lower() for token in tokens]
    says = next((i for i, t in enumerate(tokens) if t.lemma in _SAYING and t.pos == "VERB"), None)
    who = next((i for i, t in enumerate(tokens) if t.tag.startswith("W")), None)
    if who is None or says is None or who > says or "do" in {t.lemma for t in tokens[who:says]}:
        return None
    at = says + 2 if words[says + 1 : says + 2] == ["that"] else says + 1
    if words[at : at + 1] not in (["it"], ["they"]) or tokens[at].dep != "nsubj":
        return None
    verb = tokens[at].head
    table = load_lexicon("answer_types")["doers"]
    states = {"responsible", "behind"} & {t.lemma for t in tokens if t.head == verb}
    deed = tokens[verb].lemma in {*table["doing"], *table["performing"]}
    return verb if deed or states else None


def asks_inside(tokens: Sequence[Token], head: Token | None) -> bool:
    """Whether what is asked for stands inside: "windows were shattered in WHICH Turkish TOWN"."""
    if head is None or head not in tokens:
        return False
    at = list(tokens).index(head)
    asked = next((i for i in range(at - 1, 1, -1) if tokens[i].text.lower() in _WHICH), None)
    if asked is None:
        return False
    between = all(t.pos in {"ADJ", "NOUN", "PROPN", "NUM"} for t in tokens[asked + 1 : at])
    return between and any(t.pos in {"NOUN", "PROPN", "VERB"} for t in tokens[:asked])


def is_partitive(tokens: Sequence[Token]) -> bool:
    """Whether some of a group are asked for: "how many of the injured", "of the dead, how many"."""
    words = [token.text.lower() for token in tokens]
    for i, word in enumerate(words):
        if word in _PARTITIVES and words[i + 1 : i + 2] == ["of"]:
            return True
    return words[:2] == ["of", "the"] and "many" in words


def source_and_body(text: str) -> tuple[str | None, str]:
    """Whose word is asked for, and what: "Radio Orva: people hurt in the fire"."""
    labelled = _SOURCE.match(text)
    if labelled is None or speaker_class(labelled["source"]) not in {"media", "independent"}:
        return None, text
    body = labelled["body"]
    # what follows a colon is given a capital with the rest
    typed = body[0].lower() + body[1:] if body.split()[0].istitle() else body
    return labelled["source"], typed


def begins_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether token *i* opens a side clause, which tells of something else than is asked."""
    word = tokens[i].text.lower()
    if word in _CLAUSES:
        following = tokens[i + 1 :]
        return any(token.pos in {"VERB", "AUX"} for token in following)
    # "the column that attacked the town", but not "how many that were there"
    return word in {"that", "which", "who"} and i > 0 and tokens[i - 1].pos == "NOUN"


def wants_several(sentence: Sentence, head: Token | None) -> bool:
    """Whether more than one answer is asked for: "which towns", "the three staff", "who was hurt".

    Of "who was killed" and "what did they demand", a report may name one or several.
    """
    tokens = sentence.tokens
    if head is not None:
        at = tokens.index(head)
        numbered = any(t.pos == "NUM" and t.text.lower() not in {"one", "1"} for t in tokens[:at])
        return head.tag in {"NNS", "NNPS"} or (numbered and head.ent not in {"DATE", "TIME"})
    words = [token.text.lower() for token in tokens]
    table = load_lexicon("answer_types")["several"]
    if words[:1] == ["who"] and words[1:2] in (["was"], ["were"]):
        plural = words[1] == "were" and any(
            t.tag == "NNS" and t.dep in {"attr", "nsubj"} and tokens[t.head].lemma == "be"
            for t in tokens
        )
        return plural or any(t.tag == "VBN" and t.lemma in table["undergone"] for t in tokens[2:4])
    helps = len(tokens) > 1 and (tokens[1].pos == "AUX" or tokens[1].lemma == "do")
    if words[:1] != ["what"] or not helps or words[1] in {"was", "were"}:
        return False
    around = zip(tokens[1:], tokens[2:], (*tokens[3:], None), strict=False)
    return any(
        t.lemma in table["things"]
        # small parsers read the verb of "what did the Front demand" as a noun
        and (t.pos == "VERB" or (t.pos == "NOUN" and before.pos not in {"DET", "ADJ", "NUM"}))
        and (after is None or after.pos != "NOUN")
        for before, t, after in around
    )


def counts_by_verb(sentence: Sentence, head: Token | None) -> bool:
    """As in "farmers injured by rockets", "wounded soldiers", "captured at the bridge"."""
    for i, token in enumerate(sentence.tokens):
        told = measure_of(token.lemma) or measure_of(token.text)
        if head is not None and token.start <= head.start:
            if told and (token is head or token.pos in {"ADJ", "VERB"}):
                return True
        elif token.pos == "VERB" and token.tag in {"VBN", "VBD", "VBG"}:
            plural = head is not None and head.tag in {"NNS", "NNPS"}
            return plural or (i == 0 and bool(told))
    return False
