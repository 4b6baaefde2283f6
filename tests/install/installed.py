"""Where the tests find what was installed, and how they run it: with nothing of the build around."""

import os
import pathlib
import subprocess

TREE = pathlib.Path(os.environ["QIAO_TREE"])
SOURCE = pathlib.Path(os.environ["QIAO_SOURCE"])
EXAMPLES = pathlib.Path(os.environ["QIAO_EXAMPLES"])
LIBRARIES = TREE / os.environ["QIAO_LIBDIR"]
MODEL = TREE / "share/qiao/default.qiao"
PROGRAM = TREE / "bin/qiao"


def run(command, **environment):
    """Runs a command, with the model unsaid unless the environment says it."""
    surroundings = {k: v for k, v in os.environ.items() if k != "QIAO_MODEL"} | environment
    return subprocess.run(
        [str(word) for word in command], env=surroundings, capture_output=True, text=True
    )


def story(language):
    return SOURCE / f"corpora/fairy-tale/{language}.txt"
