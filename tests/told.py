"""Reports and sentences as evidence, for tests of what is made of them."""

from qa.candidates import Candidate
from qa.certainty import Assessment, assess
from qa.chunks import chunk_article
from qa.evidence import Evidence, Line, gather
from qa.figures import find_figures
from qa.language import parse, parse_many
from qa.question import Question
from qa.records import Article, Passage


def evidence_of(question: Question, *articles: Article) -> Evidence:
    """All sentences of *articles*, as if each had been found."""
    chunks = [
        (article, chunk)
        for article in articles
        for chunk in chunk_article(article, max_tokens=400, overlap_sentences=0)
    ]
    return gather([Passage(article=a, chunk=c, score=1.0) for a, c in chunks], question)


def line_with(evidence: Evidence, words: str) -> Line:
    """The one sentence that holds *words*."""
    return next(line for line in evidence.lines if words in line.text)


def figure_in(evidence: Evidence, words: str, value: str) -> Candidate:
    """The figure *value* in the sentence that holds *words*."""
    line = line_with(evidence, words)
    mention = next(m for m in find_figures(parse(line.text)) if m.value == value)
    return Candidate(
        line=line,
        start=line.start + mention.start,
        end=line.start + mention.end,
        fit=1.0,
        figure=mention.figure,
    )


def assessed(text: str) -> Assessment:
    """Assess the span in [[...]]; sentences are parted by " | "."""
    sentences = text.split(" | ")
    focus = next(i for i, sentence in enumerate(sentences) if "[[" in sentence)
    start = sentences[focus].index("[[")
    end = sentences[focus].index("]]") - 2
    sentences[focus] = sentences[focus].replace("[[", "").replace("]]", "")
    return assess(parse_many(sentences), focus, start, end)
