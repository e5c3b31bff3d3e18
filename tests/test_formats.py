"""Hostile and broken input: each gets its own reason, and the good file beside it lands."""

import codecs
import io
import json
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from qa import isolation
from qa.articles import Rejected, read_articles
from qa.errors import RejectedArticle
from qa.isolation import ParserProcess
from qa.records import Article

GOOD = "Prison break in Maren\n\nFive men fled the jail of Maren on Tuesday, a spokeswoman said.\n"
BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
Make = Callable[[Path], Path | None]


def pdf(*lines: str, password: str | None = None) -> bytes:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"), NameObject("/BaseFont"): NameObject("/Helvetica")}
    )  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
    )
    content = DecodedStreamObject()
    shown = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
    content.set_data(f"BT /F1 12 Tf 20 250 Td {shown}ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A zip archive with the part *name* changed."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return buffer.getvalue()


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def at(name: str, data: bytes | str) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
        return path

    return make


def line(**record: object) -> Make:
    return at("x.jsonl", json.dumps(record))


def loop(folder: Path) -> Path:
    (folder / "x.txt").symlink_to(folder / "y.txt")
    (folder / "y.txt").symlink_to(folder / "x.txt")
    return folder / "x.txt"


def broken_link(folder: Path) -> Path:
    (folder / "x.txt").symlink_to(folder / "gone.txt")
    return folder / "x.txt"


def linked_out(folder: Path) -> Path:
    secret = folder.parent / "secret.txt"
    secret.write_text(GOOD)
    inner = folder / "inner"
    inner.mkdir()
    (inner / "x.txt").symlink_to(secret)
    return inner


def linked_round(folder: Path) -> Path:
    (folder / "inner" / "deep").mkdir(parents=True)
    (folder / "inner" / "again").symlink_to(folder / "inner" / "deep")
    return folder / "inner"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "x.txt")
    return folder / "x.txt"


def listening(folder: Path) -> Path:
    here = Path.cwd()
    os.chdir(folder)  # A socket's path may hold only about 100 characters.
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("x.txt")
    finally:
        os.chdir(here)
    return folder / "x.txt"


def forbidden(folder: Path) -> Path | None:
    if os.geteuid() == 0:
        return None
    path = at("x.txt", GOOD)(folder)
    path.chmod(0)
    return path


def in_folder(make: Make) -> Make:
    def made(folder: Path) -> Path:
        (folder / "inner").mkdir()
        make(folder / "inner")
        return folder / "inner"

    return made


def long_line(folder: Path) -> Path:
    path = folder / "x.jsonl"
    with path.open("wb") as stream:
        stream.write(b'{"text": "')
        for _ in range(50):
            stream.write(b"a" * 1_000_000)
        stream.write(b'"}\n')
    return path


