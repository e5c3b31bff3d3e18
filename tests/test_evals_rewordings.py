"""Free rewordings of reports are read whole, and judged both ways."""

import json
from pathlib import Path

import pytest

from evals.rewordings import judge_rewordings, read_rewordings


def report(claims: list[dict[str, object]]) -> str:
    return json.dumps(
        {
            "id": "x",
            "title": "Raid at Osk",
            "outlet": "Desk",
            "published": "2031-05-04",
            "text": "Nine guards were killed at Osk, Colonel Ruda said. The bridge stands.",
            "claims": claims,
        }
    )


def test_each_claim_cites_the_sentence_that_decides(tmp_path: Path) -> None:
    """A copy passes; another number does not."""
    claims = [
        {"claim": "Nine guards were killed at Osk, Colonel Ruda said.", "follows": "yes",
         "words": "Nine guards were killed"},
        {"claim": "Ten guards were killed at Osk, Colonel Ruda said.", "follows": "no",
         "words": "Nine guards were killed"},
        {"claim": "Colonel Ruda had the bridge guarded.", "follows": "untold", "words": None},
    ]  # fmt: skip
    path = tmp_path / "cases.jsonl"
    path.write_text(report(claims), encoding="utf-8")
    found = list(read_rewordings(path))
    assert [each.held for each in found] == [True, False, False]
    for each in found:
        for backing in each.evidence:
            assert f"[{backing.citation.number}]" in each.text
    assert found[0].evidence[0].citation.quote.startswith("Nine guards")
    judged = judge_rewordings(found)
    assert judged["right_stopped"]["value"] == 0
    assert judged["wrong_passed"]["value"] == 0


def test_words_that_stand_twice_are_refused(tmp_path: Path) -> None:
    """What decides must be one place."""
    path = tmp_path / "cases.jsonl"
    claims = [{"claim": "Guards died.", "follows": "yes", "words": "d"}]
    path.write_text(report(claims), encoding="utf-8")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="must stand once"):
        list(read_rewordings(path))


def test_the_shipped_claims_are_balanced_and_unseen_in_training() -> None:
    """Half hold, and no report of theirs is among the written ones."""
    found = list(read_rewordings())
    assert 0.4 < sum(each.held for each in found) / len(found) < 0.6
    written = Path(__file__).parents[1] / "training" / "written"
    texts = "\n".join(path.read_text("utf-8") for path in sorted(written.glob("*.jsonl")))
    for each in found:
        assert each.evidence[0].citation.title not in texts
