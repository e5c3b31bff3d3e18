"""Measurements of the assistant: question sets, metrics, baselines and reports."""
