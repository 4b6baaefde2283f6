"""qiao.align on texts, lists and vectors."""

import os
import pathlib
import subprocess
import threading
import time

import numpy as np
import pytest

import qiao

STORY = pathlib.Path(os.environ["QIAO_SOURCE"], "corpora/fairy-tale")
CHINESE = ["老太太每天早上餵鴿子。", "橋上沒有人。", "今年的音樂會一小時就賣完了。"]
GERMAN = [
    "Jeden Morgen füttert die alte Frau die Tauben.",
    "Das Konzert war dieses Jahr in einer Stunde ausverkauft.",
]


def text(language):
    return (STORY / f"{language}.txt").read_text(encoding="utf-8")


def ladder(alignment):
    return [f"{list(bead.source)}:{list(bead.target)}" for bead in alignment]


def test_texts_give_what_the_program_gives():
    alignment = qiao.align(text("zh"), text("de"))
    printed = subprocess.run(
        [os.environ["QIAO_PROGRAM"], "align", STORY / "zh.txt", STORY / "de.txt",
         "--format", "ladder"], capture_output=True, text=True, check=True).stdout
    assert ladder(alignment) == [line.rsplit(":", 1)[0] for line in printed.splitlines()]
    costs = [float(line.rsplit(":", 1)[1]) for line in printed.splitlines()]
    np.testing.assert_allclose(1 - alignment.scores, costs, atol=1e-6)


def test_lists_are_taken_as_they_stand():
    alignment = qiao.align(CHINESE, GERMAN)
    assert ladder(alignment) == ["[0]:[0]", "[1]:[]", "[2]:[1]"]
    assert [bead.status for bead in alignment] == ["aligned", "dropped", "aligned"]
    assert alignment.source == CHINESE and alignment.target == GERMAN
    assert alignment.pairs() == [(CHINESE[0], GERMAN[0]), (CHINESE[2], GERMAN[1])]


def test_results_are_arrays_too():
    alignment = qiao.align(CHINESE, GERMAN)
    assert alignment.spans.dtype == np.int32
    assert alignment.spans.tolist() == [[0, 1, 0, 1], [1, 2, 1, 1], [2, 3, 1, 2]]
    assert alignment.scores.dtype == np.float64
    assert alignment.scores.tolist() == [bead.score for bead in alignment.beads]
    assert ((0 <= alignment.scores) & (alignment.scores <= 1)).all()
    assert alignment[-1] == alignment.beads[2]
    with pytest.raises(IndexError):
        alignment[3]
    assert "2,3" in repr(alignment[2]) and "aligned" in repr(alignment[2])


def test_joined_sentences_are_written_as_the_language_writes_them():
    alignment = qiao.align(["河上有一座老橋。", "它有三百年了。"],
                           ["Über den Fluss führt eine alte Brücke, die dreihundert Jahre alt ist."])
    assert ladder(alignment) == ["[0, 1]:[0]"]
    assert alignment.source_text(alignment[0]) == "河上有一座老橋。它有三百年了。"


def test_nothing_on_one_side_is_all_null():
    assert ladder(qiao.align(CHINESE, [])) == ["[0]:[]", "[1]:[]", "[2]:[]"]
    assert len(qiao.align([], [])) == 0


@pytest.mark.parametrize("dtype", ["float32", "float64", "float16"])
def test_vectors_of_others(dtype):
    topics = np.eye(6)
    source, target = topics.astype(dtype), topics[[0, 1, 3, 4, 5]].astype(dtype)
    alignment = qiao.align(source, target)
    assert ladder(alignment) == ["[0]:[0]", "[1]:[1]", "[2]:[]", "[3]:[2]", "[4]:[3]", "[5]:[4]"]
    assert alignment.source == []
    # Strided, reversed and column-major arrays are what they say, not what lies in memory.
    assert ladder(qiao.align(np.repeat(source, 2, axis=0)[::2], np.asfortranarray(target))) == \
        ladder(alignment)


def test_vectors_with_their_sentences():
    topics = np.eye(3)
    alignment = qiao.align(topics, topics[[0, 2]], source_sentences=CHINESE,
                           target_sentences=GERMAN)
    assert alignment.pairs() == [(CHINESE[0], GERMAN[0]), (CHINESE[2], GERMAN[1])]


def bad_row():
    vectors = np.eye(4)
    vectors[2, 1] = np.nan
    return vectors


@pytest.mark.parametrize("arguments, options, error, says", [
    ((bad_row(), np.eye(4)), {}, qiao.InputError, r"^source: row 2 holds NaN or infinity; "),
    ((np.eye(4), np.eye(5)), {}, qiao.InputError, "^target: vectors of 5 dimensions"),
    ((np.eye(4), "Text."), {}, qiao.InputError, "^target: a text, but the other is vectors"),
    ((np.ones(4), np.eye(4)), {}, qiao.InputError, "^source: an array of 1 dimensions"),
    ((np.eye(4, dtype=int), np.eye(4)), {}, TypeError, "vectors must be floats"),
    ((np.eye(4), np.eye(4)), {"source_sentences": ["a"]}, qiao.InputError,
     "^source: 4 vectors for 1 sentences"),
    ((CHINESE, GERMAN), {"source_sentences": CHINESE}, qiao.InputError, "go with vectors"),
    ((CHINESE, [1, 2]), {}, TypeError, "^target: item 0 is not a str"),
    ((CHINESE, 7), {}, TypeError, "^target: give a str, a list of str, or a NumPy matrix"),
    ((CHINESE, b"Text."), {}, TypeError, "^target: give a str"),
    (("", "Text."), {}, qiao.InputError, "^source: "),
    ((CHINESE, GERMAN), {"model": "nowhere.qiao"}, qiao.InputError, "^nowhere.qiao: "),
    ((CHINESE, GERMAN), {"longest_bead": 7}, qiao.InputError, "longest_bead: 1 to 6"),
    ((CHINESE, GERMAN), {"source_language": "tlh"}, qiao.InputError, "no language known as 'tlh'"),
])
def test_what_cannot_be_is_an_exception(arguments, options, error, says):
    with pytest.raises(error, match=says) as raised:
        qiao.align(*arguments, **options)
    assert "\n" not in str(raised.value)
    assert not issubclass(error, qiao.InputError) or isinstance(raised.value, ValueError)


def test_the_same_for_any_number_of_threads():
    one, four = (qiao.align(text("zh"), text("de"), threads=n) for n in (1, 4))
    assert one.beads == four.beads


def test_other_threads_run_meanwhile():
    """While C++ works, a thread of Python counts: with the GIL held it could not."""
    counts = []
    done = threading.Event()

    def count():
        while not done.is_set():
            counts.append(time.monotonic())
            time.sleep(0.001)

    vectors = np.random.default_rng(1).normal(size=(2000, 64)).astype("float32")
    counter = threading.Thread(target=count)
    counter.start()
    begin = time.monotonic()
    qiao.align(vectors, vectors, threads=1)
    end = time.monotonic()
    done.set()
    counter.join()
    assert sum(begin < at < end for at in counts) > 5
