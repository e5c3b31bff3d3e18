"""A run as JUnit XML, so that any CI shows each case as a test."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from evals.failing import failed_checks

__all__ = ["write_junit"]

_GATES = ("right", "validity", "support", "faithfulness")


def _plain(text: str) -> str:
    """*text* without the control characters that XML cannot hold."""
    return "".join(c if c in "\t\n" or ord(c) >= 32 else "�" for c in text)


def write_junit(
    results: Mapping[str, Any], timings: Mapping[str, Any], broken: Sequence[str], path: Path
) -> None:
    """One test per case, failed by a gating check; one test for the floors."""
    suite = ET.Element("testsuite", name=f"evals.{results['suite']}")
    failures = 0
    for record in results["cases"]:
        milliseconds = timings["cases"].get(record["id"], {}).get("ask", 0.0)
        case = ET.SubElement(
            suite,
            "testcase",
            classname=f"evals.{results['suite']}.{record['kind']}",
            name=_plain(f"{record['id']} {record['question']}"),
            time=f"{milliseconds / 1000:.3f}",
        )
        failed = failed_checks(record)
        gating = [name for name in failed if name in _GATES or name == "error"]
        if gating:
            failures += 1
            failure = ET.SubElement(case, "failure", message=", ".join(gating))
            failure.text = _plain("\n".join(f"{name}: {failed[name]}" for name in failed))
    floors = ET.SubElement(suite, "testcase", classname="evals.floors", name=results["suite"])
    if broken:
        failures += 1
        ET.SubElement(floors, "failure", message=_plain("; ".join(broken)))
    suite.set("tests", str(len(results["cases"]) + 1))
    suite.set("failures", str(failures))
    tree = ET.ElementTree(suite)
    ET.indent(tree)
    tree.write(path, encoding="utf-8", xml_declaration=True)
