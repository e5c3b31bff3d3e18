"""Datelines: place, date and outlet from the first lines, and only from them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.datelines import date_order, lead_begins, parse_date, read_heading


@pytest.mark.parametrize(
    ("text", "place", "published", "outlet"),
    [
        ("PORT LORAN, 3 JAN 90 (LORAN-NEWS) -- [TEXT] FIVE MEN", "Port Loran", "1990-01-03", "LORAN-NEWS"),
        ("PORT LORAN, 3 JAN 90 -- [REPORT] FIVE MEN", "Port Loran", "1990-01-03", None),
        ("MAREN (LORAN), JUNE 11 89 (RADIO MAREN) -- FIVE MEN", "Maren (Loran)", "1989-06-11", "RADIO MAREN"),
        ("PORT LORAN, NO DATE (DOMESTIC SERVICE) -- [SPEECH]", "Port Loran", None, "DOMESTIC SERVICE"),
        ("MAREN, Loran (LNA) — Five men fled.", "MAREN, Loran", None, "LNA"),
        ("PORT LORAN (Loran News) - Five men fled.", "Port Loran", None, "Loran News"),
        ("San Marco de la Vega, 5 April 2017 (LNA) -- Five", "San Marco de la Vega", "2017-04-05", "LNA"),
        ("Prison break\n\nMAREN, 5 May 2017 (LNA) -- Five men", "Maren", "2017-05-05", "LNA"),
        ("Wed 05 Apr 2017 Five men fled Maren.", None, "2017-04-05", None),
        ("Published July 27 2016 Five men fled.", None, "2016-07-27", None),
        ("Date of publication 19 October 2016 Five men", None, "2016-10-19", None),
        ("2016-10-19 Five men", None, "2016-10-19", None),
        ("08.04.2017 Five men", None, "2017-04-08", None),
        ("Prison break\n\nPublished: 31 December 2022\nSource: Loran News\nPlace: Maren\n\nFive", "Maren", "2022-12-31", "Loran News"),
        ("**Date:** 2022-01-02\n\nFive men", None, "2022-01-02", None),
        ("---\ntitle: Prison break\ndate: 2022-01-02\n---\nFive men", None, "2022-01-02", None),
        ("Five men fled on 3 May 2020 -- or so they say.", None, None, None),
        ("Five men (aged 20) - all from Maren - fled.", None, None, None),
        ("03-04-2016 Five men fled.", None, None, None),
        ("The town of Maren, 3 May 2020 -- what happened?", None, None, None),
        ("", None, None, None),
    ],
)  # fmt: skip
def test_the_first_lines_give_place_date_and_outlet(
    text: str, place: str | None, published: str | None, outlet: str | None
) -> None:
    body = text.find("\n\n") + 2 if "\n\n" in text else 0
    heading = read_heading(text, body=body)
    assert (heading.place, heading.published, heading.outlet) == (place, published, outlet)


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("PORT LORAN, 3 JAN 90 (LORAN-NEWS) -- FIVE MEN FLED.", "PORT LORAN, 3 JAN 90 (LORAN-NEWS) -- "),
        ("MAREN, Sept 3 (Loran News) - Five men fled.", "MAREN, Sept 3 (Loran News) - "),
        ("MAREN, FRIDAY - THE NAVY LOST A BOAT.", "MAREN, FRIDAY - "),
        ("PORT LORAN, Loran - Five men fled.", "PORT LORAN, Loran - "),
        ("MAREN / UPPER OSHT - A drone fell.", "MAREN / UPPER OSHT - "),
        ("MAREN \u2014 \u201cWe fled,\u201d said a nurse.", "MAREN \u2014 "),
        ("UNICEF - the agency for children - left Maren.", ""),
        ("LNF - Loran talks were put off.", ""),
        ("The Loran Observatory (LOHR) - a monitor - said so.", ""),
        ("THE FRONT (FPL) - WHICH LOST MAREN - DENIED IT.", ""),
        ("Omar Haddad - The Mayor of Maren.", ""),
        ("Maren fell on May 3 - The army fled.", ""),
        ("The UN-led talks on Maren failed.", ""),
        ("MAREN-based monitors counted five.", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_dateline_is_told_from_the_sentence_that_it_opens(text: str, dateline: str) -> None:
    assert text[: lead_begins(text)] == dateline


def test_a_date_in_running_text_is_an_event_and_no_publish_date() -> None:
    text = "Five men fled the jail.\n\nThey had been held since 3 May 2020. The court is in Maren."
    assert read_heading(text, body=25).published is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-12-31", "2022-12-31"),
        ("2022-12-31T23:10:00Z", "2022-12-31"),
        ("2022-12-31 23:10:00+02:00", "2022-12-31"),
        ("20221231", "2022-12-31"),
        ("Sat, 31 Dec 2022 10:00:00 GMT", "2022-12-31"),
        ("31 December 2022", "2022-12-31"),
        ("Saturday, December 31st, 2022", "2022-12-31"),
        ("Sept. 5, 2016", "2016-09-05"),
        ("3 JAN 90", "1990-01-03"),
        ("31/12/2022", "2022-12-31"),
        ("12/31/2022", "2022-12-31"),
        ("5/5/2022", "2022-05-05"),
        ("3.4.2022", "2022-04-03"),
        ("3/4/2022", None),
        ("2022-02-30", None),
        ("0000-00-00", None),
        ("9999-12-31", None),
        ("December 2022", None),
        ("2022", None),
        ("yesterday", None),
        ("1672444800", None),
        ("\0", None),
    ],
)
def test_a_day_is_parsed_or_refused_but_never_guessed(text: str, day: str | None) -> None:
    assert parse_date(text) == day


def test_the_order_of_day_and_month_is_learnt_from_the_column() -> None:
    """One date that has only one reading settles those that have two."""
    assert date_order(["3/4/2022", "25/4/2022"]) == "DMY"
    assert date_order(["3/4/2022", "4/25/2022"]) == "MDY"
    assert date_order(["3/4/2022"]) is None
    assert date_order(["25/4/2022", "4/25/2022"]) is None
    assert parse_date("3/4/2022", order="DMY") == "2022-04-03"
    assert parse_date("3/4/2022", order="MDY") == "2022-03-04"


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_from_the_ways_it_is_written(day: date) -> None:
    for layout in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%d.%m.%Y"):
        assert parse_date(f"{day:{layout}}") == str(day)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    heading = read_heading(text)
    assert 0 <= heading.end <= len(text)
    parse_date(text)
