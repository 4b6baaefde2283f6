#!/usr/bin/env python3
"""Disturbs a line-parallel text as versions of a story differ, and writes the gold that this makes.

    disturb.py PAIRS.tsv OUT [--split .25] [--merge .15] [--drop-target .2] [--drop-source .06]
               [--foreign .05] [--move 0] [--missing-chapters 0] [--chapter 60] [--seed 1]
               [--foreign-from OTHER.tsv]

PAIRS.tsv: source, target a line, line i translates line i. Written: OUT.zh, OUT.de (a segment a line) and
OUT.gold (a bead a line, `[0, 1]:[2]`, null beads included). Shares are of lines: split at a clause mark
on either side, merged with the next line on either side, missing on one side, put in from elsewhere,
moved (swapped with the next but two). --missing-chapters is the share of the stretches of --chapter
lines that are missing on one side, either with the same chance, as a whole. The defaults are the `heavy` disturbance; `light` is
.10 .08 .05 .03 .02.
"""
import argparse
import random
import re


def read(path):
    rows = [line.rstrip("\n").split("\t")[:2] for line in open(path, encoding="utf-8")]
    return [row for row in rows if len(row) == 2 and row[0].strip() and row[1].strip()]


def cut(text, chinese):
    """Two parts of a text at the clause mark nearest its middle, or nothing."""
    marks = [m.end() for m in re.finditer("[，；。！？]" if chinese else r"[,;.!?](?= )", text)]
    marks = [m for m in marks if 0.2 * len(text) < m < 0.8 * len(text)]
    if not marks:
        return None
    at = min(marks, key=lambda m: abs(m - len(text) / 2))
    return [text[:at], text[at:].strip()]


def disturb(rows, foreign, options, chance):
    """Beads as (source segments, target segments), in order."""
    beads, i = [], 0
    while i < len(rows):
        source, target = [rows[i][0]], [rows[i][1]]
        u = chance.random()
        if u < options.merge and i + 1 < len(rows):
            # One side joins the two lines, the other keeps them apart.
            if chance.random() < 0.5:
                source, target = [rows[i][0] + rows[i + 1][0]], [rows[i][1], rows[i + 1][1]]
            else:
                source, target = [rows[i][0], rows[i + 1][0]], [rows[i][1] + " " + rows[i + 1][1]]
            i += 1
        elif u < options.merge + options.split:
            if chance.random() < 0.5:
                source = cut(rows[i][0], True) or source
            else:
                target = cut(rows[i][1], False) or target
        u = chance.random()
        if u < options.drop_target:
            target = []
        elif u < options.drop_target + options.drop_source:
            source = []
        if source and target:
            beads.append((source, target))
        else:  # each segment is untranslated by itself
            beads += [([s], []) for s in source] + [([], [t]) for t in target]
        if foreign and chance.random() < options.foreign:
            row = chance.choice(foreign)
            beads.append(([row[0]], []) if chance.random() < 0.5 else ([], [row[1]]))
        i += 1
    return beads


def disturb_book(rows, foreign, options, chance):
    """The same as disturb, of a text whose chapters may be missing on one side."""
    if not options.missing_chapters:
        return disturb(rows, foreign, options, chance)
    beads = []
    for begin in range(0, len(rows), options.chapter):
        chapter = rows[begin:begin + options.chapter]
        missing = chance.random()
        if missing < options.missing_chapters / 2:
            beads += [([source], []) for source, _ in chapter]
        elif missing < options.missing_chapters:
            beads += [([], [target]) for _, target in chapter]
        else:
            beads += disturb(chapter, foreign, options, chance)
    return beads


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs")
    parser.add_argument("out")
    for name, share in [("split", 0.25), ("merge", 0.15), ("drop-target", 0.2),
                        ("drop-source", 0.06), ("foreign", 0.05), ("move", 0.0),
                        ("missing-chapters", 0.0)]:
        parser.add_argument("--" + name, type=float, default=share)
    parser.add_argument("--chapter", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--foreign-from")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    foreign = read(options.foreign_from) if options.foreign_from else []
    beads = disturb_book(read(options.pairs), foreign, options, chance)

    # Segments stand in the order of the beads, but a moved bead's target segments come later.
    order = list(range(len(beads)))
    k = 0
    while k + 3 < len(order):
        whole = all(beads[order[k + x]][0] and beads[order[k + x]][1] for x in range(4))
        if whole and chance.random() < options.move:
            order.insert(k + 3, order.pop(k))
            k += 3
        k += 1
    targets, place = [], {}
    for bead in order:
        place[bead] = list(range(len(targets), len(targets) + len(beads[bead][1])))
        targets += beads[bead][1]
    sources = []
    with open(options.out + ".gold", "w", encoding="utf-8") as gold:
        for number, (source, _) in enumerate(beads):
            ids = list(range(len(sources), len(sources) + len(source)))
            sources += source
            gold.write(f"{ids}:{place[number]}\n")
    for ending, lines in [(".zh", sources), (".de", targets)]:
        with open(options.out + ending, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)


if __name__ == "__main__":
    main()
