#!/usr/bin/env python3
"""How well `qiao pair` finds which documents belong together, and what it takes.

  pairing.py make NEWS DATA OUT        OUT/source and OUT/target: the documents of NEWS (NAME.zh, NAME.de) under made
                                       names, among as many foreign ones as --foreign says; OUT/gold.tsv
  pairing.py invent DATA OUT N         N documents a side, all of them with a partner, made of lines drawn from DATA
  pairing.py score OUT/gold.tsv TSV    precision and recall of what `qiao pair` wrote

DATA is the folder of training texts: train/zh-de and mono. Foreign documents of the two sides are taken from
different pages, so that none of them has a partner. Same arguments, same files.
"""
import argparse
import collections
import lzma
import pathlib
import random


def rows(path):
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def pages_of_help(data, programs):
    """LibreOffice's help for some of its programs, one page a document: the two sides of each paragraph."""
    pages = collections.defaultdict(list)
    for chinese, german, place, source in rows(data / "train/zh-de/prose.tsv.xz"):
        if source == "libreoffice-help" and any(f"text/{program}/" in place for program in programs):
            pages[place.split("#")[0]].append((chinese, german))
    return [page for _, page in sorted(pages.items()) if 5 <= len(page) <= 200]


def chapters(data, version):
    found = collections.defaultdict(list)
    for chinese, german, verse, name in rows(data / "train/zh-de/bible.tsv.xz"):
        if name == version:
            found[verse.rsplit(":")[0]].append((chinese, german))
    return found


def blocks(path, lengths, count, generator):
    """Runs of lines from a monolingual text, far apart from each other."""
    lines = [line for line, in ((row[0],) for row in rows(path)) if len(line) > 15]
    for k in range(count):
        begin = k * len(lines) // count
        yield lines[begin:begin + generator.choice(lengths)]


def name(generator, used):
    while True:
        made = f"{generator.getrandbits(48):012x}.txt"
        if made not in used:
            used.add(made)
            return made


def write(folder, file, lines):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")


def foreign(data, count, generator):
    """`count` documents for each side: technical help, scripture, and running text of its own."""
    lengths = list(range(5, 31))
    third = count // 3
    # Of different programs: within one, pages are each other's twins but for a word or two.
    source, target = [], []
    for side, part, programs in ((source, 0, ("swriter", "scalc")), (target, 1, ("simpress", "sdraw", "sbasic", "smath"))):
        pages = pages_of_help(data, programs)
        generator.shuffle(pages)
        side += [[line[part] for line in page] for page in pages[:third]]
    found = chapters(data, "Elb1905")
    law = [v for k, v in found.items() if k.split()[0] in ("Genesis", "Exodus", "Leviticus", "Numbers", "Joshua")]
    prophets = [v for k, v in found.items() if k.split()[0] in ("Isaiah", "Jeremiah", "Ezekiel", "Daniel", "Hosea")]
    source += [[zh for zh, _ in chapter] for chapter in law[:third]]
    target += [[de for _, de in chapter] for chapter in prophets[:third]]
    source += blocks(data / "mono/zh-Hant/ly_gazette.txt.xz", lengths, count - len(source), generator)
    target += blocks(data / "mono/de/novels68_de.txt.xz", lengths, count - len(target), generator)
    return source, target


def make(arguments):
    generator = random.Random(arguments.seed)
    used, gold = set(), []
    for chinese in sorted(pathlib.Path(arguments.news).glob("*.zh")):
        pair = [name(generator, used), name(generator, used)]
        for side, file, made in (("source", chinese, pair[0]), ("target", chinese.with_suffix(".de"), pair[1])):
            lines = file.read_text(encoding="utf-8").splitlines()
            if side == "target" and arguments.keep < 1 and len(lines) >= 10:
                kept = round(len(lines) * arguments.keep)
                begin = generator.randint(0, len(lines) - kept)
                lines = lines[begin:begin + kept]
            write(arguments.out / side, made, lines)
        gold.append("\t".join(pair))
    for side, documents in zip(("source", "target"), foreign(arguments.data, arguments.foreign, generator)):
        for lines in documents:
            write(arguments.out / side, name(generator, used), lines)
    (arguments.out / "gold.tsv").write_text("".join(line + "\n" for line in sorted(gold)), encoding="utf-8")


def invent(arguments):
    generator = random.Random(arguments.seed)
    lines = [(zh, de) for zh, de, *_ in rows(arguments.data / "train/zh-de/prose.tsv.xz") if len(de) > 30]
    lines += [(zh, de) for zh, de, _, _ in rows(arguments.data / "train/zh-de/bible.tsv.xz")]
    used, gold = set(), []
    for _ in range(arguments.count):
        drawn = generator.sample(lines, generator.randint(5, 12))
        pair = [name(generator, used), name(generator, used)]
        for side, k in (("source", 0), ("target", 1)):
            write(arguments.out / side / pair[k][:2], pair[k], [line[k] for line in drawn])
        gold.append("\t".join(f"{made[:2]}/{made}" for made in pair))
    (arguments.out / "gold.tsv").write_text("".join(line + "\n" for line in sorted(gold)), encoding="utf-8")


def score(arguments):
    gold = {tuple(line.split("\t")) for line in arguments.gold.read_text().splitlines()}
    kinds = {}
    with arguments.pairs.open(encoding="utf-8") as lines:
        columns = next(lines).rstrip("\n").split("\t")
        for line in lines:
            row = dict(zip(columns, line.rstrip("\n").split("\t")))
            kinds[row["source"], row["target"]] = row["kind"]
    found = {pair for pair, kind in kinds.items() if kind in ("pair", "partial")}
    right = len(found & gold)
    print(f"gold {len(gold)}, found {len(found)}, right {right}, "
          f"precision {right / max(1, len(found)):.4f}, recall {right / len(gold):.4f}")
    for title, wrong in (("missed", gold - found), ("wrong", found - gold)):
        for pair in sorted(wrong)[:10]:
            print(title, *pair, kinds.get(pair, ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)
    verb = verbs.add_parser("make")
    verb.add_argument("news", type=pathlib.Path)
    verb.add_argument("data", type=pathlib.Path)
    verb.add_argument("out", type=pathlib.Path)
    verb.add_argument("--foreign", type=int, default=500)
    verb.add_argument("--keep", type=float, default=1, help="share of the German text that is left, a run of lines")
    verb.add_argument("--seed", type=int, default=1)
    verb.set_defaults(run=make)
    verb = verbs.add_parser("invent")
    verb.add_argument("data", type=pathlib.Path)
    verb.add_argument("out", type=pathlib.Path)
    verb.add_argument("count", type=int)
    verb.add_argument("--seed", type=int, default=1)
    verb.set_defaults(run=invent)
    verb = verbs.add_parser("score")
    verb.add_argument("gold", type=pathlib.Path)
    verb.add_argument("pairs", type=pathlib.Path)
    verb.set_defaults(run=score)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
