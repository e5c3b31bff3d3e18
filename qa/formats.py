"""Bytes of one file to records, one parser per format.

A record maps the field names of an article to what the file says; ``text`` is always there.
Every parser may meet hostile input: articles.py runs all but the plain-text ones in a child process
with limits (isolation.py).
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from qa.errors import RejectedArticle
from qa.sniffing import decode

__all__ = ["PARSERS"]

Record = dict[str, Any]

_META_CHARSET = re.compile(rb"<meta[^>]{1,200}charset=[\"']?([\w-]{3,30})", re.IGNORECASE)
_SNIFFED = 4_096
_LARGEST_UNPACKED = 100_000_000
_MOST_PAGES = 2_000


def _html(data: bytes) -> Iterator[Record]:
    import trafilatura

    declared = _META_CHARSET.search(data[:_SNIFFED])
    try:
        text = decode(data, encoding=declared[1].decode() if declared else None)
    except RejectedArticle:
        text = decode(data)
    # Only dates that the page states as its own: a search would take the copyright line's year.
    dates = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31"}
    page = trafilatura.bare_extraction(
        text, with_metadata=True, include_comments=False, date_extraction_params=dates
    )
    body = (page.text or "").strip() if page else ""
    if not page or not body:
        raise RejectedArticle("no_main_text", "the page holds no running text")
    # Its paragraphs are lines; a blank line says so to every later step.
    yield {
        "text": "\n\n".join(line for line in body.splitlines() if line.strip()),
        "title": page.title,
        "outlet": page.sitename if page.sitename != page.hostname else None,
        "published": page.date,
        "url": page.url,
    }


def _pdf(data: bytes) -> Iterator[Record]:
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        # Many files are encrypted under an empty password, which readers open without asking.
        if reader.is_encrypted and not reader.decrypt(""):
            raise RejectedArticle("encrypted", "the PDF needs a password; save it without one")
        if len(reader.pages) > _MOST_PAGES:
            raise RejectedArticle("too_large", f"the PDF has more than {_MOST_PAGES:,} pages")
        pages = [page.extract_text().strip() for page in reader.pages]
        title = (reader.metadata.title if reader.metadata else None) or None
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        OSError,
    ) as error:
        raise RejectedArticle("damaged", f"the PDF cannot be read: {error}") from error
    if not any(pages):
        raise RejectedArticle(
            "no_text_layer", "the PDF holds pictures of text; run OCR on it first"
        )
    yield {"text": "\n\n".join(filter(None, pages)), "title": title}


def _docx(data: bytes) -> Iterator[Record]:
    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            heads = [archive.open(part).read(_SNIFFED) for part in parts if not part.flag_bits & 1]
        if any(b"<!DOCTYPE" in head for head in heads):
            raise RejectedArticle("xml_doctype", "a part has a DOCTYPE, which can be an attack")
        if sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
            raise RejectedArticle("zip_bomb", f"it unpacks to over {_LARGEST_UNPACKED:,} bytes")
        if any(part.flag_bits & 1 for part in parts):
            raise RejectedArticle("encrypted", "the document needs a password; save it without one")
        document = docx.Document(io.BytesIO(data))
        blocks: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                blocks += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
            else:
                blocks.append(block.text)
        title = document.core_properties.title or None
    except (
        OpcError,
        LxmlError,
        zipfile.BadZipFile,
        ValueError,
        KeyError,
        AttributeError,
        OSError,
    ) as error:
        raise RejectedArticle("damaged", f"the document cannot be read: {error}") from error
    yield {"text": "\n\n".join(block for block in blocks if block.strip()), "title": title}


def _feed(data: bytes) -> Iterator[Record]:
    import feedparser
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if b"<!ENTITY" in data:
        raise RejectedArticle("xml_doctype", "the XML defines entities, which can be an attack")
    try:
        fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise RejectedArticle(
            "xml_doctype", "the XML has a DOCTYPE, which can be an attack"
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise RejectedArticle("bad_xml", str(error)) from error
    feed = feedparser.parse(io.BytesIO(data))
    if not feed.version:
        raise RejectedArticle("not_a_feed", "XML, but neither RSS nor Atom")
    for entry in feed.entries:
        when = entry.get("published_parsed") or entry.get("updated_parsed")
        bodies = [part.value for part in entry.get("content", [])] or [entry.get("summary", "")]
        source = entry.get("source", {}).get("title")
        yield {
            "text": _markup_text(max(bodies, key=len)),
            "title": _markup_text(entry.get("title", "")) or None,
            "outlet": source or feed.feed.get("title"),
            "published": f"{when[0]:04}-{when[1]:02}-{when[2]:02}" if when else None,
            "url": entry.get("link"),
        }


def _markup_text(markup: str) -> str:
    """The text of a piece of HTML, a blank line between its blocks."""
    from lxml import etree, html

    if not markup.strip():
        return ""
    tree = html.fragment_fromstring(markup, create_parent="div")
    etree.strip_elements(tree, "script", "style", with_tail=False)
    for block in tree.iter("p", "div", "br", "li", "h1", "h2", "h3", "blockquote"):
        block.tail = "\n\n" + (block.tail or "")
    paragraphs = re.split(r"\n\s*\n", tree.text_content())
    return "\n\n".join(" ".join(part.split()) for part in paragraphs if part.strip())


PARSERS: dict[str, Callable[[bytes], Iterator[Record]]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "feed": _feed,
}
