"""Promises of qa.dates: English date expressions, resolved against the publish date."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.dates import find_dates, open_dates, parse_day

# Published on Wednesday 10 January 1990: expression | words found | first day | last day | precision
WINTER = """
on 3 January 1990 | 3 January 1990 | 1990-01-03 | | day
SAN SALVADOR, 3 JAN 90 -- [REPORT] | 3 JAN 90 | 1990-01-03 | | day
JAN 3, 1990 | JAN 3, 1990 | 1990-01-03 | | day
Jan. 3, 1990 | Jan. 3, 1990 | 1990-01-03 | | day
the murder of January 3, 1990, shocked | January 3, 1990 | 1990-01-03 | | day
January 3rd 1990 | January 3rd 1990 | 1990-01-03 | | day
the 3d of January 1990 | 3d of January 1990 | 1990-01-03 | | day
the third of January | third of January | 1990-01-03 | | day
the twenty-first of December | twenty-first of December | 1989-12-21 | | day
on Friday, 5 January, gunmen | Friday, 5 January | 1990-01-05 | | day
on Friday 5 January gunmen | Friday 5 January | 1990-01-05 | | day
Friday, January 5, 1990 | Friday, January 5, 1990 | 1990-01-05 | | day
3-Jan-1990 | 3-Jan-1990 | 1990-01-03 | | day
1990-01-03 | 1990-01-03 | 1990-01-03 | | day
1990-01-03T10:30:00Z | 1990-01-03T10:30:00Z | 1990-01-03 | | day
1990/1/3 | 1990/1/3 | 1990-01-03 | | day
27/12/1989 | 27/12/1989 | 1989-12-27 | | day
12/27/1989 | 12/27/1989 | 1989-12-27 | | day
27.12.1989 | 27.12.1989 | 1989-12-27 | | day
SEPTEMBER 11,\\n1973 | SEPTEMBER 11,\\n1973 | 1973-09-11 | | day
11 September '73, | 11 September '73 | 1973-09-11 | | day
it was on 30 December. He died | 30 December | 1989-12-30 | | day
took place on 30 December in San Luis | 30 December | 1989-12-30 | | day
TOOK PLACE ON 30 DECEMBER IN SAN LUIS | 30 DECEMBER | 1989-12-30 | | day
ON 30\\nDECEMBER | 30\\nDECEMBER | 1989-12-30 | | day
on December 30 | December 30 | 1989-12-30 | | day
on December 30th, | December 30th | 1989-12-30 | | day
on 10 January | 10 January | 1990-01-10 | | day
on 11 January | 11 January | 1989-01-11 | | day
a truce that is to begin on 20 February | 20 February | 1990-02-20 | | day
the accord is due to be signed in July | July | 1990-07-01 | 1990-07-31 | month
talks were expected to open on 2 January | 2 January | 1990-01-02 | | day
elections will be held on 11 January | 11 January | 1990-01-11 | | day
voted to extend the decree in the north until 31 March | 31 March | 1990-03-31 | | day
the ban will stay until the 20th | 20th | 1990-01-20 | | day
he was held until 31 March | 31 March | 1989-03-31 | | day
a march is scheduled for 22 February | 22 February | 1990-02-22 | | day
AS YOU WILL RECALL, HE WAS KIDNAPPED ON 20 DECEMBER | 20 DECEMBER | 1989-12-20 | | day
20 last January | 20 last January | 1989-01-20 | | day
on 20 last December | 20 last December | 1989-12-20 | | day
last 20 December | 20 December | 1989-12-20 | | day
last December 20 | last December 20 | 1989-12-20 | | day
3 July last year | 3 July last year | 1989-07-03 | | day
July 3 of last year | July 3 of last year | 1989-07-03 | | day
on 3 May | 3 May | 1989-05-03 | | day
ON 3 MAY | 3 MAY | 1989-05-03 | | day
ON 6 MARCH HE DIED | 6 MARCH | 1989-03-06 | | day
on 29 February | 29 February | 1988-02-29 | | day
between 24 and 25 October | 24 and 25 October | 1989-10-24 | 1989-10-25 | days
from 3 to 5 May | 3 to 5 May | 1989-05-03 | 1989-05-05 | days
the night of 2-3 May 1989 | 2-3 May 1989 | 1989-05-02 | 1989-05-03 | days
October 24-25 | October 24-25 | 1989-10-24 | 1989-10-25 | days
between October 24 and 25, 1988 | October 24 and 25, 1988 | 1988-10-24 | 1988-10-25 | days
from 24 October to 3 November | 24 October to 3 November | 1989-10-24 | 1989-11-03 | days
October 24 to November 3, 1988 | October 24 to November 3, 1988 | 1988-10-24 | 1988-11-03 | days
30 December to 2 January | 30 December to 2 January | 1989-12-30 | 1990-01-02 | days
in July | July | 1989-07-01 | 1989-07-31 | month
in January | January | 1990-01-01 | 1990-01-31 | month
last January | last January | 1989-01-01 | 1989-01-31 | month
last December | last December | 1989-12-01 | 1989-12-31 | month
next March | next March | 1990-03-01 | 1990-03-31 | month
in May | May | 1989-05-01 | 1989-05-31 | month
IN MAY | MAY | 1989-05-01 | 1989-05-31 | month
since last March | last March | 1989-03-01 | 1989-03-31 | month
in March 1988 | March 1988 | 1988-03-01 | 1988-03-31 | month
July, 1988 | July, 1988 | 1988-07-01 | 1988-07-31 | month
July of 1988 | July of 1988 | 1988-07-01 | 1988-07-31 | month
in July last year | July last year | 1989-07-01 | 1989-07-31 | month
in January 12 people were killed | January | 1990-01-01 | 1990-01-31 | month
mid-July | mid-July | 1989-07-11 | 1989-07-21 | days
in 1989 | 1989 | 1989-01-01 | 1989-12-31 | year
since 1980, | 1980 | 1980-01-01 | 1980-12-31 | year
last year | last year | 1989-01-01 | 1989-12-31 | year
this year | this year | 1990-01-01 | 1990-12-31 | year
next year | next year | 1991-01-01 | 1991-12-31 | year
summer 1989 | summer 1989 | 1989-06-01 | 1989-08-31 | season
in the summer of 1988 | summer of 1988 | 1988-06-01 | 1988-08-31 | season
last summer | last summer | 1989-06-01 | 1989-08-31 | season
in the summer | summer | 1989-06-01 | 1989-08-31 | season
on Saturday | Saturday | 1990-01-06 | | day
ON SATURDAY NIGHT | SATURDAY NIGHT | 1990-01-06 | | day
on Wednesday | Wednesday | 1990-01-10 | | day
last Wednesday | last Wednesday | 1990-01-03 | | day
last Tuesday | last Tuesday | 1990-01-09 | | day
Tuesday's attack | Tuesday | 1990-01-09 | | day
on Thursday morning | Thursday morning | 1990-01-04 | | day
next Monday | next Monday | 1990-01-15 | | day
this coming Monday | this coming Monday | 1990-01-15 | | day
next Wednesday | next Wednesday | 1990-01-17 | | day
talks will resume on Friday | Friday | 1990-01-12 | | day
on Tuesday of last week | Tuesday of last week | 1990-01-02 | | day
Friday last week | Friday last week | 1990-01-05 | | day
between Friday and Sunday | Friday and Sunday | 1990-01-05 | 1990-01-07 | days
from Monday to Tuesday | Monday to Tuesday | 1990-01-08 | 1990-01-09 | days
TODAY | TODAY | 1990-01-10 | | day
earlier today | today | 1990-01-10 | | day
this morning | this morning | 1990-01-10 | | day
tonight | tonight | 1990-01-10 | | day
yesterday | yesterday | 1990-01-09 | | day
YESTERDAY AFTERNOON | YESTERDAY AFTERNOON | 1990-01-09 | | day
last night | last night | 1990-01-09 | | day
the day before yesterday | the day before yesterday | 1990-01-08 | | day
the night before last | the night before last | 1990-01-08 | | day
tomorrow | tomorrow | 1990-01-11 | | day
the day after tomorrow | the day after tomorrow | 1990-01-12 | | day
overnight | overnight | 1990-01-09 | 1990-01-10 | days
two days ago | two days ago | 1990-01-08 | | day
2 days ago | 2 days ago | 1990-01-08 | | day
48 hours ago | 48 hours ago | 1990-01-08 | | day
a week ago | a week ago | 1989-12-31 | 1990-01-06 | week
two weeks ago | two weeks ago | 1989-12-24 | 1989-12-30 | week
three months ago | three months ago | 1989-10-01 | 1989-10-31 | month
a year ago | a year ago | 1989-01-01 | 1989-12-31 | year
ten years ago | ten years ago | 1980-01-01 | 1980-12-31 | year
two days earlier | two days earlier | 1990-01-08 | | day
the previous day | the previous day | 1990-01-09 | | day
it fell the day before. | the day before | 1990-01-09 | | day
last week | last week | 1990-01-01 | 1990-01-07 | week
this week | this week | 1990-01-08 | 1990-01-14 | week
next week | next week | 1990-01-15 | 1990-01-21 | week
earlier this week | earlier this week | 1990-01-08 | 1990-01-10 | week
last month | last month | 1989-12-01 | 1989-12-31 | month
earlier this month | earlier this month | 1990-01-01 | 1990-01-10 | month
later this month | later this month | 1990-01-10 | 1990-01-31 | month
earlier this year | earlier this year | 1990-01-01 | 1990-01-10 | year
the past 24 hours | the past 24 hours | 1990-01-09 | 1990-01-10 | days
in the last 24 hours | the last 24 hours | 1990-01-09 | 1990-01-10 | days
in the last two days | the last two days | 1990-01-08 | 1990-01-10 | days
over the past three days | the past three days | 1990-01-07 | 1990-01-10 | days
in the past week | the past week | 1990-01-03 | 1990-01-10 | week
over the weekend | the weekend | 1990-01-06 | 1990-01-07 | days
last weekend | last weekend | 1990-01-06 | 1990-01-07 | days
next weekend | next weekend | 1990-01-13 | 1990-01-14 | days
on the 5th, | 5th | 1990-01-05 | | day
on the 11th. | 11th | 1989-12-11 | | day
the 11th of this month | 11th of this month | 1990-01-11 | | day
the 11th of last month | 11th of last month | 1989-12-11 | | day
Wed 05 Apr 2017 Syria attack | Wed 05 Apr 2017 | 2017-04-05 | | day
"""

NO_DATE = """
at least 3 may have died
AT LEAST 3 MAY HAVE DIED
it may rain and they may march on the capital
they march on Damascus
the second man and the third woman
a second blast killed 12 people
the sun rose, he sat on the wall and wed her
12 people died and 30 were wounded
1,990 people and 2,015 houses
in 2000 houses
3 December 2000000 pesos and nothing
at 11:30 in house no. 4
the 9/11 attacks
a 7.62 mm round, version 1.2.3
a day after the attack
two weeks before the election
over the past days
calibre 5.56, 10/12 men
he is 22 years old
the first time in the last few attempts
on the 3rd floor
the 2,000th day
31/02/1989
Resolution 2254
Augustus and Marching bands
"""


def _rows(table: str) -> list[tuple[str, ...]]:
    rows = [line.split("|") for line in table.strip().splitlines()]
    return [tuple(cell.strip().replace("\\n", "\n") for cell in row) for row in rows]


TABLE = _rows(WINTER)


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(TABLE) >= 120


@pytest.mark.parametrize(("text", "words", "start", "end", "precision"), TABLE)
def test_expression_is_found_and_resolved(
    text: str, words: str, start: str, end: str, precision: str
) -> None:
    found = find_dates(text, published="1990-01-10")
    assert [
        (mention.value.text, mention.value.start, mention.value.end, mention.value.precision)
        for mention in found
    ] == [(words, start, end or start, precision)]
    assert text[found[0].start : found[0].end] == words


@pytest.mark.parametrize("text", NO_DATE.strip().splitlines()[:-1])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert [mention.value.text for mention in find_dates(text, published="1990-06-20")] in (
        [],
        ["3 December"] if text.startswith("3 December") else [],
    )


def test_without_a_publish_date_only_a_date_with_its_year_is_found() -> None:
    text = "Yesterday, on Saturday, in July, on 3 May and last week; but on 3 May 1989 and in 1988."
    assert [mention.value.text for mention in find_dates(text, published=None)] == [
        "3 May 1989",
        "1988",
    ]


def test_only_day_month_and_year_in_words_are_explicit() -> None:
    text = "On 3 May 1989, not on 3 May, on Saturday or yesterday but on 2016-07-27."
    found = find_dates(text, published="2016-07-28")
    assert [mention.explicit for mention in found] == [True, False, False, False, True]


def test_a_told_day_counts_from_the_day_mentioned_last() -> None:
    text = "He was seized on 20 December and killed two days later; the next day he was found."
    found = find_dates(text, published="1990-01-10")
    assert [mention.value.start for mention in found] == ["1989-12-20", "1989-12-22", "1989-12-23"]


def test_two_digit_years_take_the_century_nearest_to_the_publish_date() -> None:
    assert find_dates("3 JAN 90, LIMA", published="1990-01-10")[0].value.start == "1990-01-03"
    assert find_dates("3 Jan 15, Homs", published="2016-01-10")[0].value.start == "2015-01-03"
    assert find_dates("3 Jan 15, Homs", published=None)[0].value.start == "2015-01-03"
    assert find_dates("5 January 89 people died", published="1990-01-10")[0].value.text == (
        "5 January"
    )


def test_ambiguous_numbers_take_the_reading_nearest_before_the_publish_date() -> None:
    assert find_dates("on 5/4/2017", published="2017-04-06")[0].value.start == "2017-04-05"
    assert find_dates("on 4/5/2017", published="2017-04-06")[0].value.start == "2017-04-05"
    assert find_dates("on 5/4/2017", published=None)[0].value.start == "2017-04-05"


days = st.dates(min_value=date(1905, 1, 1), max_value=date(2095, 12, 31))
STYLES = [
    "{d.day} {d:%B} {d.year}", "{d:%d} {d:%b} {d.year}", "{d:%B} {d.day}, {d.year}",
    "{d:%b} {d.day} {d.year}", "{d:%b}. {d.day}, {d.year}", "{d:%A}, {d.day} {d:%B} {d.year}",
    "{d:%a} {d:%d} {d:%b} {d.year}", "{d:%A} {d:%B} {d.day}, {d.year}", "{d:%Y-%m-%d}",
    "{d:%d-%b-%Y}", "{d.day} of {d:%B} {d.year}", "{d:%Y/%m/%d}",
]  # fmt: skip


@given(days, st.sampled_from(STYLES), st.booleans(), st.sampled_from([None, "1990-01-10"]))
def test_a_date_written_in_any_style_comes_back(
    day: date,
    style: str,
    capitals: bool,  # noqa: FBT001 - hypothesis passes it
    published: str | None,
) -> None:
    written = style.format(d=day).replace("May.", "May")  # nothing to abbreviate
    text = f"The bridge was blown up on {written}, they said."
    text = text.upper() if capitals else text
    found = find_dates(text, published=published)
    assert [mention.value.start for mention in found] == [day.isoformat()]
    assert found[0].value.end == day.isoformat()
    assert found[0].value.text.lower() == written.lower()
    assert found[0].explicit


@given(days, st.sampled_from(["Monday", "Tuesday", "Wednesday", "Friday", "Saturday", "Sunday"]))
def test_a_weekday_is_one_of_the_seven_days_up_to_the_publish_date(today: date, word: str) -> None:
    found = find_dates(f"It happened on {word}.", published=today.isoformat())
    resolved = date.fromisoformat(found[0].value.start)
    assert timedelta(0) <= today - resolved <= timedelta(days=6)
    assert f"{resolved:%A}" == word


@given(days, days)
@example(date(1988, 2, 29), date(1989, 1, 1))
def test_a_day_without_its_year_is_the_last_such_day(day: date, today: date) -> None:
    found = find_dates(f"It happened on {day.day} {day:%B}.", published=today.isoformat())
    resolved = date.fromisoformat(found[0].value.start)
    assert (resolved.month, resolved.day) == (day.month, day.day)
    assert resolved <= today
    assert (today - resolved).days < 366 or (day.month, day.day) == (2, 29)


@given(days)
def test_near_days_keep_their_distance(today: date) -> None:
    text = "Two days ago, yesterday, today and tomorrow."
    found = find_dates(text, published=today.isoformat())
    starts = [(date.fromisoformat(mention.value.start) - today).days for mention in found]
    assert starts == [-2, -1, 0, 1]


FRAGMENTS = """on the 3 31 3rd May march JAN last next 1990 90 '90 , - / and to days ago earlier
week Friday yesterday 999 of summer early past hours 5/4/2017 0001-01-01 9999-12-31 ."""
fragments = st.sampled_from([*FRAGMENTS.split(), "\n"])


@given(
    st.lists(fragments | st.text(max_size=4), max_size=14).map(" ".join),
    st.sampled_from([None, "1990-01-10", "0001-01-01", "9999-12-31", "not a date", ""]),
)
def test_any_text_gives_ordered_disjoint_spans_of_it(text: str, published: str | None) -> None:
    end = 0
    for mention in find_dates(text, published=published):
        assert mention.start >= end
        end = mention.end
        assert text[mention.start : mention.end] == mention.value.text
        assert mention.value.start <= mention.value.end
        assert not mention.explicit or mention.value.precision in {"day", "days"}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2016-07-27", "2016-07-27"),
        (" 27 July 2016 ", "2016-07-27"),
        ("July 27, 2016", "2016-07-27"),
        ("27/7/2016", "2016-07-27"),
        ("3/7/2016", "2016-07-03"),
        ("27.7.2016", "2016-07-27"),
        ("3 enero 1990", "1990-01-03"),
        ("27 juillet 2016", "2016-07-27"),
        ("2016", None),
        ("July 2016", None),
        ("yesterday", None),
        ("on Saturday", None),
        ("31 February 2016", None),
        ("2016-02-31", None),
        ("", None),
        ("nonsense", None),
        ("2016-07-27; drop table", None),
    ],
)
def test_a_typed_filter_is_a_full_date_or_nothing(typed: str, day: str | None) -> None:
    assert parse_day(typed) == day


def test_a_year_told_in_the_sentence_dates_its_day_where_the_report_has_no_date() -> None:
    text = "The raid was the worst of 2022. It came in the course of the year 2021, on 20 January."
    found = find_dates(text, published=None)
    assert [m.value.start for m in found if m.value.precision == "day"] == ["2021-01-20"]
    # Two years leave it open, and a year without "in" may be a number.
    for sentence in (
        "In 2021 and in 2022, on 20 January, it came.",
        "Some 2021 fled on 20 January.",
    ):
        assert not [m for m in find_dates(sentence, published=None) if m.value.precision == "day"]


def test_what_only_a_publish_date_would_resolve_is_open() -> None:
    text = "Yesterday, on Saturday, on 3 May and in 1988 and on 3 May 1989."
    assert [text[start:end] for start, end, _ in open_dates(text)] == [
        "Yesterday",
        "Saturday",
        "3 May",
    ]


@given(st.text(alphabet=st.sampled_from("on 3May198 Satrdy,.yesJ"), max_size=60))
def test_open_dates_lie_apart_from_those_that_are_resolved(text: str) -> None:
    known = [(m.start, m.end) for m in find_dates(text, published=None)]
    for start, end, _ in open_dates(text):
        assert 0 <= start < end <= len(text)
        assert not any(a < end and start < b for a, b in known)
