"""Questions about one parsed sentence: who, what, how many, where, when, with what, who said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.language import Sentence, Token, is_passive, noun_phrase, subtree

SUBJECTS = {"nsubj", "nsubjpass"}
OBJECTS = {"dobj", "attr", "oprd"}
PLACE_PREPOSITIONS = {"in", "at", "near", "outside", "inside", "on", "around"}
MEANS_PREPOSITIONS = {"with", "using"}
SPEECH = {
    "say", "report", "claim", "announce", "state", "add", "declare", "confirm", "deny", "tell",
    "note", "explain", "reveal", "admit", "stress", "warn", "allege", "indicate", "believe",
    "accuse", "estimate", "assert", "emphasize", "disclose", "insist", "acknowledge",
}  # fmt: skip
# What happened to people and things, and the words by which an analyst may ask for it.
HAPPENINGS = {
    "killed": ({"kill", "murder", "assassinate", "slay", "die", "execute", "killing", "death",
                "murder", "loss", "assassination", "massacre", "dead", "fatality"},
               ("killed", "dead", "slain", "murdered")),
    "injured": ({"injure", "wound", "hurt", "injury"}, ("injured", "wounded", "hurt")),
    "kidnapped": ({"kidnap", "abduct", "seize", "kidnapping", "abduction", "hostage"},
                  ("kidnapped", "abducted", "taken hostage")),
    "arrested": ({"arrest", "detain", "capture", "imprison", "arrest", "detention", "custody"},
                 ("arrested", "detained", "captured")),
    "displaced": ({"displace", "flee", "evacuate", "evict"}, ("displaced", "forced to flee")),
    "escaped": ({"escape", "flee", "break"}, ("escaped", "got away")),
    "freed": ({"free", "release", "liberate", "rescue"}, ("freed", "released")),
    "destroyed": ({"destroy", "damage", "burn", "demolish", "raze"}, ("destroyed", "damaged")),
    "missing": ({"miss", "disappear"}, ("missing",)),
    "deployed": ({"deploy", "send", "dispatch"}, ("deployed", "sent")),
}  # fmt: skip
STATES = {"dead": "kill", "injured": "injure", "wounded": "wound", "missing": "miss"}
PEOPLE = {"people", "person", "man", "other", "individual"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answers in the sentence, and what a changed question would hinge on."""

    question: str
    spans: tuple[tuple[int, int], ...]
    verb: str
    noun: str = ""
    happening: str = ""
    extra: str = ""


