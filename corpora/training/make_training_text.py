#!/usr/bin/env python3
"""Makes the training text of the bilingual model from public packages and repositories.

    corpora/training/make_training_text.py --out DIR [--only SOURCE ...] [--cache DIR]

README.md beside this file says what comes out, and what to fetch for the repositories.
"""

import argparse
import collections
import os
import sys
import time

import held_out
import sources

TABLES = {
    "zh-de/l10n": "zh, de, source",
    "zh-de/prose": "zh, de, document, source",
    "zh-de/bible": "zh, de, verse, version",
    "zh-de/tatoeba": "zh, de, en",
    "zh-de/dictionary": "zh, de, score, source",
    "zh-en/cedict": "zh, en",
    "zh-en/laws": "zh, en, law#article",
    "zh-en/tatoeba": "zh, en",
    "zh-en/l10n": "zh, en, source",
    "de-en/ding": "de, en",
    "de-en/tatoeba": "de, en",
    "de-en/l10n": "de, en, source",
}


def table_path(out, table):
    return os.path.join(out, table + ".tsv")


def extract(source, places, path):
    """Writes the rows of a source to `path`, whole or not at all; returns how many.

    The file is the stamp: a later run finds it and does not extract again.
    """
    os.makedirs(os.path.dirname(path), exist_ok=True)
    seen = set()
    try:
        with open(path + ".partial", "w", encoding="utf-8", newline="\n") as part:
            for row in source.rows(places):
                if row not in seen:
                    seen.add(row)
                    part.write("\t".join(row) + "\n")
        os.replace(path + ".partial", path)
    finally:
        if os.path.exists(path + ".partial"):
            os.remove(path + ".partial")
    return len(seen)


def assemble(part_paths, out, withheld):
    """Joins the extracted sources into the tables; returns {(table, source): [read, written]}.

    part_paths  {source name: path}, the first having a pair keeps it. A pair is the first two
                cells. Rows with a held-out cell in any column of text are dropped.
    """
    counts = collections.defaultdict(lambda: [0, 0])
    seen = {table: set() for table in TABLES}
    writers = {}
    for table in TABLES:
        if os.path.exists(table_path(out, table)):
            os.remove(table_path(out, table))
    try:
        for name, path in part_paths.items():
            with open(path, encoding="utf-8") as part:
                for line in part:
                    table, *cells = line.rstrip("\n").split("\t")
                    count = counts[table, name]
                    count[0] += 1
                    pair = hash((cells[0], cells[1]))
                    if pair in seen[table] or any(map(withheld.holds, cells)):
                        continue
                    seen[table].add(pair)
                    if table not in writers:
                        target = table_path(out, table)
                        os.makedirs(os.path.dirname(target), exist_ok=True)
                        writers[table] = open(target, "w", encoding="utf-8", newline="\n")
                    writers[table].write("\t".join(cells) + "\n")
                    count[1] += 1
    finally:
        for writer in writers.values():
            writer.close()
    return counts


def save_counts(counts, out):
    """Writes counts.tsv (table, source, rows read, rows written) and returns its lines."""
    lines = ["table\tsource\tread\twritten"]
    for table in TABLES:
        of_table = [(name, count) for (t, name), count in counts.items() if t == table]
        for name, (read, written) in of_table:
            lines.append(f"{table}\t{name}\t{read}\t{written}")
        if of_table:
            read, written = (sum(count[i] for _, count in of_table) for i in (0, 1))
            lines.append(f"{table}\tall\t{read}\t{written}")
    with open(os.path.join(out, "counts.tsv"), "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")
    return lines


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(
        description="Makes the training text of the bilingual model from public packages and "
                    "repositories. Goes on where it stopped.")
    parser.add_argument("--out", metavar="DIR", help="folder for the tables, counts and parts")
    parser.add_argument("--only", metavar="SOURCE", nargs="+",
                        help="these sources; the tables hold them and what was extracted before")
    parser.add_argument("--cache", metavar="DIR",
                        help="folder for the downloaded packages (default: OUT/cache)")
    parser.add_argument("--repositories", metavar="DIR",
                        help="folder with the files fetched from repositories, see README.md")
    parser.add_argument("--held-out-strings", metavar="FILE", nargs="+", default=[],
                        help="drop rows with a cell that is a cell of these files")
    parser.add_argument("--held-out-text", metavar="FILE", nargs="+", default=[],
                        help="drop rows that share 14 Han characters or 8 words with these files")
    parser.add_argument("--list", action="store_true", help="list the sources and stop")
    options = parser.parse_args(arguments)
    if not options.out and not options.list:
        parser.error("--out DIR is needed")
    return options


def main(arguments=None):
    options = parse_arguments(arguments)
    known = {source.name: source for source in sources.all_sources()}
    if options.list:
        for source in known.values():
            print(f"{source.name}\t{source.kind}")
        return 0
    unknown = [name for name in options.only or [] if name not in known]
    if unknown:
        print(f"make_training_text: no source {', '.join(unknown)}; --list names them",
              file=sys.stderr)
        return 2
    try:
        withheld = held_out.HeldOut(options.held_out_strings, options.held_out_text)
    except OSError as error:
        print(f"make_training_text: {error}", file=sys.stderr)
        return 2

    places = sources.Places(cache=options.cache or os.path.join(options.out, "cache"),
                            repositories=options.repositories)
    failed = []
    parts = {}
    for name, source in known.items():
        path = os.path.join(options.out, "parts", name + ".tsv")
        asked_for = not options.only or name in options.only
        if source.kind == "repositories" and not options.repositories and not options.only:
            asked_for = False
        if asked_for and not os.path.exists(path):
            start = time.monotonic()
            try:
                rows = extract(source, places, path)
                print(f"{name}: {rows} rows in {time.monotonic() - start:.0f} s", flush=True)
            except Exception as error:  # one source's trouble must not end the others' work
                failed.append(name)
                reason = " ".join(str(error).split()) or type(error).__name__
                print(f"{name}: failed: {reason}", file=sys.stderr, flush=True)
        if os.path.exists(path):
            parts[name] = path
    for line in save_counts(assemble(parts, options.out, withheld), options.out):
        print(line)
    if failed:
        print(f"make_training_text: {len(failed)} sources failed ({', '.join(failed)}); "
              "run the same command to try them again", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
