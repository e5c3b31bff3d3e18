"""What kind of file some bytes are, and what encoding a text is in; content counts, not names."""

import codecs
import re
import unicodedata

from qa.errors import RejectedArticle

__all__ = ["decode", "guess_encoding", "sniff"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Kinds that are recognised in order to be refused by name rather than read as garbled text.
_REFUSED = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as docx"),
    (b"{\\rtf", "a rich-text document; save it as docx"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<(?:\?xml|rss|feed|rdf:RDF)\b")
# The accented letters of Western languages, quotes, dashes and signs of cp1252. Without those that
# Turkish and Icelandic code pages differ in.
_WESTERN = frozenset(
    (bytes(range(0xC0, 0x100)) + b"\x80\x85\x8c\x91\x92\x93\x94\x95\x96\x97\x99\x9c\xa0\xa1\xa3")
    .decode("cp1252")
    .translate(dict.fromkeys(map(ord, "\xd0\xdd\xde\xf0\xfd\xfe\xd7\xf7")))
    + "\xa7\xa9\xab\xae\xb0\xb7\xba\xbb\xbf\xaa"
)
_MOST_ACCENTED = 0.2
_SAMPLE = 200_000
_SNIFFED = 4_096


def sniff(data: bytes) -> str:
    """The kind of file by its first bytes: ``pdf``, ``docx``, ``html``, ``feed`` or ``text``.

    Raises:
        RejectedArticle: It is of a kind that is not read.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data or b"[Content_Types].xml" in data[:_SNIFFED]:
            return "docx"
        raise RejectedArticle("unsupported_type", "a zip archive; unpack it first")
    for magic, name in _REFUSED:
        if data.startswith(magic):
            raise RejectedArticle("unsupported_type", f"it is {name}")
    head = data[:_SNIFFED]
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            head = head.decode(encoding, "ignore").encode()
            break
    start = head.decode("latin-1")
    if _HTML.match(start):
        return "html"
    return "feed" if _XML.match(start) else "text"


def _unmarked_utf16(data: bytes) -> str | None:
    """The UTF-16 that *data*, which holds NUL bytes and no mark, is in; None if it is no text."""
    best, most = None, 0
    even = data[: _SAMPLE - _SAMPLE % 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even[: len(even) - len(even) % 2].decode(encoding, "replace")
        plain = sum(map(text.count, " \n.,"))
        odd = sum(
            unicodedata.category(c) in {"Cc", "Cn", "Co", "Cs"} for c in text if c not in "\t\r\n\f"
        )
        if plain > most and (odd + text.count("\ufffd")) * 50 <= len(text):
            best, most = encoding, plain
    return best


def guess_encoding(sample: bytes, *, whole: bool = False) -> str:
    """The encoding of a text whose first bytes are *sample*.

    Raises:
        RejectedArticle: It is no text, or in no encoding that can be told.
    """
    for bom, encoding in _BOMS:
        if sample.startswith(bom):
            return encoding
    if b"\0" in sample:
        encoding = _unmarked_utf16(sample) or ""
        if not encoding:
            raise RejectedArticle("binary", "it holds NUL bytes: no text, or damaged")
        return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=whole)
    except UnicodeDecodeError:
        text = sample.decode("utf-8", "replace")
        wrong = text.count("\ufffd")
        right = sum(character > "\x7f" for character in text) - wrong
        # More right than wrong is damaged UTF-8, not another encoding.
        if wrong > right:
            return _guess_single_byte(sample)
    return "utf-8"


def _guess_single_byte(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    if _is_western(sample):
        return "cp1252"
    best = from_bytes(sample[:_SAMPLE]).best()
    if best is None:
        raise RejectedArticle("bad_encoding", "its encoding cannot be told; save it as UTF-8")
    return best.encoding


def _is_western(sample: bytes) -> bool:
    """Whether *sample* reads as cp1252, what most Western programs wrote.

    Short texts with a few accents or curly quotes fit many code pages, and guessing by statistics
    goes astray on them.
    """
    text = sample.decode("cp1252", "replace")
    letters = sum(map(str.isalpha, text))
    foreign = [character for character in text if character > "\x7f"]
    accented = sum(map(str.isalpha, foreign))
    return accented <= _MOST_ACCENTED * letters and _WESTERN.issuperset(foreign)


def decode(data: bytes, *, encoding: str | None = None) -> str:
    """The text of *data* without a byte-order mark, otherwise exact.

    Raises:
        RejectedArticle: It is no text, or does not decode.
    """
    try:
        return data.decode(encoding or guess_encoding(data, whole=True))
    except (UnicodeDecodeError, LookupError) as error:
        raise RejectedArticle("bad_encoding", f"{error}; save it as UTF-8") from error
