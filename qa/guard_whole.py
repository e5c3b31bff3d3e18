"""What a word that a draft keeps of its quote cannot be without: its objects, its "not"."""

from qa.guard_path import CLAUSES, Path, children
from qa.guard_told import word_set
from qa.language import Sentence, is_passive, subtree
from qa.speakers import attributions
from qa.standing import certainty_lexicon

__all__ = ["is_conditional", "is_cut", "is_whole", "joined_by_or", "speaks"]

_COMPLEMENTS = frozenset(
    {"dobj", "obj", "attr", "acomp", "oprd", "xcomp", "ccomp", "prt", "pcomp", "dative"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_BESIDE = frozenset({"amod", "advmod", "det", "predet", "quantmod", "compound", "nmod", "preconj"})
_SHARED = frozenset({"conj", "xcomp", "advcl"})  # a verb so joined may have another's subject
_CLIMB = 12


def is_cut(path: Path, k: int) -> bool:
    """Whether a kept word lacks what it opens: "it was likely [to rise]", "Osht [or Karn]"."""
    told = path.told
    ends = not any(i > path.pairs[k] for j, i in path.pairs.items() if j not in path.speech)
    for i, child in children(told, k):
        if _kept_head(path, i):
            continue
        clause = child.dep in {"xcomp", "ccomp", "pcomp"} and child.pos != "AUX"
        infinitive = any(t.dep == "aux" and t.tag == "TO" for _, t in children(told, i))
        if clause and (ends or infinitive) and not speaks(told, k):
            return True
        if child.dep == "conj" and joined_by_or(told, k):
            return True
        if child.dep in {"acomp", "attr"} and told.tokens[k].lemma == "be":
            return True
        needed = {child.text.lower(), child.lemma} & word_set("following", "needed")
        if needed and child.dep in _BESIDE:
            return True
    return False


def is_whole(path: Path, k: int) -> bool:
    """Whether token *k* has what it cannot be without: its objects, its "not", its "may"."""
    told = path.told
    token = told.tokens[k]
    for i, child in children(told, k):
        if i in path.pairs:
            continue
        if (
            (child.dep in _COMPLEMENTS and not _kept_head(path, i))
            or {child.text.lower(), child.lemma} & _needed()
            or (child.dep == "pobj" and k in path.pairs and not _kept_head(path, i))
            or (token.pos in {"PRON", "DET"} and child.dep in {"prep", *CLAUSES})
            or (token.pos == "NUM" and child.dep in {"quantmod", "advmod", "amod"})
            or (child.dep == "conj" and (token.pos == "NUM" or joined_by_or(told, k)))
            or (child.dep == "advcl" and is_conditional(told, i))
            or (child.dep in CLAUSES and _restricts(told, k, i))
            or (child.dep == "prep" and token.lemma in word_set("words", "giving"))
        ):
            return False
    if token.pos == "VERB":
        return _keeps_subject(path, k) and _same_voice(path, k)
    if token.dep in {"attr", "acomp"}:
        return _keeps_subject(path, token.head)
    return True


def _needed() -> frozenset[str]:
    """Words that change what they stand beside when they are left out."""
    lexicon = certainty_lexicon()["hedges"]
    doubts = {
        word
        for name in ("suspected", "unconfirmed", "suspected_adjectives", "unconfirmed_adjectives")
        for word in lexicon[name]
    }
    return (
        word_set("negation", "words") | word_set("negation", "limiting")
        | word_set("unreal", "modals") | word_set("unreal", "marks")
        | word_set("following", "needed") | doubts
    )  # fmt: skip


def _conditions() -> frozenset[str]:
    return word_set("unreal", "marks") | word_set("unreal", "conditions") | {"until"}


def is_conditional(told: Sentence, verb: int) -> bool:
    """Whether the clause of a verb tells under what condition: "if", "unless", "until"."""
    return any({t.lemma, t.text.lower()} & (_conditions()) for _, t in children(told, verb))


def joined_by_or(told: Sentence, head: int) -> bool:
    """Whether what follows is joined to a word by "or"."""
    return any(t.dep == "cc" and t.lemma in {"or", "nor"} for _, t in children(told, head))


def speaks(told: Sentence, verb: int) -> bool:
    """Whether somebody speaks by it, whom the rules for speakers know."""
    return any(
        one.cue[0] <= told.tokens[verb].start < one.cue[1] and one.kind != "deny"
        for one in attributions(told)
    )


def _restricts(told: Sentence, noun: int, clause: int) -> bool:
    """Whether a clause without a comma tells which ones: "those treated at home"."""
    first = subtree(told, clause)[0]
    if first and told.tokens[first - 1].pos == "PUNCT":
        return False
    return any(
        t.text.lower() in {"the", "those", "these", "all", "every", "any", "no"}
        for _, t in children(told, noun)
    )


def _keeps_subject(path: Path, verb: int) -> bool:
    """Whether a verb's own or shared subject is kept, or a noun that it describes."""
    told, at = path.told, verb
    for _ in range(_CLIMB):
        own = [i for i, t in children(told, at) if t.dep in _SUBJECTS]
        token = told.tokens[at]
        if own:
            named = [i for i in own if told.tokens[i].tag not in {"WDT", "WP"}]
            if any(_kept_head(path, i) for i in named):
                return True
            # "it may have killed", behind "and": what "it" stands for is the other verb's subject
            pointing = all(told.tokens[i].pos == "PRON" for i in named) and token.dep == "conj"
            if named and not pointing:
                return False
            if not named:
                return token.head in path.pairs
        if token.dep in CLAUSES:
            return token.head in path.pairs
        if token.dep not in _SHARED or token.head == at:
            return True
        at = token.head
    return True


def _kept_head(path: Path, i: int) -> bool:
    """Whether a noun is kept, or one that is joined to it by "and" or in apposition."""
    if i in path.pairs:
        return True
    return any(
        t.dep in {"conj", "appos"} and _kept_head(path, k) for k, t in children(path.told, i)
    )


def _same_voice(path: Path, k: int) -> bool:
    """Whether the verb is done by its subject, or to it, in both."""
    said = path.pairs.get(k)
    if said is None:
        return True
    ours, theirs = is_passive(path.said, said), is_passive(path.told, k)
    token = path.told.tokens[k]
    bare = token.tag == "VBN" and not any(
        t.dep in {"nsubj", "aux"} for _, t in children(path.told, k)
    )
    return ours == theirs or bare or _bare(path.said, said)


def _bare(said: Sentence, k: int) -> bool:
    """Whether a participle stands without its "was": "five soldiers killed"."""
    return said.tokens[k].tag in {"VBN", "VBD"} and not any(
        t.dep in {"aux", "auxpass"} for _, t in children(said, k)
    )