FEED = '<?xml version="1.0"?>{0}<rss version="2.0"><channel><title>Loran News</title>{1}</channel></rss>'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
HOSTILE: list[tuple[str, str, Make]] = [
    ("no such file", "not_found", lambda folder: folder / "gone.txt"),
    ("glob without a match", "not_found", lambda folder: folder / "*.gone"),
    ("NUL in a path", "not_found", lambda folder: Path(f"{folder}/a\0b.txt")),
    ("links in a circle", "unreadable", loop),
    ("link to nothing", "unreadable", broken_link),
    ("link out of a folder", "link_outside", linked_out),
    ("linked folder", "linked_folder", linked_round),
    ("pipe", "not_a_file", pipe),
    ("socket", "unreadable", listening),
    ("no permission", "unreadable", forbidden),
    ("empty txt", "empty", at("x.txt", "")),
    ("blank txt", "empty", at("x.txt", " \n\t\n")),
    ("only a byte-order mark", "empty_text", at("x.txt", codecs.BOM_UTF8)),
    ("empty jsonl", "empty", at("x.jsonl", "")),
    ("empty pdf", "empty", at("x.pdf", "")),
    ("text over the limit", "text_too_long", at("x.txt", "word " * 500_000)),
    ("file over the limit", "too_large", at("x.txt", b"word " * 10_500_000)),
    ("random bytes", "binary", at("x.txt", bytes(range(256)) * 40)),
    ("text with NUL bytes", "binary", at("x.txt", GOOD.encode() * 9 + b"\0\0\0" + GOOD.encode())),
    ("image named txt", "unsupported_type", at("x.txt", PNG)),
    ("image named html", "unsupported_type", at("x.html", b"\xff\xd8\xff\xe0JFIF")),
    ("image named jsonl", "unsupported_type", at("x.jsonl", PNG)),
    ("gzip", "unsupported_type", at("x.csv", b"\x1f\x8b\x08\0")),
    ("zip named docx", "unsupported_type", at("x.docx", zipped(**{"a.txt": b"a"}))),
    ("old Word file", "unsupported_type", at("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 20)),
    ("rich text", "unsupported_type", at("x.rtf", "{\\rtf1 Five men fled.}")),
    ("database", "unsupported_type", at("x.txt", b"SQLite format 3\0" * 9)),
    ("program", "unsupported_type", at("x.txt", b"\x7fELF\x02\x01\x01\0")),
    ("source file in a folder", "unsupported_type", in_folder(at("x.py", "print('x')\n"))),
    ("pdf named jsonl", "unsupported_type", at("x.jsonl", pdf("Five men fled."))),
    ("utf-16 cut in half", "bad_encoding", at("x.txt", codecs.BOM_UTF16_LE + "Five".encode("utf-16-le")[:-1])),
    ("wrong utf-8 after its mark", "bad_encoding", at("x.txt", codecs.BOM_UTF8 + b"caf\xe9 \xff")),
    ("wrong bytes late in a line", "bad_encoding", at("x.jsonl", b'{"text": "' + b"a" * 300_000 + b'\xff"}')),
    ("wrong bytes late in a cell", "bad_encoding", at("x.csv", b"text\n" + b"a" * 300_000 + b"\xff\n")),
    ("broken JSON", "bad_json", at("x.jsonl", '{"text": "a"')),
    ("two objects on a line", "bad_json", at("x.jsonl", '{"text": "a"} {"text": "b"}')),
    ("single quotes", "bad_json", at("x.jsonl", "{'text': 'a'}")),
    ("NaN", "bad_json", at("x.jsonl", '{"text": "a", "score": NaN}')),
    ("deep nesting", "bad_json", at("x.jsonl", '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}")),
    ("a number of 10,000 digits", "bad_json", at("x.jsonl", '{"text": "a", "n": ' + "9" * 10_000 + "}")),
    ("broken JSON list", "bad_json", at("x.json", '[{"text": "a"},')),
    ("a list on a line", "not_an_object", at("x.jsonl", '{"text": ""}\n["a"]\n')),
    ("a number on a line", "not_an_object", at("x.jsonl", "42")),
    ("a string in a list", "not_an_object", at("x.json", '["a"]')),
    ("line of 50 MB", "line_too_long", long_line),
    ("no text key", "missing_text", line(title="Maren")),
    ("empty object", "missing_text", line()),
    ("blank text", "empty_text", line(text=" \n ")),
    ("null text", "empty_text", line(text=None)),
    ("text is a number", "wrong_type", line(text=42)),
    ("text is a list", "wrong_type", line(text=["a"])),
    ("title is an object", "wrong_type", line(text=GOOD, title={"main": "a"})),
    ("published is a number", "wrong_type", line(text=GOOD, published=1672444800)),
    ("id is true", "wrong_type", line(text=GOOD, id=True)),
    ("no such day", "bad_date", line(text=GOOD, published="2022-02-30")),
    ("a date in words", "bad_date", line(text=GOOD, published="yesterday")),
    ("a date of two readings", "bad_date", line(text=GOOD, published="03/04/2022")),
    ("the year 9999", "bad_date", line(text=GOOD, published="9999-12-31")),
    ("an id of two lines", "bad_id", line(text=GOOD, id="a\nb")),
    ("an id without end", "bad_id", line(text=GOOD, id="a" * 999)),
    ("a title without end", "field_too_long", line(text=GOOD, title="a" * 9_999)),
    ("metadata without end", "field_too_long", line(text=GOOD, note="a" * 2_100_000)),
    ("NUL in text", "nul_bytes", line(text="Five\0men")),
    ("NUL in the outlet", "nul_bytes", line(text=GOOD, outlet="Loran\0News")),
    ("lone surrogate in text", "lone_surrogate", at("x.jsonl", '{"text": "Five \\ud800 men"}')),
    ("lone surrogate in metadata", "lone_surrogate", at("x.jsonl", '{"text": "Five", "by": "\\udfff"}')),
    ("csv without a text column", "no_text_column", at("x.csv", "a,b\n1,2\n")),
    ("csv row too long", "wrong_columns", at("x.csv", "title,text\nMaren,Five,men\n")),
    ("csv row too short", "wrong_columns", at("x.csv", "title,text\nMaren\n")),
    ("csv quote never closed", "bad_csv", at("x.csv", 'title,text\nMaren,"Five men')),
    ("csv with an empty text", "missing_text", at("x.csv", "title,text\nMaren,\n")),
    ("entities that multiply", "xml_doctype", at("x.rss", FEED.format(BOMB, "<item><title>&i;</title></item>"))),
    ("entity that reads a file", "xml_doctype", at("x.xml", FEED.format('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "<item><title>&x;</title></item>"))),
    ("XML with a DOCTYPE", "xml_doctype", at("x.atom", FEED.format("<!DOCTYPE rss>", ""))),
    ("broken XML", "bad_xml", at("x.rss", '<?xml version="1.0"?><rss><channel>')),
    ("XML that is no feed", "not_a_feed", at("x.xml", '<?xml version="1.0"?><config><a>1</a></config>')),
    ("feed entry without text", "empty_text", at("x.rss", FEED.format("", "<item><title>Maren</title></item>"))),
    ("page without text", "no_main_text", at("x.html", "<!DOCTYPE html><html><body><img src='a.png'></body></html>")),
    ("pdf with a password", "encrypted", at("x.pdf", pdf("Five men", password="pw"))),
    ("scanned pdf", "no_text_layer", at("x.pdf", pdf())),
    ("pdf cut off", "damaged", at("x.pdf", pdf("Five men fled.")[:60])),
    ("pdf of noise", "damaged", at("x.pdf", b"%PDF-1.7\n" + bytes(range(1, 250)) * 99)),
    ("docx cut off", "damaged", at("x.docx", word("Five men fled.")[:-200])),
    ("docx of noise", "damaged", at("x.docx", repacked(word("a"), "word/document.xml", lambda _: b"<<<"))),
    ("docx without words", "empty_text", at("x.docx", word(""))),
    ("docx whose entity reads a file", "xml_doctype", at("x.docx", repacked(word("a"), "word/document.xml", lambda part: part.replace(b"?>", b'?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>', 1)))),
    ("docx that unpacks to 200 MB", "zip_bomb", at("x.docx", repacked(word("a"), "word/document.xml", lambda _: b" " * 200_000_000))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "make"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE]
)
def test_hostile_input_gets_its_reason_and_the_good_file_lands(
    reason: str, make: Make, tmp_path: Path
) -> None:
    """The reason is exact, so that a user can count and repair; the batch goes on after it."""
    hostile_folder = tmp_path / "hostile"
    hostile_folder.mkdir()
    path = make(hostile_folder)
    if path is None:
        pytest.skip("this user may read everything")
    before, after = tmp_path / "before.txt", tmp_path / "after.txt"
    before.write_text(GOOD)
    after.write_text(GOOD.replace("Five", "Six"))
    first, *middle, last = read_articles([before, path, after])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert middle
    assert all(isinstance(item, Rejected) for item in middle)
    assert middle[-1].reason == reason
    assert middle[-1].source.startswith(str(path))
    assert len(middle[-1].detail) > 5


def test_there_are_enough_hostile_inputs() -> None:
    assert len(HOSTILE) >= 60
    assert len({name for name, _, _ in HOSTILE}) == len(HOSTILE)


def test_good_records_around_a_bad_one_land(tmp_path: Path) -> None:
    """A bad line costs itself alone, and says which line it is."""
    lines = [json.dumps({"text": f"Report {n} of the day."}).encode() for n in range(4)]
    lines[2:2] = [b"{broken", b'{"text": "\xff"}', b"", b'{"text": "\\ud800"}']
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\n".join(lines))
    items = list(read_articles([path]))
    assert [item.text for item in items if isinstance(item, Article)] == [
        f"Report {n} of the day." for n in range(4)
    ]
    assert [(item.source, item.reason) for item in items if isinstance(item, Rejected)] == [
        (f"{path}:3", "bad_json"),
        (f"{path}:4", "bad_encoding"),
        (f"{path}:6", "lone_surrogate"),
    ]


def child(monkeypatch: pytest.MonkeyPatch, attack: str) -> None:
    """Let the child know two more kinds: one that does *attack*, and one that is harmless."""
    lines = (
        "import os, sys; sys.path.insert(0, sys.argv[1])",
        "from qa import formats, isolation",
        "def attack(data):",
        f"    {attack}",
        "    yield {'text': 'survived'}",
        "formats.PARSERS['attack'] = attack",
        "formats.PARSERS['good'] = lambda data: iter([{'text': data.decode()}])",
        "isolation.serve()",
    )
    monkeypatch.setattr(isolation, "_START", "\n".join(lines))


@pytest.mark.parametrize(
    ("attack", "reason", "seconds"),
    [
        ("while True: pass", "too_slow", 8),
        ("bytearray(10 ** 11)", "too_large", 60),
        ("os._exit(3)", "damaged", 60),
        ("os.write(1, b'half an ans'); os._exit(3)", "damaged", 60),
        ("raise ZeroDivisionError", "damaged", 60),
        ("(lambda f: f(f))(lambda f: f(f))", "damaged", 60),
    ],
    ids=["time", "memory", "crash", "half an answer", "bug", "recursion"],
)
def test_a_parser_over_its_limits_is_replaced(
    attack: str, reason: str, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child dies or refuses; the next file is parsed all the same."""
    child(monkeypatch, attack)
    with ParserProcess(seconds=seconds) as parser:
        with pytest.raises(RejectedArticle) as caught:
            parser.parse("attack", b"")
        assert caught.value.reason == reason
        assert parser.parse("good", b"Five men fled.") == [{"text": "Five men fled."}]


def test_what_a_parser_prints_does_not_reach_the_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "print('noise')")
    with ParserProcess() as parser:
        assert parser.parse("attack", b"") == [{"text": "survived"}]


def test_memory_for_a_long_line_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held at once is the limit, not the line: the lines around it are read."""
    monkeypatch.setattr("qa.rows.LONGEST_LINE", 100)
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "One."}\n{"text": "' + "a" * 1_000 + '"}\n{"text": "Two."}\n')
    items = list(read_articles([path]))
    assert [getattr(item, "reason", None) or item.text for item in items] == [
        "One.",
        "line_too_long",
        "Two.",
    ]  # type: ignore[union-attr]


def test_every_reason_is_one_word_for_counting() -> None:
    assert all(reason.replace("_", "").isalpha() and reason.islower() for _, reason, _ in HOSTILE)
