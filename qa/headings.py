"""What a report stands under: its title, outlet and day, by which like events are told apart."""

from qa.days import day_in_words
from qa.records import Article

__all__ = ["headed", "heading_of"]


def heading_of(article: Article) -> str:
    """As far as it is known: "Rockets on Harun markets (Orient Wire, 15 May 2015)"."""
    day = day_in_words(article.published) if article.published else None
    source = ", ".join(filter(None, (article.outlet, day)))
    title = article.title.rstrip(" .")
    return f"{title} ({source})" if title and source else title or source


def headed(heading: str, text: str) -> str:
    """*text* under *heading*."""
    return f"{heading}: {text}" if heading else text
