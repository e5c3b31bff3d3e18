"""Recognise the same report in other clothes: reprints and wire copies.

Two measures over the words of a text, without case, punctuation or line breaks: a hash
that equal word runs share, and a MinHash signature whose agreement estimates how many runs of five
words two texts have in common (their Jaccard similarity).
"""

import hashlib
import re
import zlib

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "SIGNATURE_SIZE", "banded", "estimates", "folded_hash", "shingles", "signature", "similarity",
]  # fmt: skip

SIGNATURE_SIZE = 128
_SHINGLE_WORDS = 5
# Signatures of texts that have four fifths of their runs in common agree in all hashes of some band
# but once in 20,000; of those that share a tenth, one in 4,000 does.
_BANDS, _BAND = 25, 5
_WORD = re.compile(r"\w+")
_EMPTY = np.uint32(0xFFFFFFFF)
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SEEDS = np.random.default_rng(5).integers(1, 2**63, size=SIGNATURE_SIZE, dtype=np.uint64)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def folded_hash(text: str) -> str:
    """Hash of the words of *text*; equal for texts that differ in case, spacing or punctuation."""
    return hashlib.blake2b(" ".join(_words(text)).encode(), digest_size=16).hexdigest()


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Splitmix64's finaliser: spreads close values over all 64 bits."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def shingles(text: str) -> NDArray[np.uint64]:
    """Distinct hashes of the five-word runs of *text*; of all its words where it has fewer."""
    hashes = np.array([zlib.crc32(word.encode()) for word in _words(text)], dtype=np.uint64)
    width = min(_SHINGLE_WORDS, len(hashes))
    if not width:
        return hashes
    runs = np.zeros(len(hashes) - width + 1, dtype=np.uint64)
    for offset in range(width):
        runs = _mixed(runs * _ODD + hashes[offset : offset + len(runs)])
    return np.unique(runs)


def signature(text: str) -> NDArray[np.uint32]:
    """MinHash signature (SIGNATURE_SIZE,) of *text*."""
    least = np.full(SIGNATURE_SIZE, _EMPTY)
    # Blocks bound the memory: a book has 100,000 runs of words.
    runs = shingles(text)
    for start in range(0, len(runs), 4096):
        block = _mixed(runs[start : start + 4096, None] ^ _SEEDS[None, :]) >> np.uint64(32)
        least = np.minimum(least, block.min(axis=0).astype(np.uint32))
    return least


def estimates(one: NDArray[np.uint32], many: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Estimated similarity (n,) of signature *one* to each row of *many* (n, SIGNATURE_SIZE)."""
    agreement: NDArray[np.float64] = np.count_nonzero(many == one, axis=1) / SIGNATURE_SIZE
    return agreement


def banded(signatures: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A key for each band (BANDS, n) of *signatures* (n, SIGNATURE_SIZE), equal where these are."""
    keys = np.zeros((_BANDS, len(signatures)), dtype=np.uint64)
    for band in range(_BANDS):
        for at in range(band * _BAND, (band + 1) * _BAND):
            keys[band] = _mixed(keys[band] * _ODD + signatures[:, at])
    return keys


def similarity(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> float:
    """Share of the runs of two texts that both have, 0 to 1; 0 where a text has no words."""
    union = len(np.union1d(first, second))
    return len(np.intersect1d(first, second, assume_unique=True)) / union if union else 0.0
