"""Questions about one parsed sentence: who, what, how many, where, when, with what, who said."""

from collections.abc import Iterator
from dataclasses import replace

from qa.language import Sentence, is_passive, noun_phrase, subtree
from training.counted import HAPPENINGS, questions_of_noun, questions_of_verb
from training.phrases import OBJECTS, SUBJECTS, Asked, Phrases
from training.roles import questions_of_names

SPEECH = {
    "say", "report", "claim", "announce", "state", "add", "declare", "confirm", "deny", "tell",
    "note", "explain", "reveal", "admit", "stress", "warn", "allege", "indicate", "believe",
    "accuse", "estimate", "assert", "emphasize", "disclose", "insist", "acknowledge",
}  # fmt: skip
VIOLENCE = HAPPENINGS["killed"][0] | {
    "attack", "bomb", "shoot", "blow", "destroy", "injure", "strike", "hit", "use",
}  # fmt: skip


class Clauses:
    """The clauses of one sentence; *person_nouns* are lemmas that "who" may ask for."""

    def __init__(self, sentence: Sentence, person_nouns: frozenset[str]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.phrases = Phrases(sentence, person_nouns)

    def questions(self) -> Iterator[Asked]:
        """Yield every question that the rules find."""
        for i, token in enumerate(self.tokens):
            if token.pos == "VERB":
                yield from self._verb_questions(i)
            elif token.pos in {"NOUN", "PROPN"}:
                yield from questions_of_noun(self.phrases, i)
        yield from questions_of_names(self.phrases)

    def _verb_questions(self, verb: int) -> Iterator[Asked]:
        subject = self.phrases.child(verb, SUBJECTS)
        lemma = self.tokens[verb].lemma
        finite = self.tokens[verb].tag in {"VBD", "VBZ", "VBP"} or self.phrases.auxiliaries(verb)
        if subject is None or not finite or self.phrases.child(verb, {"neg"}) is not None:
            return
        if lemma in SPEECH:
            yield from self._speech(verb, subject)
        passive = is_passive(self.sentence, verb)
        yield from (self._passive if passive else self._active)(verb, subject, lemma)
        yield from questions_of_verb(self.phrases, verb, subject, passive=passive)

    def _passive(self, verb: int, subject: int, lemma: str) -> Iterator[Asked]:
        done = self.phrases.with_particle(verb, self.tokens[verb].text)
        rest = self.phrases.rest(verb, set())
        if self.phrases.names(subject):
            was = "were" if self.tokens[subject].tag in {"NNS", "NNPS"} else "was"
            extra = self.phrases.text(*self.phrases.phrase(subject))
            if rest:
                yield Asked(
                    f"{self.phrases.wh(subject)} was {done} {rest}",
                    self.phrases.answer(subject),
                    lemma,
                    extra=rest,
                )
            for question, noun in self._adjunct_questions(verb, f"{was} {extra} {done}", done):
                yield Asked(question, self.phrases.answer(noun), lemma, extra=extra)
            agent = self.phrases.child(verb, {"agent"})
            doer = None if agent is None else self.phrases.child(agent, {"pobj"})
            if doer is not None and self.phrases.names(doer):
                who = self.phrases.wh(doer)
                yield Asked(
                    f"{who} {done} {extra} {rest}", self.phrases.answer(doer), lemma, extra=extra
                )
                yield Asked(
                    f"{extra} {done} by whom", self.phrases.answer(doer), lemma, extra=extra
                )

    def _active(self, verb: int, subject: int, lemma: str) -> Iterator[Asked]:
        target = self.phrases.child(verb, OBJECTS)
        told = self.phrases.with_particle(verb, self.tokens[verb].text)
        act = self.phrases.with_particle(verb, lemma)
        verb_text = f"{self.phrases.auxiliaries(verb)} {told}".strip()
        whole = (
            ""
            if target is None or not self.phrases.names(target)
            else self.phrases.text(*self.phrases.phrase(target))
        )
        if self.phrases.names(subject) and (whole or self.phrases.rest(verb, set())):
            question = (
                f"{self.phrases.wh(subject)} {verb_text} {whole} {self.phrases.rest(verb, set())}"
            )
            yield Asked(question, self.phrases.answer(subject), lemma, extra=whole)
        if not self.phrases.names(subject):
            return
        actor = self.phrases.text(*self.phrases.phrase(subject))
        if target is not None and self.phrases.names(target):
            question = (
                f"{self.phrases.wh(target)} did {actor} {act} {self.phrases.rest(verb, set())}"
            )
            yield Asked(question, self.phrases.answer(target), lemma, extra=actor)
        stem = f"did {actor} {act} {whole}"
        for question, noun in self._adjunct_questions(verb, stem, told):
            yield Asked(question, self.phrases.answer(noun), lemma, extra=actor)
        yield from self._purpose(verb, stem, lemma)

    def _adjunct_questions(self, verb: int, stem: str, done: str) -> Iterator[tuple[str, int]]:
        for kind, _, noun in self.phrases.adjuncts(verb):
            rest = self.phrases.rest(verb, {noun})
            if kind == "where":
                yield f"where {stem} {rest}", noun
            elif kind == "when":
                yield f"when {stem} {rest}", noun
            elif kind == "means" and self.tokens[verb].lemma in VIOLENCE:
                yield f"with what {stem}", noun
                yield f"what weapon was used when {stem.split(' ', 1)[1]} {done}", noun

    def _purpose(self, verb: int, stem: str, lemma: str) -> Iterator[Asked]:
        clause = self.phrases.child(verb, {"advcl"})
        if clause is None:
            return
        first, last = subtree(self.sentence, clause)
        opener = self.tokens[first].lemma
        if opener in {"because", "to", "since"} and clause > verb and last - first <= 25:
            yield Asked(f"why {stem}", (self.phrases.chars(first, last),), lemma)

    def _speech(self, verb: int, subject: int) -> Iterator[Asked]:
        clause = self.phrases.child(verb, {"ccomp"})
        if clause is None or not self.phrases.names(subject):
            return
        first, last = subtree(self.sentence, clause)
        while self.tokens[first].lemma == "that" or self.tokens[first].pos == "PUNCT":
            first += 1
        while last - 1 > first and self.tokens[last - 1].pos == "PUNCT":
            last -= 1
        said, lemma = self.tokens[verb].text, self.tokens[verb].lemma
        aux = self.phrases.auxiliaries(verb)
        if 4 <= last - first <= 22:
            content = self.phrases.text(first, last)
            yield Asked(f"who {aux} {said} that {content}", self.phrases.answer(subject), lemma)
            yield Asked(f"according to whom {content}", self.phrases.answer(subject), lemma)
        actor = self.phrases.text(*self.phrases.phrase(subject))
        yield from self._said_numbers(clause, actor)
        if last - first <= 30:
            topic = next(
                (
                    self.phrases.text(*noun_phrase(self.sentence, j))
                    for j in range(first, last)
                    if self.tokens[j].dep in SUBJECTS | OBJECTS and self.phrases.names(j)
                ),
                "",
            )
            spans = (self.phrases.chars(first, last),)
            yield Asked(f"what did {actor} {lemma}", spans, lemma, extra=actor)
            if topic:
                yield Asked(f"what did {actor} {lemma} about {topic}", spans, lemma, extra=actor)

    def _said_numbers(self, clause: int, actor: str) -> Iterator[Asked]:
        """Yield the number questions of a reported *clause*, asked of its speaker."""
        subject = self.phrases.child(clause, SUBJECTS)
        if subject is None:
            return
        passive = is_passive(self.sentence, clause)
        for asked in questions_of_verb(self.phrases, clause, subject, passive=passive):
            for form in (
                f"according to {actor} {asked.question}",
                f"{asked.question} according to {actor}",
            ):
                yield replace(asked, question=form)
