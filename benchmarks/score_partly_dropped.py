#!/usr/bin/env python3
"""Measures `qiao check` on a made set (partly_dropped.py).

    benchmarks/score_partly_dropped.py build/release/qiao MADE [--docs even|odd|all] [OPTION...]

Cut clauses: a finding of kind partial is right when its sentence lost a clause on the other side;
recall is over the changed lines. Findings on the changed side say that it has more than the other:
no clause was put in, so they are wrong as far as the set knows, and are counted apart. Clauses put
in: findings on the changed side, right when they overlap the clause, and the share of characters
that the marked parts and the clauses have in common.

Other options go to qiao. The documents are counted from 0 in the order of their names; the shipped
weights were learned on the odd ones.
"""
import argparse
import concurrent.futures
import json
import pathlib
import subprocess

LEVELS = (0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def findings_of(qiao, stem, options):
    done = subprocess.run(
        [qiao, "check", f"{stem}.zh", f"{stem}.de", "--pre-split", "--source-lang", "zh",
         "--target-lang", "de", "--only", "partial", "--min-confidence", "0", "--format", "json",
         "--threads", "1", *options], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["findings"]


def gold_of(stem):
    gold = {}
    for row in pathlib.Path(f"{stem}.gold").read_text("utf-8").splitlines():
        line, begin, end, clause = row.split("\t")
        gold[int(line)] = (int(begin), int(end), clause)
    return gold


def share(part, whole):
    return part / whole if whole else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("qiao")
    parser.add_argument("made", type=pathlib.Path, metavar="MADE")
    parser.add_argument("--docs", choices=("even", "odd", "all"), default="even")
    arguments, options = parser.parse_known_args()
    changed = (arguments.made / "changed").read_text("utf-8").split()
    inserted = "inserted" in changed
    changed_side = "target" if changed[0] == "de" else "source"
    right_side = changed_side if inserted else {"target": "source", "source": "target"}[changed_side]

    stems = sorted(str(path)[:-len(".gold")] for path in arguments.made.glob("*.gold"))
    stems = {"even": stems[0::2], "odd": stems[1::2], "all": stems}[arguments.docs]
    with concurrent.futures.ThreadPoolExecutor() as pool:
        found = list(pool.map(lambda stem: findings_of(arguments.qiao, stem, options), stems))
    golds = [gold_of(stem) for stem in stems]
    changed_lines = sum(len(gold) for gold in golds)
    print(f"{len(stems)} documents, {changed_lines} changed lines")
    print("confidence  findings  precision  recall  findings elsewhere  precision with these"
          + ("  characters: precision  recall" if inserted else ""))
    for level in LEVELS:
        right = wrong = elsewhere = marked = common = clauses = 0
        lines = set()
        for k, (findings, gold) in enumerate(zip(found, golds)):
            clauses += sum(end - begin for begin, end, _ in gold.values())
            for finding in findings:
                if finding["confidence"] < level:
                    continue
                if finding["side"] != right_side:
                    elsewhere += 1
                    continue
                if inserted:
                    hits = inserted_in(finding, gold)
                    marked += len(finding["passage"]["text"])
                    common += sum(hits.values())
                else:
                    # Pre-split: sentence i of the whole side is aligned to lines of the changed.
                    hits = [line for line in finding["other"]["sentences"] if line in gold]
                right, wrong = right + bool(hits), wrong + (not hits)
                lines.update((k, line) for line in hits)
        text = (f"{level:10.2f}{right + wrong:10d}{share(right, right + wrong):11.3f}"
                f"{share(len(lines), changed_lines):8.3f}{elsewhere:20d}"
                f"{share(right, right + wrong + elsewhere):22.3f}")
        if inserted:
            text += f"{share(common, marked):23.3f}{share(common, clauses):8.3f}"
        print(text)


def inserted_in(finding, gold):
    """Characters that the finding has in common with the clauses put in, by line."""
    passage = finding["passage"]
    begin, hits = passage["begin"]["column"] - 1, {}
    line = passage["begin"]["line"] - 1
    if line in gold:
        first, last, _ = gold[line]
        common = min(last, begin + len(passage["text"])) - max(first, begin)
        if common > 0:
            hits[line] = common
    return hits


if __name__ == "__main__":
    main()
