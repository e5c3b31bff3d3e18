"""A model's draft, sentence by sentence: kept, repaired, replaced by the extract, or dropped.

State, claims and confidence stay those of the extractive answer. The model chooses the words, and
for open questions may cite further sentences; whatever it leaves out of the answer's claims is
added from the extract.
"""

import re
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from qa.chunks import count_tokens
from qa.citations import markers
from qa.drafting_evidence import Block, block, flat
from qa.drafting_facts import Draft
from qa.drafting_sentences import sentences_of
from qa.errors import LanguageModelError
from qa.guard import check_sentence
from qa.guard_evidence import Backing, Problem, says
from qa.llm import REPLY_TOKENS, ChatModel, Message
from qa.prompts import MARKER, is_refusal, load_prompt
from qa.records import Answer, Claim
from qa.streaming import Sentence, SentenceStatus

__all__ = ["draft"]

MOST_SENTENCES = 12
MOST_REPAIRS = 3
LARGEST_SHARE = 4  # examples take a quarter of the context at most


def draft(
    model: ChatModel,
    question: str,
    answer: Answer,
    pieces: Sequence[Backing],
    *,
    summary: bool,
    stop: Callable[[], bool],
) -> Generator[Sentence, None, tuple[Answer, Draft]]:
    """Let *model* write the text of *answer*, and give each sentence as it is settled.

    Args:
        model: What writes.
        question: The standalone question.
        answer: The extractive answer.
        pieces: What may be cited, best first.
        summary: Whether the question is open; then not every claim has to be said.
        stop: Asked between pieces of the reply; True ends the draft.

    Returns:
        The answer with the draft's text, or *answer* itself where nothing is left; the draft.
    """
    writer = _Writer(model, question, answer, pieces, stop=stop)
    began = time.monotonic()
    try:
        yield from writer.write("summary" if summary else "answer")
    except LanguageModelError as error:
        writer.draft.fallback = str(error)
    finally:
        writer.draft.seconds = time.monotonic() - began
    state = writer.draft
    if not state.written:
        state.fallback = state.fallback or "no sentence of the draft passed the checks"
        return answer, state
    yield from writer.complete(every=not summary)
    return writer.answer(), state


