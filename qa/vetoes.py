"""Which candidates cannot answer, whatever else speaks for them."""

from collections.abc import Sequence

from qa.candidate import Candidate
from qa.cause_vetoes import is_no_cause
from qa.evidence import Evidence
from qa.fate_asked import tells_of_fate
from qa.language import parse
from qa.occasion import timely
from qa.office_held import is_another_person
from qa.other_office import tells_of_other_office
from qa.other_site import tells_of_other_site
from qa.out_of_place import in_place
from qa.part_kinds import names_part
from qa.place_vetoes import is_mere_scene, repeats_place
from qa.question import Question
from qa.repeated import repeats_question

__all__ = ["that_may_answer"]


def that_may_answer(
    question: Question, evidence: Evidence, candidates: Sequence[Candidate]
) -> list[Candidate]:
    """Those of *candidates* that are of the time, the person, the place and the kind asked for."""
    found = [
        candidate
        for candidate in candidates
        if timely(question, evidence, candidate)
        and not is_another_person(question, evidence, candidate)
        and not _is_vetoed(question, candidate)
        and names_part(question, evidence, candidate.line)
    ]
    return list(in_place(question, evidence, found))


def _is_vetoed(question: Question, candidate: Candidate) -> bool:
    line, start, end = candidate.line, candidate.start, candidate.end
    if repeats_place(question, line, start, end) or is_no_cause(question, line, start, end):
        return True
    if repeats_question(question, line, start, end):
        return True
    if tells_of_other_site(question, line) or not tells_of_fate(question, line):
        return True
    if any(tells_of_other_office(question.text, told) for told in (line.text, line.article.text)):
        return True
    return is_mere_scene(question, parse(line.text), start - line.start, end - line.start)
