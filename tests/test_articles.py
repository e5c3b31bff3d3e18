"""Articles: every format lands with what its source says, and nothing else is made up."""

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_formats import pdf, word

from qa.articles import Rejected, count_sources, read_articles
from qa.errors import InputError
from qa.records import Article

BODY = "Five men fled the jail of Maren on Tuesday, a spokeswoman of the court said.\n\nTwo were caught by the river, and three are still at large.\n"
STORY = f"Prison break in Maren\n\n{BODY}"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Prison break in Maren | Loran News</title>
<meta charset="utf-8"><meta property="og:site_name" content="Loran News">
<meta property="article:published_time" content="2021-02-03T10:00:00Z">
<link rel="canonical" href="https://loran.example/break"></head><body><nav>Home About Weather</nav>
<article><h1>Prison break in Maren</h1><p>{BODY.split(chr(10), maxsplit=1)[0]}</p><p>{BODY.split(chr(10))[2]}</p></article>
<footer>Copyright 2019 Loran News</footer></body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Loran News</title>
<item><title>Break &amp; fire</title><link>https://loran.example/1</link><pubDate>Wed, 03 Feb 2021 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Five men fled.&lt;/p&gt;&lt;p&gt;Two were caught.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item>
<item><title>Rain</title><description>{BODY}</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Loran News</title>
<entry><title>Rain</title><updated>2021-02-03T10:00:00Z</updated><link href="https://loran.example/2"/>
<content type="html">&lt;p&gt;It rained.&lt;/p&gt;</content></entry></feed>"""


ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1
).filter(str.strip)


def read(*paths: Path | str, **options: object) -> list[Article]:
    items = list(read_articles(paths, **options))  # type: ignore[arg-type]
    assert [item for item in items if isinstance(item, Rejected)] == []
    return [item for item in items if isinstance(item, Article)]


def written(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def jsonl(path: Path, records: Iterable[object]) -> Path:
    return written(path, "".join(json.dumps(record) + "\n" for record in records))


def test_a_text_file_is_kept_to_the_letter(tmp_path: Path) -> None:
    """Quotes point into it: not a line end or space may change."""
    text = " \r\nPrison break in Maren\r\n\r\n  Five men\tfled.  \r\n"
    (article,) = read(written(tmp_path / "a.txt", text))
    assert article.text == text
    assert article.title == "Prison break in Maren"
    assert article.source == str(tmp_path / "a.txt")
    assert (article.published, article.outlet, article.place, article.url) == (None,) * 4


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_the_encoding_is_told_from_the_bytes(encoding: str, tmp_path: Path) -> None:
    """With and without a mark; the mark is no part of the text."""
    text = "Café in Maren “burned” – five men fled.\n\n" * 8
    (article,) = read(written(tmp_path / "a.txt", text.encode(encoding)))
    assert article.text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16-le", "فر خمسة رجال من السجن في مدينة مارين يوم الثلاثاء. وقبض على اثنين.\n" * 6),
        ("utf-16-be", "Пять человек бежали из тюрьмы города Марен во вторник. Двое пойманы.\n" * 6),
        ("cp1250", "Pięciu mężczyzn uciekło z więzienia w mieście Maren, gdzie żyło się źle. Dwóch złapano.\n" * 6),
        ("cp1251", "Пять человек бежали из тюрьмы города Марен во вторник. Двое были пойманы у реки.\n" * 6),
        ("cp1256", "فر خمسة رجال من السجن في مدينة مارين يوم الثلاثاء. وقبض على اثنين عند النهر.\n" * 6),
    ],
)  # fmt: skip
def test_other_scripts_are_read_in_their_old_encodings(
    encoding: str, text: str, tmp_path: Path
) -> None:
    (article,) = read(written(tmp_path / "a.txt", text.encode(encoding)))
    assert article.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Five mén fled “the” jail – all of them.",
        "Señor Núñez said: «No».",
        "The café’s owner fled…",
    ],
)
def test_a_few_accents_and_curly_quotes_are_read_in_the_western_code_page(
    text: str, tmp_path: Path
) -> None:
    """Statistics alone take such a short text for Baltic or worse."""
    (article,) = read(written(tmp_path / "a.csv", f"text\n{text}\n".encode("cp1252")))
    assert article.text == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (STORY, "Prison break in Maren"),
        ("# Prison break\nFive men fled.", "Prison break"),
        (f"Prison break in Maren\n{BODY}", "Prison break in Maren"),
        ("Five men fled the jail. Two were caught.", "Five men fled the jail. Two were caught."),
        ("word " * 60, "word " * 16 + "…"),
        ("PORT LORAN, 3 JAN 90 (LNA) -- [REPORT] [TEXT] FIVE MEN FLED.", "FIVE MEN FLED."),
        ("Title: Prison break\nDate: 2021-02-03\n\nFive men fled.", "Prison break"),
        ("x" * 500, "x" * 80 + " …"),
    ],
)
def test_a_text_gets_the_title_it_shows(text: str, title: str, tmp_path: Path) -> None:
    """A first line set as a title; else its first words."""
    (article,) = read(written(tmp_path / "a.md", text))
    assert article.title == title
    assert article.text == text


def test_a_dateline_fills_only_what_the_record_lacks(tmp_path: Path) -> None:
    text = "PORT LORAN, 3 JAN 90 (LNA) -- FIVE MEN FLED."
    path = jsonl(
        tmp_path / "a.jsonl",
        [{"text": text}, {"text": text, "outlet": "Loran News", "published": "1990-01-04"}],
    )
    bare, given_fields = read(path)
    assert (bare.place, bare.published, bare.outlet) == ("Port Loran", "1990-01-03", "LNA")
    assert (given_fields.place, given_fields.published, given_fields.outlet) == (
        "Port Loran",
        "1990-01-04",
        "Loran News",
    )


def test_a_json_record_keeps_every_field_and_further_key(tmp_path: Path) -> None:
    record = {"id": 7, "title": " Prison\nbreak ", "text": BODY, "outlet": "Loran News", "published": "2021-02-03T10:00:00Z",
              "place": "Maren", "url": "https://loran.example/7", "tags": ["jail"], "desk": {"editor": "A"}}  # fmt: skip
    (article,) = read(jsonl(tmp_path / "a.jsonl", [record]))
    assert article == Article(
        id="7", title="Prison break", text=BODY, outlet="Loran News", published="2021-02-03", place="Maren",
        url="https://loran.example/7", source=f"{tmp_path / 'a.jsonl'}:1", metadata={"tags": ["jail"], "desk": {"editor": "A"}},
    )  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(ANY_TEXT, min_size=1, max_size=5), escaped=st.booleans())
def test_any_text_passes_through_json_lines_unchanged(
    texts: list[str], *, escaped: bool, tmp_path: Path
) -> None:
    """Line separators, marks and scripts inside a string are text."""
    lines = "\n".join(json.dumps({"text": text}, ensure_ascii=escaped) for text in texts)
    assert [article.text for article in read(written(tmp_path / "a.jsonl", lines))] == texts


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([{"text": BODY}, {"text": STORY}]),
        json.dumps([{"text": BODY}, {"text": STORY}], indent=1),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_json_list_is_read_like_lines(name: str, content: str, tmp_path: Path) -> None:
    assert [article.text for article in read(written(tmp_path / name, content))] == [BODY, STORY]


def test_a_single_json_object_is_one_article(tmp_path: Path) -> None:
    (article,) = read(written(tmp_path / "a.json", json.dumps({"text": BODY}, indent=2)))
    assert (article.text, article.source) == (BODY, str(tmp_path / "a.json"))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_is_read_under_usual_column_names(separator: str, tmp_path: Path) -> None:
    """Names vary by archive; quoted cells may hold line ends and separators."""
    rows = [["Headline", "Article Content", "SOURCE", "Publish-Date", "location", "Link", "label"],
            ["Prison break", f'"Five{separator} ""men""\nfled."', "Loran News", "2021-02-03", "Maren", "https://loran.example/7", "x"]]  # fmt: skip
    (article,) = read(written(tmp_path / "a.csv", "\n".join(separator.join(row) for row in rows)))
    assert article.text == f'Five{separator} "men"\nfled.'
    assert (article.title, article.outlet, article.published) == (
        "Prison break",
        "Loran News",
        "2021-02-03",
    )
    assert (article.place, article.url, article.metadata) == (
        "Maren",
        "https://loran.example/7",
        {"label": "x"},
    )


def test_a_mapping_comes_before_the_usual_names(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "text,corpo,date\nsummary,Five men fled.,2021-02-03\n")
    (article,) = read(path, mapping={"text": "corpo"})
    assert (article.text, article.metadata["text"]) == ("Five men fled.", "summary")
    (record,) = read(jsonl(tmp_path / "a.jsonl", [{"corpo": "Five."}]), mapping={"text": "corpo"})
    assert record.text == "Five."
    with pytest.raises(InputError, match=r"author.*fields are id, title, text"):
        read_articles([path], mapping={"author": "x"})


def test_dates_in_figures_follow_the_order_their_column_shows(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "text,date\nOne.,3/4/2021\nTwo.,4/25/2021\n")
    assert [article.published for article in read(path)] == ["2021-03-04", "2021-04-25"]


def test_a_page_gives_its_main_text_and_metadata(tmp_path: Path) -> None:
    """Menus and footers are left out; a copyright year is no publish date."""
    (article,) = read(written(tmp_path / "a.html", PAGE))
    assert "Five men fled the jail" in article.text
    assert "Weather" not in article.text
    assert "Copyright" not in article.text
    assert (article.title, article.outlet, article.published) == (
        "Prison break in Maren",
        "Loran News",
        "2021-02-03",
    )
    assert article.url == "https://loran.example/break"
    undated = PAGE.replace(
        '<meta property="article:published_time" content="2021-02-03T10:00:00Z">', ""
    )
    (article,) = read(written(tmp_path / "b.html", undated))
    assert article.published is None


def test_a_page_in_a_declared_encoding_is_read_in_it(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "windows-1251").replace(
        "a spokeswoman of the court said", "сказала представитель суда"
    )
    (article,) = read(written(tmp_path / "a.html", page.encode("cp1251")))
    assert "сказала представитель суда" in article.text


def test_pdf_and_word_give_their_paragraphs(tmp_path: Path) -> None:
    (article,) = read(written(tmp_path / "a.pdf", pdf("Five men fled.", "Two were caught.")))
    assert article.text.split() == ["Five", "men", "fled.", "Two", "were", "caught."]
    (article,) = read(
        written(
            tmp_path / "a.docx", word("Prison break in Maren", "Five men fled.", "Two were caught.")
        )
    )
    assert article.text == "Prison break in Maren\n\nFive men fled.\n\nTwo were caught."
    assert article.title == "Prison break in Maren"


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a.txt"])
def test_a_feed_gives_an_article_an_entry(name: str, tmp_path: Path) -> None:
    """Known by its content, whatever its name; markup and scripts are gone from the text."""
    first, second = read(written(tmp_path / name, FEED))
    assert (first.title, first.text) == ("Break & fire", "Five men fled.\n\nTwo were caught.")
    assert (first.outlet, first.published, first.url) == (
        "Loran News",
        "2021-02-03",
        "https://loran.example/1",
    )
    assert first.source == f"{tmp_path / name}:1"
    assert second.published is None
    (entry,) = read(written(tmp_path / "b.atom", ATOM))
    assert (entry.title, entry.text, entry.published, entry.url) == (
        "Rain",
        "It rained.",
        "2021-02-03",
        "https://loran.example/2",
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", pdf("Five men fled.")),
        ("a.pdf", PAGE.encode()),
        ("a.doc", word("Five men fled.")),
        ("a.html", STORY.encode()),
        ("a.docx", STORY.encode()),
    ],
)
def test_content_counts_not_the_name(name: str, content: bytes, tmp_path: Path) -> None:
    (article,) = read(written(tmp_path / name, content))
    assert article.text.splitlines()[-1].strip().endswith(("fled.", "at large."))
    assert "<" not in article.text
    assert "%PDF" not in article.text


def test_folders_globs_and_files_come_once_in_a_fixed_order(tmp_path: Path) -> None:
    """A folder may be named like a file; hidden files are passed over."""
    for name in ("b.txt", "a/z.txt", "a/c.md", ".hidden.txt", ".git/x.txt", "x.txt/inside.txt"):
        written(tmp_path / name, f"Report {name} of the day.")
    names = [Path(article.source or "").name for article in read(tmp_path)]
    assert names == ["b.txt", "c.md", "z.txt", "inside.txt"]
    assert [article.source for article in read(f"{tmp_path}/**/*.txt", tmp_path / "b.txt")] == [
        f"{tmp_path}/a/z.txt", f"{tmp_path}/b.txt", f"{tmp_path}/x.txt/inside.txt",
    ]  # fmt: skip
    assert count_sources([tmp_path, f"{tmp_path}/*.txt", "-"]) == 5


def test_a_file_with_glob_characters_in_its_name_is_itself(tmp_path: Path) -> None:
    (article,) = read(written(tmp_path / "a[1].txt", STORY))
    assert article.text == STORY


def test_standard_input_is_json_lines() -> None:
    lines = (
        json.dumps({"text": BODY}).encode()
        + b"\n\n{broken\n"
        + json.dumps({"text": STORY}).encode()
    )
    items = list(read_articles(["-"], stdin=io.BytesIO(lines)))
    assert [getattr(item, "reason", None) or item.text for item in items] == [
        BODY,
        "bad_json",
        STORY,
    ]  # type: ignore[union-attr]
    assert [item.source for item in items] == ["-:1", "-:3", "-:4"]


def test_the_process_own_standard_input_is_read() -> None:
    code = "from qa.articles import read_articles; print([a.text for a in read_articles(['-'])])"
    run = subprocess.run(
        [sys.executable, "-c", code],
        input=b'{"text": "Five men."}\n',
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode().strip() == "['Five men.']"


def test_ids_are_given_or_derived_from_url_or_content(tmp_path: Path) -> None:
    """The same article has the same id wherever and whenever it is read."""
    records = [
        {"id": "x-1", "text": BODY},
        {"url": "https://loran.example/7", "text": BODY},
        {"text": BODY},
    ]
    first = [article.id for article in read(jsonl(tmp_path / "a.jsonl", records))]
    changed = [record | {"text": STORY} for record in records]
    again = [article.id for article in read(jsonl(tmp_path / "b.jsonl", records))]
    other = [article.id for article in read(jsonl(tmp_path / "c.jsonl", changed))]
    assert first == again
    assert first[0] == other[0] == "x-1"
    assert first[1] == other[1]
    assert first[2] != other[2]
    assert len(set(first)) == 3


def test_a_link_that_could_run_a_script_is_not_kept_as_a_link(tmp_path: Path) -> None:
    (article,) = read(jsonl(tmp_path / "a.jsonl", [{"text": BODY, "url": "javascript:alert(1)"}]))
    assert article.url is None
    assert article.metadata == {"url": "javascript:alert(1)"}


def test_reading_is_lazy(tmp_path: Path) -> None:
    """The first article is there before the rest is read, so memory does not grow with the batch."""
    path = tmp_path / "pipe.jsonl"
    jsonl(path, ({"text": f"Report {n}."} for n in range(200_000)))
    items = read_articles([path, tmp_path / "gone"])
    assert next(items).source == f"{path}:1"
    os.truncate(path, 0)
    assert sum(1 for _ in items) < 199_000


def test_importing_loads_no_parser() -> None:
    code = "import sys, qa.articles; print(sorted({'trafilatura', 'pypdf', 'docx', 'feedparser', 'lxml', 'charset_normalizer'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout.strip() == "[]"


def test_no_child_process_is_left_behind(tmp_path: Path) -> None:
    items = read_articles([written(tmp_path / "a.html", PAGE), written(tmp_path / "b.html", PAGE)])
    next(items)
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if not children.exists():
        pytest.skip("this system does not list child processes")
    before = set(children.read_text().split())
    items.close()  # type: ignore[attr-defined]
    time.sleep(0.01)
    assert len(before - set(children.read_text().split())) == 1
