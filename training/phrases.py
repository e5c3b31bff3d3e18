"""The phrases of a parsed sentence that questions are put together from."""

from dataclasses import dataclass

from qa.language import Sentence, Token, noun_phrase, subtree

SUBJECTS = {"nsubj", "nsubjpass"}
OBJECTS = {"dobj", "attr", "oprd"}
PLACE_PREPOSITIONS = {"in", "at", "near", "outside", "inside", "on", "around"}
MEANS_PREPOSITIONS = {"with", "using"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answers in the sentence, and what a changed question would hinge on."""

    question: str
    spans: tuple[tuple[int, int], ...]
    verb: str
    noun: str = ""
    happening: str = ""
    extra: str = ""
    role: str = ""


class Phrases:
    """The phrases of one sentence; *person_nouns* are lemmas that "who" may ask for."""

    def __init__(self, sentence: Sentence, person_nouns: frozenset[str]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.person_nouns = person_nouns
        self.children: dict[int, list[int]] = {i: [] for i in range(len(self.tokens))}
        for i, token in enumerate(self.tokens):
            if token.head != i:
                self.children[token.head].append(i)

    def text(self, first: int, last: int) -> str:
        """Return the words [first, last) in one line."""
        return " ".join(
            self.sentence.text[self.tokens[first].start : self.tokens[last - 1].end].split()
        )

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Return the character offsets of the words [first, last)."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def phrase(self, i: int, limit: int = 9) -> tuple[int, int]:
        """Return the whole phrase of token *i* where it is short, else its base noun phrase."""
        first, last = subtree(self.sentence, i)
        if last - first <= limit:
            while self.tokens[last - 1].pos == "PUNCT" and last - 1 > i:
                last -= 1
            return first, last
        return noun_phrase(self.sentence, i)

    def answer(self, i: int) -> tuple[tuple[int, int], ...]:
        """Return the spans that answer with token *i*: base noun phrase and short full phrase."""
        base, full = noun_phrase(self.sentence, i), self.phrase(i)
        return tuple(dict.fromkeys((self.chars(*base), self.chars(*full))))

    def child(self, i: int, deps: set[str]) -> int | None:
        """Return the first token below *i* that stands in one of the relations *deps*."""
        return next((j for j in self.children[i] if self.tokens[j].dep in deps), None)

    def names(self, i: int) -> bool:
        """Say whether token *i* can be asked for: no pronoun, no relative, not "no group"."""
        none = any(self.tokens[j].lemma in {"no", "neither"} for j in self.children[i])
        return self.tokens[i].pos in {"NOUN", "PROPN"} and not none

    def wh(self, i: int) -> str:
        """Return the question word, or words to choose from, that ask for token *i*."""
        token = self.tokens[i]
        if token.ent == "PERSON" or token.lemma in self.person_nouns:
            return "who"
        if token.ent in {"ORG", "NORP"}:
            return "who|which organization|which group"
        return "who" if token.ent == "GPE" else "what"

    def adjuncts(self, verb: int) -> list[tuple[str, int, int]]:
        """Return (kind, preposition, noun) of the phrases hanging on *verb*."""
        found = []
        for j in self.children[verb]:
            token = self.tokens[j]
            noun = self.child(j, {"pobj"})
            if token.dep == "prep" and noun is not None and self.names(noun):
                found.append((self._kind(token, self.tokens[noun]), j, noun))
            elif (token.dep == "npadvmod" and token.ent in {"DATE", "TIME"}) or (
                token.dep == "advmod" and token.ent in {"DATE", "TIME"}
            ):
                found.append(("when", j, j))
        return found

    @staticmethod
    def _kind(preposition: Token, noun: Token) -> str:
        word = preposition.lemma
        if noun.ent in {"DATE", "TIME"}:
            return "when"
        if word in PLACE_PREPOSITIONS and noun.ent in {"GPE", "LOC", "FAC"}:
            return "where"
        if word in MEANS_PREPOSITIONS and not noun.ent:
            return "means"
        return "other"

    def auxiliaries(self, verb: int) -> str:
        """Return the auxiliaries of *verb*: "have been"."""
        return " ".join(
            self.tokens[j].text
            for j in self.children[verb]
            if self.tokens[j].dep in {"aux", "auxpass"}
        )

    def with_particle(self, verb: int, form: str) -> str:
        """Return *form* of a verb with its particle: "shot down"."""
        particle = self.child(verb, {"prt"})
        return form if particle is None else f"{form} {self.tokens[particle].text}"

    def rest(self, verb: int, without: set[int]) -> str:
        """Return up to two short phrases of *verb* as text, leaving out the tokens *without*."""
        texts = []
        for _, preposition, noun in self.adjuncts(verb):
            first, last = subtree(self.sentence, preposition)
            if noun not in without and last - first <= 8:
                texts.append(self.text(first, last))
        return " ".join(texts[:2])
