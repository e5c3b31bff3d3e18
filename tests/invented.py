"""Invented reports that several tests ask about."""

import json
from pathlib import Path

from qa.records import Article

REPORTS = (
    Article(
        id="osht-1",
        title="Inmates break out of Osht prison",
        text=(
            "KALVIN, March 4 (Harbour) - Gunmen of the Red Dawn Front blew up the gate of Osht "
            "prison on Tuesday night and freed inmates, the interior ministry said.\n\n"
            "At least 12 guards were killed and 30 wounded, ministry spokeswoman Ana Terl said. "
            "The exact number of inmates who escaped is unknown. It is estimated at about 200.\n\n"
            "The Red Dawn Front claimed responsibility for the attack in a statement."
        ),
        outlet="Harbour Wire",
        published="2031-03-06",
        place="Osht",
        url="https://harbour.example/osht-1",
    ),
    Article(
        id="osht-2",
        title="Toll of Osht prison attack rises",
        text=(
            "The number of guards killed in the attack on Osht prison has risen to 19, the "
            "governor of Kalvin province, Joren Mast, said on Friday.\n\n"
            "He denied that army officers had helped the attackers. The claim could not be "
            "independently verified."
        ),
        outlet="Kalvin Daily",
        published="2031-03-07",
        place="Osht",
    ),
    Article(
        id="osht-3",
        title="Front says 45 guards died",
        text=(
            "The Red Dawn Front said its fighters killed 45 guards at Osht prison on 4 March. "
            "It published no pictures."
        ),
        outlet="Dawn Radio",
        published="2031-03-08",
        place="Osht",
    ),
    Article(
        id="ferry-1",
        title="Ferry sinks in the Tarn strait",
        text=(
            "A ferry hit a mine and sank in the Tarn strait on Monday. 61 passengers drowned, the "
            "coast guard reported. Divers from the town of Elmora recovered 40 bodies."
        ),
        outlet="Harbour Wire",
        published="2031-05-14",
        place="Elmora",
    ),
    Article(
        id="market-1",
        title="Shells hit a market in Elmora",
        text=(
            "Mortar shells struck the vegetable market of Elmora yesterday, killing seven "
            "civilians, witnesses said. Nobody has claimed the attack so far."
        ),
        outlet="Coast Observer",
        published="2031-06-02",
        place="Elmora",
    ),
)


def write_jsonl(path: Path, articles: tuple[Article, ...] = REPORTS) -> Path:
    """Write *articles* as the documented article JSONL."""
    fields = ("id", "title", "text", "outlet", "published", "place", "url")
    rows = [
        {name: getattr(article, name) for name in fields if getattr(article, name) is not None}
        for article in articles
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path
