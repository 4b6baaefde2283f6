"""Converters for the sources that are public repositories, from files that were fetched by hand.

Which files to fetch, from where, and under which licence: README.md. Every function takes the
folder of its source and yields rows; a missing file raises FileNotFoundError.
"""

import bz2
import csv
import glob
import gzip
import json
import lzma
import os
import re
import xml.etree.ElementTree

import clean_text as clean
import parallel_html
import traditional


def open_text(path):
    """Opens a text file that may be compressed: PATH, PATH.bz2, PATH.gz or PATH.xz."""
    for suffix, opener in (("", open), (".bz2", bz2.open), (".gz", gzip.open), (".xz", lzma.open)):
        if os.path.exists(path + suffix):
            return opener(path + suffix, "rt", encoding="utf-8-sig", errors="replace", newline="")
    raise FileNotFoundError(f"{path} is missing; sources are listed in corpora/training/README.md")


def _existing(pattern):
    found = sorted(glob.glob(pattern))
    if not found:
        raise FileNotFoundError(
            f"{pattern} is missing; sources are listed in corpora/training/README.md")
    return found


def _tab_lines(path):
    with open_text(path) as lines:
        for line in lines:
            yield line.rstrip("\r\n").split("\t")


def _tatoeba_pairs(folder, language):
    sentences = {}
    for name in (language, "eng"):
        for cells in _tab_lines(os.path.join(folder, f"{name}_sentences.tsv")):
            if len(cells) >= 3:
                sentences[cells[0]] = clean.plain(cells[2])
    for cells in _tab_lines(os.path.join(folder, f"{language}-eng_links.tsv")):
        if len(cells) >= 2 and cells[0] in sentences and cells[1] in sentences:
            yield sentences[cells[0]], sentences[cells[1]]


def tatoeba_rows(folder):
    """Tatoeba: zh-en and de-en as linked, zh-de through the same English sentence."""
    chinese = list(_tatoeba_pairs(folder, "cmn"))
    converted = traditional.to_traditional([zh for zh, _ in chinese])
    german = {}
    for de, en in _tatoeba_pairs(folder, "deu"):
        german.setdefault(en, []).append(de)
        if clean.is_latin(de) and clean.is_latin(en):
            yield "de-en/tatoeba", de, en
    for zh, (_, en) in zip(converted, chinese):
        if clean.is_chinese(zh) and clean.is_latin(en):
            yield "zh-en/tatoeba", zh, en
            for de in german.get(en, ()):
                if clean.is_latin(de):
                    yield "zh-de/tatoeba", zh, de, en


HELD_OUT_BOOKS = {"Ruth", "Esther", "Jonah", "Mark", "Acts"}
GERMAN_BIBLES = ("GerElb1905", "GerMenge", "GerTafel", "GerZurcher")


def _verses(path):
    books = {}
    with open_text(path) as lines:
        for row in csv.DictReader(lines):
            chapter = books.setdefault((row["Book"], int(row["Chapter"])), {})
            text = clean.plain(row["Text"])
            if text:
                chapter[int(row["Verse"])] = text
    return books


def bible_rows(folder):
    """Bibles as CSV (Book, Chapter, Verse, Text), joined on the verse.

    The five held-out books go by name and, where a verse stands elsewhere as well, by its text.
    Chapters whose last verse differs are numbered differently and go; so do Zurcher's Psalms.
    """
    chinese = _verses(os.path.join(folder, "ChiUn.csv"))
    held_out = {text for (book, _), verses in chinese.items() if book in HELD_OUT_BOOKS
                for text in verses.values()}
    for name in GERMAN_BIBLES:
        german = _verses(os.path.join(folder, name + ".csv"))
        version = name.removeprefix("Ger")
        for (book, chapter), verses in chinese.items():
            other = german.get((book, chapter), {})
            if book in HELD_OUT_BOOKS or not other or max(other) != max(verses):
                continue
            if version == "Zurcher" and book == "Psalms":
                continue
            for verse, zh in verses.items():
                de = other.get(verse, "")
                if zh not in held_out and clean.is_chinese(zh) and clean.is_latin(de):
                    yield "zh-de/bible", zh, de, f"{book} {chapter}:{verse}", version


_ARTICLE_NUMBER = re.compile(r"^(?:第\s*([\d-]+)\s*條(?:之\s*(\d+))?|Article\s+([\d-]+))\s*$")


def _articles(value):
    """Finds the articles in a law's JSON by their shape: a number beside a text, in a list."""
    found = {}
    for child in value.values() if isinstance(value, dict) else value:
        if isinstance(child, dict):
            texts = [text for text in child.values() if isinstance(text, str)]
            number = next(filter(None, map(_ARTICLE_NUMBER.match, texts)), None)
            rest = [text for text in texts if not _ARTICLE_NUMBER.match(text)]
            if number and rest:
                key = "-".join(part for part in number.groups() if part)
                found[key] = clean.plain(max(rest, key=len))
        if isinstance(child, (dict, list)):
            for key, text in _articles(child).items():
                found.setdefault(key, text)
    return found


