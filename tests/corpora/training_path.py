"""Importing this makes the modules of corpora/training importable."""

import pathlib
import sys

TRAINING = pathlib.Path(__file__).resolve().parents[2] / "corpora" / "training"
sys.path.insert(0, str(TRAINING))