class Clauses:
    """The clauses of one sentence; *person_nouns* are lemmas that "who" may ask for."""

    def __init__(self, sentence: Sentence, person_nouns: frozenset[str]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.person_nouns = person_nouns
        self.children: dict[int, list[int]] = {i: [] for i in range(len(self.tokens))}
        for i, token in enumerate(self.tokens):
            if token.head != i:
                self.children[token.head].append(i)

    def questions(self) -> Iterator[Asked]:
        """Yield every question that the rules find."""
        for i, token in enumerate(self.tokens):
            if token.pos == "VERB":
                yield from self._verb_questions(i)
            elif token.pos in {"NOUN", "PROPN"}:
                yield from self._numbers_of_noun(i)
        yield from self._roles()

    # -- pieces -----------------------------------------------------------------------------

    def text(self, first: int, last: int) -> str:
        """Return the words [first, last) in one line."""
        return " ".join(
            self.sentence.text[self.tokens[first].start : self.tokens[last - 1].end].split()
        )

    def chars(self, first: int, last: int) -> tuple[int, int]:
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
        return next((j for j in self.children[i] if self.tokens[j].dep in deps), None)

    def names(self, i: int) -> bool:
        """Say whether token *i* can be asked for: no pronoun, no relative, not "no group"."""
        none = any(self.tokens[j].lemma in {"no", "neither"} for j in self.children[i])
        return self.tokens[i].pos in {"NOUN", "PROPN"} and not none

    def wh(self, i: int) -> str:
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
            elif token.dep == "npadvmod" and token.ent in {"DATE", "TIME"}:
                found.append(("when", j, j))
            elif token.dep == "advmod" and token.ent in {"DATE", "TIME"}:
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

    def rest(self, verb: int, without: set[int]) -> str:
        """Return up to two short phrases of *verb* as text, leaving out the tokens *without*."""
        texts = []
        for _, preposition, noun in self.adjuncts(verb):
            first, last = subtree(self.sentence, preposition)
            if noun not in without and last - first <= 8:
                texts.append(self.text(first, last))
        return " ".join(texts[:2])

    # -- questions --------------------------------------------------------------------------

    def _verb_questions(self, verb: int) -> Iterator[Asked]:
        subject = self.child(verb, SUBJECTS)
        lemma = self.tokens[verb].lemma
        finite = self.tokens[verb].tag in {"VBD", "VBZ", "VBP"} or self._auxiliaries(verb)
        if subject is None or not finite or self.child(verb, {"neg"}) is not None:
            return
        if lemma in SPEECH:
            yield from self._speech(verb, subject)
        passive = is_passive(self.sentence, verb)
        yield from (self._passive if passive else self._active)(verb, subject, lemma)
        yield from self._number_questions(verb, subject, passive=passive)

    def _auxiliaries(self, verb: int) -> str:
        return " ".join(
            self.tokens[j].text
            for j in self.children[verb]
            if self.tokens[j].dep in {"aux", "auxpass"}
        )

    def _passive(self, verb: int, subject: int, lemma: str) -> Iterator[Asked]:
        done = self.tokens[verb].text
        rest = self.rest(verb, set())
        if self.names(subject):
            was = "were" if self.tokens[subject].tag in {"NNS", "NNPS"} else "was"
            extra = self.text(*self.phrase(subject))
            if rest:
                yield Asked(
                    f"{self.wh(subject)} was {done} {rest}", self.answer(subject), lemma, extra=rest
                )
            for question, noun in self._adjunct_questions(verb, f"{was} {extra} {done}", done):
                yield Asked(question, self.answer(noun), lemma, extra=extra)
            agent = self.child(verb, {"agent"})
            doer = None if agent is None else self.child(agent, {"pobj"})
            if doer is not None and self.names(doer):
                who = self.wh(doer)
                yield Asked(f"{who} {done} {extra} {rest}", self.answer(doer), lemma, extra=extra)
                yield Asked(f"{extra} {done} by whom", self.answer(doer), lemma, extra=extra)

    def _active(self, verb: int, subject: int, lemma: str) -> Iterator[Asked]:
        target = self.child(verb, OBJECTS)
        verb_text = f"{self._auxiliaries(verb)} {self.tokens[verb].text}".strip()
        whole = "" if target is None or not self.names(target) else self.text(*self.phrase(target))
        if self.names(subject) and (whole or self.rest(verb, set())):
            question = f"{self.wh(subject)} {verb_text} {whole} {self.rest(verb, set())}"
            yield Asked(question, self.answer(subject), lemma, extra=whole)
        if not self.names(subject):
            return
        actor = self.text(*self.phrase(subject))
        if target is not None and self.names(target):
            question = f"{self.wh(target)} did {actor} {lemma} {self.rest(verb, set())}"
            yield Asked(question, self.answer(target), lemma, extra=actor)
        stem = f"did {actor} {lemma} {whole}"
        for question, noun in self._adjunct_questions(verb, stem, self.tokens[verb].text):
            yield Asked(question, self.answer(noun), lemma, extra=actor)
        yield from self._purpose(verb, stem, lemma)

    def _adjunct_questions(self, verb: int, stem: str, done: str) -> Iterator[tuple[str, int]]:
        for kind, _, noun in self.adjuncts(verb):
            rest = self.rest(verb, {noun})
            if kind == "where":
                yield f"where {stem} {rest}", noun
            elif kind == "when":
                yield f"when {stem} {rest}", noun
            elif kind == "means" and self.tokens[verb].lemma in HAPPENINGS["killed"][0] | {
                "attack",
                "bomb",
                "shoot",
                "blow",
                "destroy",
                "injure",
                "strike",
                "hit",
                "use",
            }:
                yield f"with what {stem}", noun
                yield f"what weapon was used when {stem.split(' ', 1)[1]} {done}", noun

    def _purpose(self, verb: int, stem: str, lemma: str) -> Iterator[Asked]:
        clause = self.child(verb, {"advcl"})
        if clause is None:
            return
        first, last = subtree(self.sentence, clause)
        opener = self.tokens[first].lemma
        if opener in {"because", "to", "since"} and clause > verb and last - first <= 25:
            yield Asked(f"why {stem}", (self.chars(first, last),), lemma)

    def _speech(self, verb: int, subject: int) -> Iterator[Asked]:
        clause = self.child(verb, {"ccomp"})
        if clause is None or not self.names(subject):
            return
        first, last = subtree(self.sentence, clause)
        while self.tokens[first].lemma == "that" or self.tokens[first].pos == "PUNCT":
            first += 1
        while last - 1 > first and self.tokens[last - 1].pos == "PUNCT":
            last -= 1
        said, lemma = self.tokens[verb].text, self.tokens[verb].lemma
        aux = self._auxiliaries(verb)
        if 4 <= last - first <= 22:
            content = self.text(first, last)
            yield Asked(f"who {aux} {said} that {content}", self.answer(subject), lemma)
            yield Asked(f"according to whom {content}", self.answer(subject), lemma)
        actor = self.text(*self.phrase(subject))
        yield from self._said_numbers(clause, actor)
        if last - first <= 30:
            topic = next(
                (
                    self.text(*noun_phrase(self.sentence, j))
                    for j in range(first, last)
                    if self.tokens[j].dep in SUBJECTS | OBJECTS and self.names(j)
                ),
                "",
            )
            spans = (self.chars(first, last),)
            yield Asked(f"what did {actor} {lemma}", spans, lemma, extra=actor)
            if topic:
                yield Asked(f"what did {actor} {lemma} about {topic}", spans, lemma, extra=actor)

    def _said_numbers(self, clause: int, actor: str) -> Iterator[Asked]:
        """Yield the number questions of a reported *clause*, asked of its speaker."""
        subject = self.child(clause, SUBJECTS)
        if subject is None:
            return
        passive = is_passive(self.sentence, clause)
        for asked in self._number_questions(clause, subject, passive=passive):
            for form in (
                f"according to {actor} {asked.question}",
                f"{asked.question} according to {actor}",
            ):
                yield replace(asked, question=form)

    # -- numbers ----------------------------------------------------------------------------

    def _number(self, noun: int) -> tuple[tuple[tuple[int, int], ...], str, str] | None:
        """Return (spans of the number, the counted noun's text, its lemma) at *noun*."""
        number = self.child(noun, {"nummod"})
        if number is not None and not self.tokens[noun].ent.startswith(("DATE", "TIME", "PERC")):
            first, last = subtree(self.sentence, number)
            core = [
                j
                for j in range(first, number + 1)
                if j == number or self.tokens[j].dep in {"compound", "punct", "nummod"}
            ]
            bare = self.chars(min(core), number + 1)
            base_first, base_last = noun_phrase(self.sentence, noun)
            words = [
                self.tokens[j].text
                for j in range(base_first, base_last)
                if j >= last and self.tokens[j].dep != "det"
            ]
            if words and number < noun:
                return (bare, self.chars(first, last)), " ".join(words), self.tokens[noun].lemma
        of = self.child(noun, {"prep"})
        vague = self.tokens[noun].lemma in {"dozen", "hundred", "thousand", "score", "number"}
        if of is not None and (vague or self.tokens[noun].pos == "NUM"):
            counted = self.child(of, {"pobj"})
            if self.tokens[of].lemma == "of" and counted is not None:
                first, last = noun_phrase(self.sentence, noun)
                text = self.text(*self._bare_phrase(counted))
                spans = (self.chars(noun, noun + 1), self.chars(first, last))
                return spans, text, self.tokens[counted].lemma
        return None

    def _bare_phrase(self, i: int) -> tuple[int, int]:
        first, last = noun_phrase(self.sentence, i)
        while first < last - 1 and self.tokens[first].pos in {"DET", "PRON"}:
            first += 1
        return first, last

    def _number_questions(self, verb: int, subject: int, *, passive: bool) -> Iterator[Asked]:
        lemma, done = self.tokens[verb].lemma, self.tokens[verb].text
        happening = _happening(lemma)
        inner = self.child(verb, {"xcomp"})
        if lemma == "manage" and inner is not None:
            happening = _happening(self.tokens[inner].lemma)
        target = self.child(verb, OBJECTS)
        for noun in [n for n in (subject, target) if n is not None]:
            counted = self._number(noun)
            if counted is None:
                continue
            spans, words, noun_lemma = counted
            rest = self.rest(verb, {noun})
            undergoes = passive or noun == target
            if undergoes or (happening and noun == subject):
                word = happening or done
                yield from self._how_many(spans, words, noun_lemma, word, lemma, rest)
            if noun == target and self.names(subject) and not passive:
                actor = self.text(*self.phrase(subject))
                question = f"how many {words} did {actor} {lemma} {rest}"
                yield Asked(question, spans, lemma, noun_lemma, happening, rest)

    def _numbers_of_noun(self, noun: int) -> Iterator[Asked]:
        """Yield "how many were killed" from "the killing of 140 fighters" and the like."""
        lemma = self.tokens[noun].lemma
        happening = _happening(lemma)
        if lemma == "toll":
            yield from self._toll(noun)
        of = self.child(noun, {"prep"})
        counted_noun = None if of is None else self.child(of, {"pobj"})
        if happening and self.tokens[noun].pos == "NOUN" and counted_noun is not None:
            yield from self._counted(counted_noun, happening, lemma)
        # "58 people killed in the attack", "left ten soldiers dead"
        participle = self.child(noun, {"acl"})
        state = self.tokens[noun].head
        for other in (participle, state if self.tokens[noun].dep == "nsubj" else None):
            if other is not None and self.tokens[other].pos != "AUX":
                done = _happening(self.tokens[other].lemma)
                done = done or _happening(STATES.get(self.tokens[other].lemma, ""))
                if done and (other == participle or self.tokens[other].pos == "ADJ"):
                    yield from self._counted(noun, done, self.tokens[other].lemma)

    def _counted(self, noun: int, happening: str, verb: str) -> Iterator[Asked]:
        counted = self._number(noun)
        if counted is not None:
            spans, words, lemma = counted
            yield from self._how_many(spans, words, lemma, happening, verb, "")

    def _toll(self, toll: int) -> Iterator[Asked]:
        """Yield questions for "the death toll rose to 58" and "bringing the toll to 58"."""
        verb = self.tokens[toll].head
        for preposition in (*self.children[verb], *self.children[toll]):
            number = self.child(preposition, {"pobj"})
            if self.tokens[preposition].lemma not in {"to", "at", "of"} or number is None:
                continue
            if self.tokens[number].pos != "NUM":
                continue
            spans = (self.chars(number, number + 1), self.chars(*self.phrase(number, 5)))
            for question in (
                "what is the death toll",
                "how many people were killed",
                "how many people died",
                "how many dead in total",
            ):
                yield Asked(question, spans, "kill", "people", "killed")

    @staticmethod
    def _how_many(
        spans: tuple[tuple[int, int], ...], words: str, noun: str, done: str, verb: str, rest: str
    ) -> Iterator[Asked]:
        happening = _happening(verb)
        asked = (spans, verb, noun, happening, rest)
        was = "" if done in {"escaped", "died"} else "were "
        yield Asked(f"how many {words} {was}{done} {rest}", *asked)
        yield Asked(f"how many {words} {done} {rest}", *asked)
        yield Asked(f"number of {words} {done} {rest}", *asked)
        if happening:
            for synonym in HAPPENINGS[happening][1]:
                yield Asked(f"how many {words} were {synonym} {rest}", *asked)

    # -- names and roles ----------------------------------------------------------------------

    def _roles(self) -> Iterator[Asked]:
        for entity in self.sentence.entities:
            if entity.label != "PERSON" or len(entity.text.split()) < 2:
                continue
            inside = [
                i
                for i, t in enumerate(self.tokens)
                if entity.start <= t.start and t.end <= entity.end
            ]
            if not inside:
                continue
            name = " ".join(entity.text.split())
            named = ((entity.start, entity.end),)
            yield from self._title(inside, name, named)
            yield from self._apposition(inside, name, named)

    def _title(
        self, inside: list[int], name: str, named: tuple[tuple[int, int], ...]
    ) -> Iterator[Asked]:
        first, _ = noun_phrase(self.sentence, inside[-1])
        while first < inside[0] and self.tokens[first].pos in {"DET", "PUNCT", "NUM"}:
            first += 1
        if first < inside[0] and any(
            self.tokens[j].pos in {"NOUN", "PROPN"} for j in range(first, inside[0])
        ):
            role = self.text(first, inside[0])
            if re.fullmatch(r"[\w .'&-]{4,60}", role):
                yield Asked(f"who is {name}", (self.chars(first, inside[0]),), "be", extra=name)
                yield Asked(f"who is the {role}", named, "be", extra=role)
                yield Asked(f"what is the name of the {role}", named, "be", extra=role)

    def _apposition(
        self, inside: list[int], name: str, named: tuple[tuple[int, int], ...]
    ) -> Iterator[Asked]:
        for j in self.children[inside[-1]]:
            if self.tokens[j].dep == "appos" and self.tokens[j].pos == "NOUN":
                first, last = self.phrase(j, 12)
                role = self.text(first, last)
                spans = (self.chars(first, last),)
                yield Asked(f"who is {name}", spans, "be", extra=name)
                yield Asked(f"who was {name}", spans, "be", extra=name)
                yield Asked(f"who is {role}", named, "be", extra=role)


def _happening(lemma: str) -> str:
    return next((name for name, (words, _) in HAPPENINGS.items() if lemma in words), "")