def laws_rows(folder):
    """Taiwan's laws: FalVMingLing/CODE.json, Eng_FalVMingLing/CODE.json, joined on the article."""
    for path in _existing(os.path.join(folder, "FalVMingLing", "*.json")):
        name = os.path.basename(path)
        english_path = os.path.join(folder, "Eng_FalVMingLing", name)
        if not os.path.exists(english_path):
            continue
        with open_text(path) as chinese_file, open_text(english_path) as english_file:
            chinese = _articles(json.load(chinese_file))
            english = _articles(json.load(english_file))
        for article, zh in chinese.items():
            en = english.get(article, "")
            if clean.is_chinese(zh) and clean.is_latin(en) and clean.plausible_lengths(zh, en):
                yield "zh-en/laws", zh, en, f"FalVMingLing/{name}#{article}"


def _declaration(path):
    """{place: [paragraphs]} of a UDHR XML file; places are "preamble", "article1" and so on."""
    places = {}
    for element in xml.etree.ElementTree.parse(path).getroot():
        place = element.tag.rpartition("}")[2] + element.get("number", "")
        for part in element.iter():
            kind = part.tag.rpartition("}")[2]
            text = clean.plain("".join(part.itertext()))
            if kind in ("title", "para") and text:
                places.setdefault(f"{place}/{kind}", []).append(text)
    return places


def udhr_rows(folder):
    """The Universal Declaration of Human Rights; articles with unequal paragraphs are left out."""
    chinese = _declaration(_existing(os.path.join(folder, "udhr_cmn_hant.xml"))[0])
    german = _declaration(_existing(os.path.join(folder, "udhr_deu_1996.xml"))[0])
    for place, texts in chinese.items():
        others = german.get(place, [])
        if len(texts) == len(others):
            for zh, de in zip(texts, others):
                if clean.is_chinese(zh) and clean.is_latin(de):
                    yield "zh-de/prose", zh, de, place, "udhr"


def _markdown_blocks(path):
    blocks = []
    with open_text(path) as lines:
        text = re.sub(r"\A---\n.*?\n---\n", "", lines.read().replace("\r\n", "\n"), flags=re.DOTALL)
    for block in re.split(r"\n\s*\n|\n(?=[*-] |\d+\. )", text):
        block = block.strip()
        mark = re.match(r"#+|[*-] |\d+\. |>|<", block)
        shape = mark[0][0] if mark else "p"
        block = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", block)
        block = clean.plain(re.sub(r"^(#+|[*-] |\d+\. |>)\s*", "", block))
        if block:
            blocks.append((("", shape, ()), block))
    return blocks


def opensource_guide_rows(folder):
    """opensource.guide: zh-hant/*.md and de/*.md, aligned by the kinds of their blocks."""
    for path in _existing(os.path.join(folder, "zh-hant", "*.md")):
        name = os.path.basename(path)
        other = os.path.join(folder, "de", name)
        if not os.path.exists(other):
            continue
        for zh, de in parallel_html.paired_blocks(_markdown_blocks(path), _markdown_blocks(other)):
            if clean.is_chinese(zh) and clean.is_latin(de) and clean.plausible_lengths(zh, de):
                yield "zh-de/prose", zh, de, name, "opensource.guide"


def _lemmas(paths):
    synsets = {}
    for path in paths:
        for cells in _tab_lines(path):
            if len(cells) >= 3 and cells[1].rpartition(":")[2] == "lemma":
                lemma = clean.plain(cells[2].replace("+", "").replace("_", " "))
                words = synsets.setdefault(cells[0], [])
                if lemma and lemma not in words:
                    words.append(lemma)
    return synsets


def omw_rows(folder):
    """Open Multilingual Wordnet .tab files, joined on the synset, the Chinese converted."""
    chinese = _lemmas(_existing(os.path.join(folder, "*cmn*.tab")))
    german = _lemmas(_existing(os.path.join(folder, "*deu*.tab")))
    pairs = [(zh, de) for synset, words in chinese.items() if synset in german
             for zh in words for de in german[synset]]
    converted = traditional.to_traditional([zh for zh, _ in pairs])
    for zh, (_, de) in zip(converted, pairs):
        if clean.is_chinese(zh) and clean.is_latin(de):
            yield "zh-de/dictionary", zh, de, "1", "omw"


def wiki_titles_rows(folder):
    """Titles of Cantonese and German Wikipedia articles: zh_yue-de_wiki.txt, zh TAB de."""
    for cells in _tab_lines(os.path.join(folder, "zh_yue-de_wiki.txt")):
        if len(cells) >= 2:
            zh, de = clean.plain(cells[0]), clean.plain(cells[1])
            if clean.is_chinese(zh) and clean.is_latin(de):
                yield "zh-de/dictionary", zh, de, "1", "wikititles-yue"
