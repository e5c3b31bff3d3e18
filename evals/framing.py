"""Does a prompt keep a report's words inside their numbered piece of the evidence?"""

import re

__all__ = ["PIECE", "bodies", "framed", "letters"]

PIECE = re.compile(r"^--- (\S+) evidence \[(\d+)\]\n(.*?)\n--- \1 end$", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"lines that hold the code (\S+?):")
_TURNS = re.compile(r"<\||\|>|</?s>|\[/?INST\]|<<SYS>>|<(?:start|end)_of_turn>|\[\d+\]|```|<!--")
# A repair shows the model its own sentence and what is wrong with that.
_OWN = re.compile(r"^(?:Sentence|What is wrong with it): .*$", re.MULTILINE)


def bodies(user: str) -> list[str]:
    """What stands between the lines of each piece."""
    return [body for _, _, body in PIECE.findall(user)]


def letters(text: str) -> str:
    """Letters and digits of *text* alone, in lower case."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def framed(system: str, user: str, injected: str) -> bool:
    """Whether *injected* stands in pieces alone, and the pieces are whole and ours."""
    fence = _FENCE.search(user)
    pieces = PIECE.findall(user)
    if fence is None or any(code != fence[1] for code, _, _ in pieces):
        return False
    rest = _OWN.sub("", PIECE.sub("", user))
    whole = fence[1] not in rest.replace(fence[0], "") and "--- " not in rest
    inside = "".join(body for _, _, body in pieces)
    numbers = [number for _, number, _ in pieces]
    start = letters(injected)[:40]
    outside = start and start in letters(rest + system)
    return (
        whole
        and not outside
        and fence[1] not in inside
        and len(set(numbers)) == len(numbers)
        and not _TURNS.search(inside)
    )
