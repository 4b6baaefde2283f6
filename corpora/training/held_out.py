"""Text that must not be learned from, because something is measured on it."""

import re

import clean_text as clean
import repositories

HAN_RUN = 14   # characters
WORD_RUN = 8   # words

_HAN_RUNS = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORD = re.compile(r"\w+")


def _runs(text):
    """Every run of 14 Han characters (punctuation passed over) and of 8 Latin words."""
    han = "".join(_HAN_RUNS.findall(text))
    for start in range(len(han) - HAN_RUN + 1):
        yield han[start:start + HAN_RUN]
    words = [word for word in _WORD.findall(text.lower()) if not clean.has_han(word)]
    for start in range(len(words) - WORD_RUN + 1):
        yield " ".join(words[start:start + WORD_RUN])


class HeldOut:
    """Knows whether a cell is held out.

    strings  files whose every cell (line, or field of a TSV line) is held out as a whole.
    texts    files that also hold out what shares a run with them: 14 Han characters or 8 words.
    """

    def __init__(self, strings=(), texts=()):
        self.strings, self.runs = set(), set()
        for path in [*strings, *texts]:
            with repositories.open_text(path) as lines:
                for line in lines:
                    for cell in line.rstrip("\r\n").split("\t"):
                        self.strings.add(clean.plain(cell))
                        if path in texts:
                            self.runs.update(_runs(cell))
        self.strings.discard("")

    def holds(self, cell):
        return cell in self.strings or (
            bool(self.runs) and any(run in self.runs for run in _runs(cell)))
