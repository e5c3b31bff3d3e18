"""The audit page: one HTML file without scripts or outside parts, with its data in it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from qa.authorship import model_facts
from qa.chat_store import Turn
from qa.markup import escape, long_date, safe_url
from qa.records import Citation

__all__ = ["audit_html"]

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "color:#1b1f24;background:#fff}blockquote{margin:.3rem 0;padding:.2rem .8rem;border-left:4px "
    "solid #8a94a3;white-space:pre-wrap}code{font-size:.8em;overflow-wrap:anywhere}section{border-"
    "top:1px solid #8a94a3;margin-top:1.5rem}table{border-collapse:collapse}td{padding:.1rem .8rem "
    ".1rem 0;vertical-align:top}bdi{unicode-bidi:isolate}"
)


def _citation_html(citation: Citation) -> str:
    url = safe_url(citation.url)
    address = (
        f'<br><a href="{escape(url)}" rel="noopener noreferrer nofollow">'
        f"<bdi>{escape(url)}</bdi></a>"
        if url
        else ""
    )
    source = f"{citation.outlet or 'outlet not given'} · {long_date(citation.published)}"
    return (
        f"<li value='{citation.number}'><strong><bdi>{escape(citation.title)}</bdi></strong><br>"
        f"<bdi>{escape(source)}</bdi>{address}<blockquote><bdi>{escape(citation.quote)}</bdi>"
        f"</blockquote><code>article {escape(citation.article_id)} · characters {citation.start} "
        f"to {citation.end} · SHA-256 {escape(citation.sha256)}</code></li>"
    )


def _answer_page(turn: Turn) -> str:
    answer = turn.answer
    claims = "".join(
        f"<li><strong><bdi>{escape(claim.value)}</bdi></strong>: {escape(claim.certainty)}"
        + (f", says <bdi>{escape(claim.speaker)}</bdi>" if claim.speaker else "")
        + (f" (words: {escape(', '.join(claim.cues))})" if claim.cues else "")
        + "".join(f" [{number}]" for number in claim.citations)
        + "</li>"
        for claim in answer.claims
    )
    nearest = "".join(map(_citation_html, answer.nearest))
    model = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in model_facts(answer)
    )
    return (
        f"<section><h2><bdi>{escape(turn.question)}</bdi></h2><p>State: <strong>"
        f"{escape(answer.state)}</strong>. Read as: <bdi>{escape(answer.standalone_question)}</bdi>"
        f". Asked {escape(turn.asked)}.</p><p><bdi>{escape(answer.text)}</bdi></p>"
        f"<ul>{claims}</ul><ol>{''.join(map(_citation_html, answer.citations))}</ol>"
        + (f"<h3>Nearest passages</h3><ol>{nearest}</ol>" if nearest else "")
        + (f"<table>{model}</table>" if model else "")
        + "</section>"
    )


def audit_html(document: Mapping[str, Any], turns: Sequence[Turn]) -> str:
    """The page of *document* (its JSON) and the *turns* that it was made of."""
    # "<" cannot end the script element early, nor open a comment in it.
    data = json.dumps(document, ensure_ascii=False).replace("<", "\\u003c")
    facts = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in document["index"].items()
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        'style-src \'unsafe-inline\'"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(document['title'])}</title><style>{_STYLE}</style></head><body>"
        f"<h1><bdi>{escape(document['title'])}</bdi></h1>"
        f"<p>Exported {escape(document['exported'])}. "
        "Re-check every quote: <code>qa verify FILE --index DIR</code></p>"
        f"<table>{facts}</table>{''.join(map(_answer_page, turns))}"
        f'<script type="application/json" id="qa-audit">{data}</script></body></html>\n'
    )
