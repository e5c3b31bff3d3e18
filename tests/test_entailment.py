"""What the entailment model promises of its verdicts."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.entailment import EntailmentModel, load_entailment, proposed
from qa.errors import ModelFailure

SHIPPED = Path(str(files("qa") / "data" / "entailment"))
REPORT = (
    "Gunmen stormed the customs post at Orlec on Friday and shot dead four officers, police said. "
    "The Red Column denied that its men had taken part."
)
OTHER = "The council opened a library and two schools. The mayor praised the teachers."
WORDS = st.sampled_from(
    ["58", "1,800", "were", "killed", "Zürich", "\n", "🙂", "O'Neil", "U.S.", "--", "\ud800", "١٢"]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=80).map(" ".join), st.text(max_size=120))


@given(asked=TEXTS, texts=st.lists(TEXTS, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_verdict_is_three_chances_whatever_is_asked_of_what(asked: str, texts: list[str]) -> None:
    found = load_entailment().verdicts([(asked, text) for text in texts])
    assert len(found) == len(texts)
    for verdict in found:
        assert all(0 <= chance <= 1 for chance in (verdict.yes, verdict.no, verdict.untold))
        assert verdict.yes + verdict.no + verdict.untold == pytest.approx(1)


def test_a_text_is_ruled_on_alike_whatever_it_is_read_with() -> None:
    claim = "Four officers were killed at Orlec."
    (alone,) = load_entailment().verdicts([(claim, REPORT)])
    # one of its own, which has computed nothing yet
    assert EntailmentModel(SHIPPED).verdicts([(claim, OTHER), (claim, REPORT)])[1] == alone
    model = EntailmentModel(SHIPPED)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: model.verdicts([(claim, REPORT)]), range(8)))
    assert found == [[alone]] * 8


@pytest.mark.parametrize(
    "claim",
    [
        "Four officers lost their lives when armed men attacked the customs post, police said.",
        "The customs post at Orlec came under attack on Friday.",
        "The Red Column says that it was not involved.",
        "Was the customs post attacked?",
    ],
)
def test_what_a_report_says_in_other_words_is_held(claim: str) -> None:
    (verdict,) = load_entailment().verdicts([(claim, REPORT)])
    assert verdict.yes > max(verdict.no, verdict.untold), verdict


@pytest.mark.parametrize(
    "claim",
    [
        "Four officers were wounded when armed men attacked the customs post, police said.",
        "The Red Column admitted that its men had taken part.",
        "The customs post at Orlec was burned to the ground.",
        "The council opened a library.",
    ],
)
def test_what_it_says_otherwise_or_not_at_all_is_not(claim: str) -> None:
    (verdict,) = load_entailment().verdicts([(claim, REPORT)])
    assert verdict.yes < max(verdict.no, verdict.untold), verdict


def test_a_negation_without_its_apostrophe_is_one() -> None:
    model, question = load_entailment(), "Has the ministry worked out which gas was used?"
    for sentence in (
        "The ministry hasn't yet concluded which gas was used.",
        "The ministry hasnt yet concluded which gas was used.",
    ):
        (verdict,) = model.verdicts([(question, sentence)])
        assert verdict.no > verdict.yes, sentence


def test_an_answer_in_the_wrong_place_is_borne_out_less_than_the_right_one() -> None:
    question = "How many officers were killed at Orlec?"
    text = "Four officers were killed and seven civilians were wounded at Orlec on Friday."
    right, wrong = load_entailment().verdicts(
        [(proposed(question, a), text) for a in ("Four", "seven")]
    )
    assert right.yes > wrong.yes


def test_a_long_text_tells_at_its_end_too() -> None:
    """Texts beyond the model's reach are read in strides, and the surest tells."""
    text = " ".join([OTHER] * 20) + " " + REPORT
    (verdict,) = load_entailment().verdicts([("Was the customs post at Orlec attacked?", text)])
    assert verdict.yes > verdict.no


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_an_altered_or_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "entailment"
    shutil.copytree(SHIPPED, folder)
    with (folder / name).open("ab") as stream:
        stream.write(b" ")
    with pytest.raises(ModelFailure, match=f"{name}.*SHA-256.*pip install"):
        EntailmentModel(folder)
    (folder / name).unlink()
    with pytest.raises(ModelFailure, match=f"{name}.*pip install"):
        EntailmentModel(folder)


def test_the_shipped_files_fit_into_thirty_megabytes() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 30_000_000
    manifest = json.loads((SHIPPED / "manifest.json").read_text("utf-8"))
    assert manifest["verdicts"] == ["yes", "no", "untold"]
