#!/usr/bin/env python3
"""Moves sentences of texts that have gold, and measures how many of them `qiao align` calls moved.

    moved.py FOLDER... [--qiao build/release/qiao] [--rounds 3] [--seed 1] [--kind paragraph|swap|none]

FOLDER holds NAME.zh, NAME.de (a segment a line) and NAME.gold (a bead a line, `[0, 1]:[2]`). In every
round each document is made into a case of its own, of each kind:

    paragraph   five neighbouring beads' target segments go elsewhere, six beads or more away
    swap        the target segments of two neighbouring beads are exchanged
    none        nothing is moved: whatever is called moved is wrong

Counted are links, pairs of a source and a target segment in one bead: precision is the share of links in
beads called moved that are links of what was moved, recall the share of the latter that were called moved.
Of two stretches that changed places either may be called the moved one. Documents too short for a kind are left out.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess

BLOCK, AWAY = 5, 6  # beads


def read_gold(path):
    beads = []
    for line in path.read_text(encoding="utf-8").splitlines():
        source, target = [[int(n) for n in re.findall(r"\d+", side)] for side in line.split(":")[:2]]
        beads.append((source, target))
    return beads


def links(beads, place):
    return {(i, place[j]) for source, target in beads for i in source for j in target}


def both(bead):
    return bool(bead[0] and bead[1])


def move_paragraph(beads, chance):
    """The beads in the order of their targets, and what was moved, as lists to choose from."""
    if any(a[1] and b[1] and a[1][0] > b[1][0] for a, b in zip(beads, beads[1:])):
        return None
    begins = [k for k in range(len(beads) - BLOCK + 1) if all(map(both, beads[k:k + BLOCK]))]
    cases = []
    for begin in begins:
        for to in range(len(beads) + 1):
            between = beads[to:begin] if to < begin else beads[begin + BLOCK:to]
            if sum(map(both, between)) >= AWAY:
                cases.append((begin, to))
    if not cases:
        return None
    begin, to = chance.choice(cases)
    between = beads[to:begin] if to < begin else beads[begin + BLOCK:to]
    block, rest = beads[begin:begin + BLOCK], beads[:begin] + beads[begin + BLOCK:]
    to -= BLOCK if to > begin else 0
    return rest[:to] + block + rest[to:], [block, between]


def swap(beads, chance):
    places = [k for k in range(len(beads) - 1) if both(beads[k]) and both(beads[k + 1])]
    if not places:
        return None
    k = chance.choice(places)
    order = beads[:k] + [beads[k + 1], beads[k]] + beads[k + 2:]
    return order, [[beads[k]], [beads[k + 1]]]


KINDS = {"paragraph": move_paragraph, "swap": swap, "none": lambda beads, _: (beads, [[]])}


def called_moved(qiao, jobs):
    """The links that qiao calls moved, of each (source text, target text)."""
    lines = "".join(json.dumps({"source": {"text": source}, "target": {"text": target}}) + "\n"
                    for source, target in jobs)
    command = [qiao, "align", "--jobs", "-", "--pre-split", "--source-lang", "zh", "--target-lang", "de"]
    run = subprocess.run(command, input=lines, check=True, capture_output=True, text=True)
    for line in run.stdout.splitlines():
        answer = json.loads(line)
        if "error" in answer:
            raise SystemExit(answer["error"])
        yield {(i["id"], j["id"]) for bead in answer["beads"] if bead["status"] == "moved"
               for i in bead["source_sentences"] for j in bead["target_sentences"]}


def made_cases(folder, kind, options):
    """(source text, target text, choices of links that were moved) for each document and round."""
    for number in range(options.rounds):
        for path in sorted(pathlib.Path(folder).glob("*.gold")):
            chance = random.Random(f"{options.seed} {kind} {number} {path.stem}")
            case = KINDS[kind](read_gold(path), chance)
            if case is None:
                continue
            order, choices = case
            targets = [j for _, target in order for j in target]
            place = {j: k for k, j in enumerate(targets)}
            lines = path.with_suffix(".de").read_text(encoding="utf-8").split("\n")
            yield (path.with_suffix(".zh").read_text(encoding="utf-8"),
                   "".join(lines[j] + "\n" for j in targets),
                   [links(choice, place) for choice in choices])


def measure(folder, kind, options):
    cases = list(made_cases(folder, kind, options))
    called = right = moved = 0
    for found, (_, _, choices) in zip(called_moved(options.qiao, [case[:2] for case in cases]), cases):
        true = max(choices, key=lambda choice: len(choice & found) / len(choice | found or {0}))
        called += len(found)
        right += len(found & true)
        moved += len(true)
    return len(cases), called, right, moved


def share(part, whole):
    return f"{part / whole:.3f}" if whole else "    -"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--qiao", default="build/release/qiao")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, action="append")
    options = parser.parse_args()
    print("set       kind       cases  links  called  precision  recall")
    for folder in options.folders:
        for kind in options.kind or KINDS:
            cases, called, right, moved = measure(folder, kind, options)
            print(f"{pathlib.Path(folder).name:9} {kind:9} {cases:6} {moved:6} {called:7}"
                  f"  {share(right, called):>9}  {share(right, moved):>6}", flush=True)


if __name__ == "__main__":
    main()
