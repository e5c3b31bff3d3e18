"""A question of alternatives with one of them alone: "bomb or mine?" → "mine?"."""

from collections.abc import Sequence

from qa.language import Sentence, Token

__all__ = ["reading_with"]


def reading_with(sentence: Sentence, spans: Sequence[tuple[int, int]], n: int, turning: str) -> str:
    """The question with alternative *n* alone."""
    tokens = sentence.tokens
    first, last = spans[0][0], spans[-1][1]
    own = list(tokens[slice(*spans[n])])
    clause = tokens[slice(*spans[-1])]
    if any(t.pos == "AUX" for t in clause) and any(t.pos == "PRON" for t in clause):
        # "did the plane crash or was it shot down": two questions of one subject
        if n < len(spans) - 1:
            return f"{_text(sentence, tokens[: spans[n][1]]).rstrip(' ,')}?"
        subject = _text(sentence, tokens[1:first])
        words = [
            subject if t.pos == "PRON" and t.dep.startswith("nsubj") else t.text for t in clause
        ]
        return " ".join((*words, _text(sentence, tokens[last:]))).replace(" ?", "?")
    elided = own and own[-1].pos == "NUM" and not any(t.lemma == turning for t in tokens[last:])
    parts = (
        _text(sentence, tokens[:first]),
        _text(sentence, own).rstrip(" ,"),
        turning if elided and own[-1].lemma != turning else "",
        _text(sentence, tokens[last:]),
    )
    return " ".join(part for part in parts if part).replace(" ?", "?")


def _text(sentence: Sentence, tokens: Sequence[Token]) -> str:
    return sentence.text[tokens[0].start : tokens[-1].end] if tokens else ""
