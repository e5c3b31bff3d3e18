"""A role and a name side by side: "the council head, Omar Haddad", "Omar Haddad, a medic"."""

from qa.language import Sentence, Token
from qa.standing import certainty_lexicon

__all__ = ["is_apposed_part", "is_role", "with_apposition"]

LONGEST_ROLE = 12  # words
_NOUNS = frozenset({"NOUN", "PROPN"})
_TIMES = frozenset({"DATE", "TIME"})
_QUOTES = frozenset('"\u201c\u201d`') | {"''", "``"}
_Run = tuple[int, int]


def with_apposition(sentence: Sentence, first: int, last: int) -> _Run:
    """Token range [first, last) of a speaker, widened over the role or name put beside it."""
    tokens = sentence.tokens
    # "the armed group | Red Hand", where the parse cut the name off
    while last < len(tokens) and tokens[last].pos == "PROPN" and tokens[last - 1].pos in _NOUNS:
        if tokens[last].ent in _TIMES:
            break
        last += 1
    first = _name_before(tokens, first, last)
    if last < len(tokens) and tokens[last].text == ",":
        following = _run(tokens, last + 1, 1)
        paired = _role_and_name(tokens, (first, last), following) and not _acts(tokens, following)
        if paired and not _is_told_of(tokens, (first, last), following):
            return first, following[1]
    if first > 1 and tokens[first - 1].text == ",":
        before = _run(tokens, first - 2, -1)
        if _role_and_name(tokens, before, (first, last)) and not _elsewhere(tokens, before):
            return before[0], last
    return first, last


def _name_before(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Where a name begins whose comma was lost: "Omar Haddad | a spokesman told the agency".

    It opens the sentence, or what comes after a quotation: it can belong to nothing before it.
    """
    lexicon = certainty_lexicon()["anaphora"]
    roles = {*lexicon["nouns"], *lexicon["people"]}
    known = any(token.lemma in roles for token in tokens[first:last])
    if tokens[first].lemma not in {"a", "an"} or not known or not first:
        return first
    start = _run(tokens, first - 1, -1)[0]
    opened = start == 0 or tokens[start - 1].text in _QUOTES
    return start if opened and start < first and tokens[first - 1].pos == "PROPN" else first


def _acts(tokens: tuple[Token, ...], run: _Run) -> bool:
    """Whether the words begin a clause: "according to Omar Haddad, | the sailors are free"."""
    verbs = certainty_lexicon()["verbs"].values()
    return any(
        tokens[i].dep in {"nsubj", "nsubjpass"}
        and tokens[i].head >= run[1]
        and not any(tokens[tokens[i].head].lemma in kind for kind in verbs)
        for i in range(*run)
    )


def _is_told_of(tokens: tuple[Token, ...], run: _Run, following: _Run) -> bool:
    """Whether the next words speak of these: "died in Omar Haddad Clinic, | the mayor said"."""
    speaks = any(
        tokens[i].dep == "nsubj" and tokens[i].head >= following[1] for i in range(*following)
    )
    return speaks and _elsewhere(tokens, run)


def _elsewhere(tokens: tuple[Token, ...], run: _Run) -> bool:
    """Whether the words belong to what is told: "found near Lemma, a local official said"."""
    heads = [tokens[i] for i in range(*run) if tokens[i].head not in range(*run)]
    return any(token.dep in {"pobj", "attr", "dobj", "oprd"} for token in heads)


def _run(tokens: tuple[Token, ...], i: int, step: int) -> _Run:
    """The run of words of a name or role that begins at *i*, up to a comma or a verb."""
    end = i
    while 0 <= end < len(tokens) and abs(end - i) < LONGEST_ROLE and _in_role(tokens[end]):
        end += step
    return (i, end) if step > 0 else (end + 1, i + 1)


def _in_role(token: Token) -> bool:
    named = token.pos in {"NOUN", "PROPN", "ADJ", "DET", "PART"} or token.tag == "PRP$"
    named |= token.dep == "amod"  # "retired Major General Omar Haddad"
    return (named or token.lemma in {"of", "for"}) and token.ent not in _TIMES


def _role_and_name(tokens: tuple[Token, ...], one: _Run, other: _Run) -> bool:
    """Whether one run tells a role and the other a name, bounded on both sides."""
    if one[0] >= one[1] or other[0] >= other[1]:
        return False
    left, right = one[0] - 1, other[1]
    opened = left < 0 or tokens[left].pos not in _NOUNS | {"NUM"}
    closed = right >= len(tokens) or tokens[right].pos in {"PUNCT", "VERB", "AUX", "PRON"}
    runs = tokens[slice(*one)], tokens[slice(*other)]
    roles = [is_role(run) for run in runs]
    names = [any(token.pos == "PROPN" for token in run) for run in runs]
    # "seven of them children, the Marsa Monitor said": many are not one
    many = [run[-1].tag in {"NNS", "NNPS"} for run in runs]
    if many[0] != many[1] and any(run[-1].tag == "NNS" for run in runs):
        return False
    paired = (roles[0] and names[1]) or (roles[1] and names[0])
    return opened and closed and roles[0] != roles[1] and paired


def is_role(run: tuple[Token, ...]) -> bool:
    """Whether the words end in a noun for a person: "the army's spokesman", "head of the ward"."""
    lexicon = certainty_lexicon()["anaphora"]
    ends = [i for i, token in enumerate(run) if token.lemma in {"of", "for"}]
    nouns = [token for token in run[: ends[0] if ends else len(run)] if token.pos in _NOUNS]
    if not nouns:
        return False
    lemma = nouns[-1].lemma
    if lemma in certainty_lexicon()["nouns"]["say"]:
        return False  # a report speaks, and is nobody
    if lemma == "figure" and len(nouns) > 1:  # "opposition figure", not "casualty figure"
        return nouns[-2].lemma not in certainty_lexicon()["topics"]["number"]
    return lexicon["nouns"].get(lemma) == "person" or lemma in lexicon["people"]


def is_apposed_part(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a body stands before, set off by no comma: "the group | part of the Amber Front"."""
    nouns = certainty_lexicon()["anaphora"]["nouns"]
    of = 0 < i < len(tokens) - 1 and tokens[i + 1].lemma == "of"
    return of and tokens[i].lemma == "part" and tokens[i - 1].lemma in nouns
