"""Fit ``qa/data/confidence.json``: how likely is it that a candidate answers the question?

    python -m training.confidence --index DIR --cases muc4 fakes fixed

Every candidate that the assistant finds for a development question is one example, labelled by
whether its value is a gold answer and its article holds it. The figures printed are of a 5-fold
cross-validation grouped by question; the weights written are fitted on all.
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evals.cases import Case
from evals.suites import load_cases
from qa.answer import Assistant
from qa.scoring import features

TARGET = Path(__file__).parent.parent / "qa" / "data" / "confidence.json"
FALSE_ANSWERS = 0.05  # highest share of unanswerable questions that may be answered