class _Writer:
    """One draft: asks, checks, repairs."""

    def __init__(
        self,
        model: ChatModel,
        question: str,
        answer: Answer,
        pieces: Sequence[Backing],
        *,
        stop: Callable[[], bool],
    ) -> None:
        self.model, self.question, self.extract = model, question, answer
        self.pieces, self.stop = pieces, stop
        self.draft = Draft(model.name)
        self.block = Block("", "", ())
        self.repairs = 0

    def write(self, prompt: str) -> Iterator[Sentence]:
        self.block = self._evidence(prompt)
        values = {
            "evidence": self.block.text, "fence": self.block.fence, "question": self.question,
        }  # fmt: skip
        sentences = islice(sentences_of(self._ask(prompt, values)), MOST_SENTENCES)
        while (sentence := next(sentences, None)) is not None and not self.stop():
            problems = check_sentence(sentence, self.block.shown, question=self.question)
            if problems and not self._hopeless(sentence):
                # One request at a time: some servers have a single place, so read this one out.
                sentences = islice([*sentences], None)
            settled = self._settle(sentence, problems)
            if settled is not None:
                yield settled

    def _evidence(self, prompt: str) -> Block:
        """As much evidence as fits into the model's context beside the prompt and the reply."""
        system, user = load_prompt(prompt).fill(
            {"evidence": "", "fence": "0" * 16, "question": self.question}
        )
        examples = "".join(message.content for message in self._examples(prompt))
        taken = count_tokens(system + user) + count_tokens(examples)
        budget = self.model.context_window - REPLY_TOKENS - taken - 16
        found = block(self.pieces, seed=system + user, budget=budget)
        if not found.shown:
            raise LanguageModelError(
                f"The context of {self.model.name} has {self.model.context_window} tokens, too few "
                "for one quote beside the prompt; serve it with a larger context, and say so by "
                "QA_LLM_CONTEXT."
            )
        return found

    def _ask(self, prompt: str, values: Mapping[str, str]) -> Iterator[str]:
        loaded = load_prompt(prompt)
        system, user = loaded.fill(values)
        self.draft.prompts[prompt] = loaded.sha256
        messages = (Message("system", system), *self._examples(prompt), Message("user", user))
        self.draft.prompt_tokens += sum(count_tokens(message.content) for message in messages)
        for piece in self.model.stream(messages):
            self.draft.completion_tokens += count_tokens(piece)
            yield piece
            if self.stop():
                return

    def _examples(self, prompt: str) -> list[Message]:
        """The prompt's examples, unless they would fill too much of a small context."""
        pairs = load_prompt(prompt).examples
        if (
            sum(count_tokens(f"{a}{b}") for a, b in pairs) * LARGEST_SHARE
            > self.model.context_window
        ):
            return []
        return [
            message
            for given, reply in pairs
            for message in (Message("user", given), Message("assistant", reply))
        ]

    def _settle(self, sentence: str, problems: Sequence[Problem]) -> Sentence | None:
        if is_refusal(sentence):
            return None
        if not problems:
            return self._show(sentence, "kept")
        if not self._hopeless(sentence) and not self.stop():
            repaired = self._repair(sentence, problems)
            if repaired is not None:
                return self._show(repaired, "repaired")
        extract = self._extract_for(sentence)
        if extract is not None:
            return self._show(extract, "replaced")
        self.draft.counts["dropped"] += 1
        rules = ", ".join(dict.fromkeys(problem.rule for problem in problems))
        note = f"A sentence was left out: the reports do not hold it ({rules})."
        return Sentence(note, "dropped")

    def _show(self, text: str, status: SentenceStatus) -> Sentence:
        self.draft.counts[status] += 1
        self.draft.shown.append(text)
        return Sentence(text, status)

    def _hopeless(self, sentence: str) -> bool:
        """Whether a repair is not worth asking for."""
        return not markers(sentence) or self.repairs >= MOST_REPAIRS

    def _repair(self, sentence: str, problems: Sequence[Problem]) -> str | None:
        """The model's second try at one sentence, where that passes."""
        self.repairs += 1
        cited = set(markers(sentence))
        pieces = [p for p in self.block.shown if p.citation.number in cited] or self.block.shown
        shown = block(pieces, seed=sentence, budget=self.model.context_window // 2)
        values = {
            "evidence": shown.text, "fence": shown.fence, "question": self.question,
            "sentence": _flat_around(sentence),
            "reasons": flat("; ".join(problem.detail for problem in problems)),
        }  # fmt: skip
        for attempt in sentences_of(self._ask("repair", values)):
            wrong = check_sentence(attempt, self.block.shown, question=self.question)
            return None if wrong or is_refusal(attempt) else attempt
        return None

    def _extract_for(self, sentence: str) -> str | None:
        """The first claim on the quotes that a failing sentence names, if not yet shown."""
        cited = set(markers(sentence))
        return next(
            (
                claim.text + "."
                for claim in self._current()
                if cited & set(claim.citations) and not self._said(claim)
            ),
            None,
        )

    def _current(self) -> list[Claim]:
        """The answer's claims without those since updated, which no piece offers."""
        offered = {claim for piece in self.pieces for claim in piece.claims}
        return [claim for claim in self.extract.claims if claim in offered]

    def _said(self, claim: Claim) -> bool:
        """Whether a shown sentence says the claim's value on its quotes."""
        return any(
            set(claim.citations) & set(markers(text)) and says(claim, text)
            for text in self.draft.shown
        )

    def complete(self, *, every: bool) -> Iterator[Sentence]:
        """What the draft left out of the answer's claims, in the extract's words."""
        for claim in self._current() if every else ():
            if not self._said(claim):
                yield self._show(claim.text + ".", "replaced")

    def answer(self) -> Answer:
        """The extractive answer with the draft's text, and what else that cites."""
        cited = set(markers("\n".join(self.draft.shown)))
        known = {citation.number for citation in self.extract.citations}
        further = [p for p in self.block.shown if p.citation.number in cited - known]
        claims = [
            replace(claim, text=f"“{claim.value}” [{piece.citation.number}]")
            for piece in further
            for claim in piece.claims
        ]
        current = self._current()
        earlier = [claim.text for claim in self.extract.claims if claim not in current]
        lines = ["Reports differ:"] if self.extract.state == "conflicting" else []
        lines += self.draft.shown
        if earlier:
            lines += ["Earlier figures, since updated:", *(f"- {text}" for text in earlier)]
        return replace(
            self.extract,
            text="\n".join(lines),
            claims=(*self.extract.claims, *claims),
            citations=(*self.extract.citations, *(piece.citation for piece in further)),
        )


def _flat_around(sentence: str) -> str:
    """*sentence* flattened but for its own markers."""
    parts = re.split(rf"({MARKER.pattern.replace('(', '(?:')})", sentence)
    return " ".join(part if MARKER.fullmatch(part) else flat(part) for part in parts).strip()
