#!/usr/bin/env python3
"""Makes a set of texts in which parts of sentences are missing, to measure `qiao check` with.

    benchmarks/partly_dropped.py ntrex/plain made             cuts a clause out of a fifth of the
                                                              German lines
    benchmarks/partly_dropped.py --side zh ntrex/plain made   of the Chinese lines instead
    benchmarks/partly_dropped.py --insert ntrex/plain made    puts a foreign clause in, cuts none

Reads every pair NAME.zh, NAME.de of IN, line i the translation of line i. Writes the same pairs to
OUT, the lines of one side changed (the file `changed` says which side), and NAME.gold: one changed
line a row,

    line <TAB> begin <TAB> end <TAB> clause

line counted from 0. Cut: begin and end are characters of the old line, and the clause is what the
other side says alone. Inserted: of the new line, which says the clause alone.

A clause is what stands between two marks (comma, colon, full stop, dash, parenthesis ...) and the
ends of the line, at least 12 characters (5 in Chinese); its line keeps at least as many. The same
lines come out for the same seed.
"""
import argparse
import pathlib
import random
import re

SHORTEST = {"de": 12, "zh": 5}
# Of ASCII marks only those before white space or the end: not the comma of 4,2.
BOUNDARY = re.compile(r"[,;:.?!](?=\s|$)|[–—()，。；：、！？（）…]")
OPENING, CLOSING = "(（", ")）"
BETWEEN = ",;:–—，；：、"
AROUND = " \t\u00a0„“”\"‚‘’»«'「」『』"


def clauses(line, shortest):
    """Spans [begin, end) of the clauses of a line, without marks, quotes and white space around."""
    spans, begin = [], 0
    for mark in list(BOUNDARY.finditer(line)) + [None]:
        end = mark.start() if mark else len(line)
        text = line[begin:end]
        if len(text.strip(AROUND)) >= shortest:
            spans.append((end - len(text.lstrip(AROUND)), begin + len(text.rstrip(AROUND))))
        begin = mark.end() if mark else end
    return spans


def without(line, begin, end):
    """The line without a clause and one of the marks beside it."""
    before, after = line[:begin].rstrip(), line[end:].lstrip()
    if before[-1:] and before[-1] in OPENING and after[:1] and after[0] in CLOSING:
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    elif after[:1] and (after[0] in BETWEEN or not before):
        after = after[1:].lstrip()
    elif before[-1:] and before[-1] in BETWEEN:
        before = before[:-1].rstrip()
    space = " " if before[-1:].isascii() and after[:1].isascii() and after[:1].isalnum() else ""
    return (before + space + after).strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=pathlib.Path, metavar="IN")
    parser.add_argument("output", type=pathlib.Path, metavar="OUT")
    parser.add_argument("--side", choices=("de", "zh"), default="de", help="the side to change")
    parser.add_argument("--insert", action="store_true", help="put clauses in, cut none")
    parser.add_argument("--share", type=float, default=0.2, help="of the lines (default: 0.2)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    side, shortest = arguments.side, SHORTEST[arguments.side]
    other_side = {"de": "zh", "zh": "de"}[side]

    names = sorted(path.stem for path in arguments.input.glob("*.zh"))
    texts = {name: (arguments.input / f"{name}.{side}").read_text("utf-8").split("\n")
             for name in names}
    places = [(name, i, span) for name in names for i, line in enumerate(texts[name])
              for span in clauses(line, shortest) if len(line) - (span[1] - span[0]) >= shortest]
    rng = random.Random(arguments.seed)
    lines = sorted({place[:2] for place in places})
    line_count = sum(line != "" for text in texts.values() for line in text)
    chosen = sorted(rng.sample(lines, min(len(lines), round(arguments.share * line_count))))
    spans = {}
    for place in places:
        spans.setdefault(place[:2], []).append(place[2])
    # Those put in come from the unchanged lines of other documents.
    foreign = {name: [texts[other][j][begin:end] for other, j, (begin, end) in places
                      if other != name] for name in names}

    gold = {name: [] for name in names}
    for name, i in chosen:
        line = texts[name][i]
        begin, end = rng.choice(spans[name, i])
        clause = line[begin:end]
        if arguments.insert:
            clause = rng.choice(foreign[name])
            comma = ", " if side == "de" else "，"
            texts[name][i] = line[:begin] + clause + comma + line[begin:]
            end = begin + len(clause)
        else:
            texts[name][i] = without(line, begin, end)
        gold[name].append(f"{i}\t{begin}\t{end}\t{clause}\n")

    arguments.output.mkdir(parents=True, exist_ok=True)
    for name in names:
        unchanged = (arguments.input / f"{name}.{other_side}").read_bytes()
        (arguments.output / f"{name}.{other_side}").write_bytes(unchanged)
        (arguments.output / f"{name}.{side}").write_text("\n".join(texts[name]), "utf-8")
        (arguments.output / f"{name}.gold").write_text("".join(gold[name]), "utf-8")
    how = "inserted" if arguments.insert else "cut"
    (arguments.output / "changed").write_text(f"{side} {how}\n", "utf-8")
    print(f"{len(chosen)} of {line_count} lines changed")


if __name__ == "__main__":
    main()
