#!/usr/bin/env python3
"""Disguises German words of texts that have gold, and measures what the texts' own words give back.

    own_words.py FOLDER... [--qiao build/release/qiao] [--share 0 .5 1] [--seed 1]

FOLDER holds NAME.zh, NAME.de (a segment a line) and NAME.gold. Of the capitalised German words of four
letters and more (nearly all nouns and names) a share is replaced, each by an invented word of its own,
the same everywhere in a text: terms of a field that no model has seen. Printed: strict F1 and F1 of
untranslated segments of `--own-words` never, auto and always.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import tempfile

BEGINS = "b d f g h j k l m n p r s t v w z br dr gr kr sch st tr".split()
VOWELS = "a e i o u au ei".split()
ENDS = ["", "l", "n", "r", "s", "k", "m"]


def invented(chance):
    syllables = range(2 + (chance.random() < 0.4))
    return "".join(chance.choice(BEGINS) + chance.choice(VOWELS) + chance.choice(ENDS)
                   for _ in syllables).capitalize()


def disguised(text, share, chance):
    known = {}

    def instead(match):
        word = match.group(0)
        if word not in known:
            known[word] = invented(chance) if chance.random() < share else word
        return known[word]

    return re.sub(r"\b[A-ZÄÖÜ][a-zäöüß]{3,}\b", instead, text)


def measure(qiao, when, folder, share, seed):
    with tempfile.TemporaryDirectory() as work:
        gold, found = pathlib.Path(work, "gold"), pathlib.Path(work, "found")
        gold.mkdir()
        found.mkdir()
        for path in sorted(pathlib.Path(folder).glob("*.gold")):
            (gold / path.name).write_bytes(path.read_bytes())
            german = path.with_suffix(".de").read_text(encoding="utf-8")
            target = pathlib.Path(work, "target")
            target.write_text(disguised(german, share, random.Random(f"{seed} {path.stem}")),
                              encoding="utf-8")
            subprocess.run([qiao, "align", "--pre-split", "--own-words", when, path.with_suffix(".zh"), target,
                            "--source-lang", "zh", "--target-lang", "de", "--format", "ladder",
                            "-o", (found / path.name).with_suffix(".pred")],
                           check=True, stderr=subprocess.DEVNULL)
        run = subprocess.run([qiao, "eval", "--format", "json", gold, found], check=True,
                             capture_output=True, text=True)
    return json.loads(run.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--qiao", default="build/release/qiao")
    parser.add_argument("--share", type=float, nargs="+", default=[0, .5, 1])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("set        disguised  own words  strict F1  untranslated source  target")
    for folder in options.folders:
        for share in options.share:
            for when in ("never", "auto", "always"):
                figures = measure(options.qiao, when, folder, share, options.seed)
                print(f"{pathlib.Path(folder).name:10} {share:9.2f}  {when:9}  {figures['strict']['f1']:9.3f}"
                      f"  {figures['source_nulls']['f1']:19.3f}"
                      f"  {figures['target_nulls']['f1']:6.3f}", flush=True)


if __name__ == "__main__":
    main()
