"""What a yes/no question asks of its subject: "was a ransom PAID", "was he in CUSTODY"."""

from qa.language import Sentence, subtree

__all__ = ["predicate_asked"]

_LINKING = {"be", "have", "do"}
_LINKED = {"attr", "acomp", "oprd", "xcomp", "ccomp", "acl"}
_WH = {"WDT", "WP", "WP$", "WRB"}
_SAYING = {"think", "believe", "say", "report", "know"}


def predicate_asked(sentence: Sentence) -> int | None:
    """The question's predicate: its root verb, or what "be" links to the subject."""
    found = _predicate(sentence)
    return None if found is None else _bare_object(sentence, found)


def _predicate(sentence: Sentence) -> int | None:
    tokens = sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is None:
        return None
    root = _said(sentence, root)
    if tokens[root].lemma not in _LINKING:
        return root
    linked = [i for i, t in enumerate(tokens) if t.head == root and t.dep in _LINKED]
    if linked:
        return _done_to(sentence, root, linked[-1])
    # "Was a ransom paid": the participle reads as if it were part of the subject.
    # "Was the bridge in Arlo destroyed": or as a verb of its own, without a subject.
    participles = [
        i
        for i, t in enumerate(tokens)
        if i > root
        and t.tag in {"VBN", "VBD"}
        and t.lemma not in _LINKING
        and not _has_clause(sentence, i)
    ]
    if participles:
        return participles[-1]
    within = [i for i, t in enumerate(tokens) if t.dep == "pobj" and tokens[t.head].head == root]
    if within:
        return within[0]
    nouns = [t.head for t in tokens if t.lemma in {"a", "an"} and t.dep == "det"]
    return nouns[-1] if nouns else None


def _done_to(sentence: Sentence, root: int, linked: int) -> int:
    """The participle of "was money handed over", whose subject reads as what "was" links."""
    tokens = sentence.tokens
    subject = any(t.head == root and t.dep in {"nsubj", "expl"} for t in tokens)
    after = linked + 1
    if subject or tokens[linked].dep != "attr" or after >= len(tokens):
        return linked
    own = tokens[after].head == linked and tokens[after].dep == "acl"
    return after if own and tokens[after].tag == "VBN" else linked


def _has_clause(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is of another clause: "before they were freed", "an attack claimed by"."""
    token = sentence.tokens[verb]
    if token.dep == "acl" and sentence.tokens[token.head].dep == "pobj":
        return True
    own = {"nsubj", "nsubjpass", "mark", "advmod"}
    return token.dep == "relcl" or any(
        t.head == verb and t.dep in own and (t.dep != "advmod" or t.tag in _WH)
        for t in sentence.tokens
    )


def _bare_object(sentence: Sentence, verb: int) -> int:
    """The noun of "taken prisoner", "held hostage", which says more than its verb."""
    tokens = sentence.tokens
    if tokens[verb].lemma not in {"take", "hold"}:
        return verb
    bare = (
        i
        for i, token in enumerate(tokens)
        if token.head == verb
        and token.dep in {"oprd", "dobj", "attr"}
        and token.tag == "NN"
        and not any(t.head == i for t in tokens)
    )
    return next(bare, verb)


def _said(sentence: Sentence, verb: int) -> int:
    """For "did the monitor think they were coordinated?", the clause, not the thinking.

    "Did they know how many", "would they say whether": what is asked is whether they told.
    """
    tokens = sentence.tokens
    if tokens[verb].lemma not in _SAYING:
        return verb
    clauses = [i for i, t in enumerate(tokens) if t.head == verb and t.dep in {"ccomp", "xcomp"}]
    if not clauses:
        return verb
    first, _ = subtree(sentence, clauses[0])
    tells = any(t.tag in _WH or t.lemma in {"whether", "if"} for t in tokens[verb : first + 3])
    return verb if tells else clauses[0]
