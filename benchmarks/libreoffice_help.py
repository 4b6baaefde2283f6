#!/usr/bin/env python3
"""How good a corpus `qiao corpus` makes of LibreOffice's help, whose paragraphs have the same ids in every language.

  libreoffice_help.py fetch OUT          Debian's packages libreoffice-help-zh-tw and -de, by apt-get and dpkg-deb:
                                         their pages in OUT/zh and OUT/de under made names; OUT/gold.tsv
  qiao corpus OUT/zh OUT/de -o OUT/corpus
  libreoffice_help.py score OUT CORPUS   against the ids: pairs of documents, beads, paragraphs

A sentence belongs to the paragraph (<p> or heading with an id) that its first byte lies in. A bead is right when both
sides lie in paragraphs of the same ids; a paragraph is found when a bead has it on both sides. Paragraphs that the
Chinese pages leave in English have no Han character: they are no gold, beads of them are counted apart, and so are
pages where they are half of all or more.
"""
import argparse
import collections
import csv
import hashlib
import json
import pathlib
import re
import subprocess
import tempfile

PACKAGES = {"zh": ("libreoffice-help-zh-tw", "zh-TW"), "de": ("libreoffice-help-de", "de")}
PARAGRAPH = re.compile(rb'<(p|h[1-6]) id="((?:par|hd)_[^"]+)"[^>]*>(.*?)</\1>', re.DOTALL)
TAG = re.compile(rb"<[^>]*>")
HAN = re.compile("[\u4e00-\u9fff]")


def made_name(side, page):
    return hashlib.sha256(f"{side} {page}".encode()).hexdigest()[:12] + ".html"


def fetch(arguments):
    pages = {}
    for side, (package, language) in PACKAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["apt-get", "-q", "download", package], cwd=folder, check=True)
            archive, = pathlib.Path(folder).glob("*.deb")
            print(archive.name)
            subprocess.run(["dpkg-deb", "-x", archive, folder], check=True)
            root = pathlib.Path(folder) / "usr/share/libreoffice/help" / language / "text"
            out = arguments.out / side
            out.mkdir(parents=True, exist_ok=True)
            pages[side] = set()
            for path in root.rglob("*.html"):
                page = str(path.relative_to(root))
                (out / made_name(side, page)).write_bytes(path.read_bytes())
                pages[side].add(page)
    both = sorted(pages["zh"] & pages["de"])
    (arguments.out / "gold.tsv").write_text("".join(f"{made_name('zh', p)}\t{made_name('de', p)}\t{p}\n" for p in both))
    print(f"{len(pages['zh'])} and {len(pages['de'])} pages, {len(both)} in both languages")


class Page:
    """The paragraphs of a page by their place and by their id."""

    def __init__(self, path):
        self.spans = []
        self.texts = {}
        for match in PARAGRAPH.finditer(path.read_bytes()):
            name = match[2].decode()
            text = re.sub(r"\s+", " ", TAG.sub(b"", match[3]).decode("utf-8", "replace")).strip()
            self.spans.append((match.start(), match.end(), name))
            if text:
                self.texts.setdefault(name, text)

    def is_translated(self):
        return 2 * sum(bool(HAN.search(text)) for text in self.texts.values()) > len(self.texts)

    def paragraphs(self, sentences):
        found = set()
        for sentence in sentences:
            begin = sentence["begin"]
            found.update(name for start, end, name in self.spans if start <= begin < end)
        return found


def shards(corpus):
    """The beads of every pair of documents, as qiao laid them down (cli/corpus/shard.h)."""
    for path in sorted((corpus / "shards").rglob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            head = json.loads(next(lines))
            if not head["error"]:
                yield head, [json.loads(line) for line in lines]


def kept_beads(corpus):
    kept = set()
    with (corpus / "corpus.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            kept.add((row["source_document"], row["source_sentences"], row["target_document"], row["target_sentences"]))
    return kept


def numbers(sentences):
    return ",".join(str(sentence["id"]) for sentence in sentences)


def share(part, whole):
    return f"{part} of {whole} ({part / max(1, whole):.4f})"


def score(arguments):
    gold = {tuple(line.split("\t")[:2]) for line in (arguments.out / "gold.tsv").read_text().splitlines()}
    translated = {pair for pair in gold if Page(arguments.out / "zh" / pair[0]).is_translated()}
    with (arguments.corpus / "pairs.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = {(row["source"], row["target"]) for row in rows if row["kind"] in ("pair", "partial")}
    print("documents: precision", share(len(found & gold), len(found)) + ", recall", share(len(found & gold), len(gold))
          + ", of those translated", share(len(found & translated), len(translated)))
    for title, pairs in (("missed", translated - found), ("wrong", found - gold)):
        for pair in sorted(pairs)[:arguments.show]:
            print(f"  {title}", *pair)

    kept = kept_beads(arguments.corpus)
    counts = collections.Counter()
    wrong = []
    for head, beads in shards(arguments.corpus):
        if (head["source"], head["target"]) not in gold:
            counts["of wrong pairs"] += sum(bool(bead["source"] and bead["target"]) for bead in beads)
            continue
        zh, de = Page(arguments.out / "zh" / head["source"]), Page(arguments.out / "de" / head["target"])
        both = {name for name, text in zh.texts.items() if HAN.search(text) and name in de.texts}
        counts["paragraphs"] += len(both)
        aligned, taken = set(), set()
        for bead in beads:
            if not bead["source"] or not bead["target"]:
                continue
            source, target = zh.paragraphs(bead["source_sentences"]), de.paragraphs(bead["target_sentences"])
            is_kept = (head["source"], numbers(bead["source_sentences"]), head["target"],
                       numbers(bead["target_sentences"])) in kept
            aligned |= source & target
            if is_kept:
                taken |= source & target
            for kind in ("aligned", "kept") if is_kept else ("aligned",):
                counts[kind] += 1
                if not source or not target:
                    counts[kind + " outside"] += 1
                elif not HAN.search(bead["source"]):
                    counts[kind + " untranslated"] += 1
                elif source == target:
                    counts[kind + " right"] += 1
                elif source & target:
                    counts[kind + " partly"] += 1
                else:
                    counts[kind + " wrong"] += 1
                    if is_kept and kind == "kept":
                        wrong.append((head["source"], bead["source"], bead["target"]))
        counts["paragraphs aligned"] += len(aligned & both)
        counts["paragraphs kept"] += len(taken & both)
    print("beads of documents that do not belong together:", counts["of wrong pairs"])
    for kind in ("aligned", "kept"):
        judged = sum(counts[f"{kind} {verdict}"] for verdict in ("right", "partly", "wrong"))
        print(f"beads {kind}: {counts[kind]}, judged {judged}: right", share(counts[f"{kind} right"], judged),
              "partly", counts[f"{kind} partly"], "wrong", counts[f"{kind} wrong"],
              f"| untranslated {counts[f'{kind} untranslated']}, in no paragraph {counts[f'{kind} outside']}")
        print(f"paragraphs {kind}:", share(counts[f"paragraphs {kind}"], counts["paragraphs"]))
    for document, source, target in wrong[:arguments.show]:
        print("  wrong", document, "|", source, "|", target)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)
    verb = verbs.add_parser("fetch")
    verb.add_argument("out", type=pathlib.Path)
    verb.set_defaults(run=fetch)
    verb = verbs.add_parser("score")
    verb.add_argument("out", type=pathlib.Path)
    verb.add_argument("corpus", type=pathlib.Path)
    verb.add_argument("--show", type=int, default=0, help="so many of what is wrong")
    verb.set_defaults(run=score)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
