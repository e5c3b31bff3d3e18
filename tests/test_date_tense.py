"""Promises of qa.date_tense and qa.date_years: days to come, days that were set, days without a year."""

import pytest

from qa.dates import find_dates

# Published on Wednesday 14 June 2023: sentence | words | day
TO_COME = """
He would open his shop again on Saturday, he said. | Saturday | 2023-06-17
She promised that the bridge would reopen on Monday. | Monday | 2023-06-19
The trial, which was to begin on Tuesday, was called off. | Tuesday | 2023-06-20
The minister is due in Port Alba on Friday. | Friday | 2023-06-16
A second team is awaited in Kestrin on Sunday. | Sunday | 2023-06-18
The dockers call a strike for Monday. | Monday | 2023-06-19
The union has called its members to a rally on Friday. | Friday | 2023-06-16
The ferry strike begins on Thursday. | Thursday | 2023-06-15
The pool is shut until Friday. | Friday | 2023-06-16
The curfew would go on until Saturday. | Saturday | 2023-06-17
"I am going to my office on Monday," he said. | Monday | 2023-06-19
On Friday the council will vote. | Friday | 2023-06-16
From Saturday the guards will carry rifles. | Saturday | 2023-06-17
The envoy will speak in Lorne on Wednesday. | Wednesday | 2023-06-14
The deal is due to take effect on Monday. | Monday | 2023-06-19
The vote has been put off by a week, to 24 June. | 24 June | 2023-06-24
The hearing goes on on 3 July. | 3 July | 2023-07-03
The term of the mayor ends on 1 December. | 1 December | 2023-12-01
The two sides agreed to stop firing on 1 July. | 1 July | 2023-07-01
They gave up the plan to clear the camp by 31 August. | 31 August | 2023-08-31
The general will not stand in the 10 September elections. | 10 September | 2023-09-10
They want a war before the ballot on 2 July, he said. | 2 July | 2023-07-02
"""
PAST = """
He opened his shop again on Saturday. | Saturday | 2023-06-10
The council will discuss Saturday's shelling. | Saturday | 2023-06-10
It will take up the truce agreed on Saturday. | Saturday | 2023-06-10
The market will stay shut, the mayor said on Monday. | Monday | 2023-06-12
The road has been closed since Saturday. | Saturday | 2023-06-10
The school is closed since Friday. | Friday | 2023-06-09
He said on Monday that the road will be mended. | Monday | 2023-06-12
The centre counted 12 sorties for Saturday. | Saturday | 2023-06-10
Two pilots would have died on Friday without the net. | Friday | 2023-06-09
The ward is out of service due to shelling by the army on Saturday. | Saturday | 2023-06-10
A gunman opens fire on Saturday and flees. | Saturday | 2023-06-10
He failed to stop the raid on 3 August. | 3 August | 2022-08-03
The raid of 3 August killed nine. | 3 August | 2022-08-03
She has been held since 1 July. | 1 July | 2022-07-01
"""
NEAR = """
The handover, set for Monday, began two days late. | Monday | 2023-06-12
The handover had been set for Friday. | Friday | 2023-06-16
The pause had been due to end on Tuesday, but it held. | Tuesday | 2023-06-13
The team was due to land on Wednesday evening. | Wednesday evening | 2023-06-14
The president declared Friday a day of mourning. | Friday | 2023-06-16
The president declared Monday a day of mourning. | Monday | 2023-06-12
The president declared Saturday night that he would go. | Saturday night | 2023-06-10
"""
APART = """
Schools stay shut tomorrow, Thursday, by order of the mayor. | 2023-06-15
The envoy said on Monday that talks would resume on Tuesday. | 2023-06-13
"""


def _rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in row.split(" | ")) for row in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "words", "day"), _rows(TO_COME) + _rows(PAST) + _rows(NEAR))
def test_the_verb_tells_on_which_side_of_the_report_a_day_lies(
    text: str, words: str, day: str
) -> None:
    found = find_dates(text, published="2023-06-14")
    assert [(m.value.text, m.value.start) for m in found if m.value.precision == "day"] == [
        (words, day)
    ]


@pytest.mark.parametrize(("text", "day"), _rows(APART))
def test_a_day_beside_another_counts_from_it(text: str, day: str) -> None:
    assert find_dates(text, published="2023-06-14")[-1].value.start == day


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("From August the farmers will pay a tax.", "2023-08-01"),
        ("There is food until the end of August, and no more.", "2023-08-21"),
        ("There was food until the end of August, and no more.", "2022-08-21"),
        ("The agency can feed them until the end of August.", "2023-08-21"),
        ("He was to marry in November.", "2023-11-01"),
        ("No rotation was due until July.", "2023-07-01"),
        ("The drive had been planned for the month of May.", "2023-05-01"),
        ("It is not known what will become of the boats which it delivered in July.", "2022-07-01"),
        ("Eleven were killed in July.", "2022-07-01"),
    ],
)
def test_a_month_without_a_year_lies_where_its_verb_puts_it(text: str, first: str) -> None:
    assert find_dates(text, published="2023-06-14")[0].value.start == first


def test_a_weekday_called_last_is_never_the_day_of_the_report() -> None:
    for text in (
        "On Wednesday last, the guns fell silent.",
        "The guns fell silent last Wednesday.",
    ):
        assert find_dates(text, published="2023-06-14")[0].value.start == "2023-06-07"
    seen = find_dates("He was on Wednesday last seen in Lorne.", published="2023-06-14")
    assert seen[0].value.start == "2023-06-14"


def test_later_counts_from_the_year_just_told_and_never_beyond_the_report() -> None:
    found = find_dates("He fled in 2017 and was caught two years later.", published="2023-06-14")
    assert [m.value.start for m in found] == ["2017-01-01", "2019-01-01"]
    for text in (
        "A miner seized in 2017 was found dead four months later.",
        "A child succumbed three days later.",
        "It opened two days later than had been promised.",
    ):
        found = find_dates(text, published="2023-06-14")
        assert [m.value.precision for m in found] in ([], ["year"])
    back = find_dates("He said that he would be back two days later.", published="2023-06-14")
    assert back[0].value.start == "2023-06-16"


def test_a_month_cut_short_may_be_a_name_and_may_a_wish() -> None:
    for text in (
        "Commander Anwar Jan was moved.",
        "the lawyer Sena Dari, may God have mercy on her",
    ):
        assert find_dates(text, published="2023-06-14") == []
    for text in ("It fell in Jan and rose in July.", "LORNE, Jan 3 (Wire) -- It fell."):
        assert find_dates(text, published="2023-06-14")[0].value.start.startswith("2023-01")


def test_this_weekend_is_the_one_that_has_begun() -> None:
    text = "Two thousand are expected this weekend at the camp."
    assert find_dates(text, published="2023-06-17")[0].value.start == "2023-06-17"
    assert find_dates(text, published="2023-06-14")[0].value.start == "2023-06-17"
