"""A drafted sentence must say something, be whole, and not tell of the report itself."""

import pytest

from qa.guard_substance import check_substance


@pytest.mark.parametrize(
    "sentence",
    [
        "At least 12 guards were killed [1].",
        "12 guards were killed, said Ana Terl [1].",
        "25, according to the council [1].",
        "Friday [1].",
        "Yes: “it fled” [1].",
        "It is not known [1].",
        "The toll is unknown [1].",
        "Reports differ: 12 [1] or 19 [2] guards died.",
        "The report says that 12 guards died [1].",
        "They gave up [1].",
        "Three soldiers were unaccounted for [1].",
        "The report: A strike killed 12 guards, the governor said [1].",
        "No one was let in [1].",
        "Five people were hurt the day after [1].",
        "Guards were killed more often than the year before [1].",
        "The council said that was true [1].",
        "The number is not known until now [1].",
        "The report released by the ministry named 12 guards [1].",
    ],
)
def test_whole_statements_pass(sentence: str) -> None:
    assert list(check_substance(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "lack"),
    [
        ("--- [1].", "states nothing"),
        ("The report is a [1].", "states nothing"),
        ("The report is a report of a report [1].", "states nothing"),
        ("Trump said [1].", "states nothing"),
        ("The report says that [1].", "breaks off"),
        ("The report said that the victims [1].", "breaks off"),
        ("The other two hit a distillation tower and [1].", "breaks off"),
        ("It came in answer to violations of the calm by [1].", "breaks off"),
        ("Walid Tamer, 41, a father of [1].", "breaks off"),
        ("It is confirmed that Aline Seko [1].", "breaks off"),
        ("It is confirmed that at least 27 children, according to UNICEF [1].", "breaks off"),
        ("The council said the explosion in Salem in July [1].", "breaks off"),
        ("He was the head of the old depot, the head of the old depot [1].", "twice"),
        ("Words: Qashira, which refused the investigators [2].", "form in which"),
        ("The report, which was released on Saturday, said that 12 died [1].", "tells of the report"),
    ],
)  # fmt: skip
def test_scraps_and_talk_of_the_report_do_not(sentence: str, lack: str) -> None:
    assert lack in " ".join(problem.detail for problem in check_substance(sentence))
