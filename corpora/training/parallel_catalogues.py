"""Joins the catalogues of two languages into rows of the l10n tables.

A catalogue says its language by its path: .../zh_TW/LC_MESSAGES/git.mo and
.../de/LC_MESSAGES/git.mo differ in nothing else, so taking the language out gives the place where
the two meet; the keys inside join the strings.
"""

import re

import catalogue_formats as formats
import clean_text as clean

READERS = {
    ".mo": formats.read_mo,
    ".qm": formats.read_qm,
    ".pak": formats.read_pak,
    ".lang": formats.read_josm,
    ".xpi": formats.read_xpi,
    ".json": formats.read_json,
    ".js": formats.read_script,
    ".php": formats.read_script,
}

_LANGUAGE = re.compile(
    r"(?<![A-Za-z0-9])(zh[-_](?:TW|tw|Hant|hant)|de(?:[-_]DE)?)(?![A-Za-z0-9]|[-_][A-Za-z])"
)


def language_and_place(path):
    """("zh" or "de", path with "*" for the language), or None for a path of neither."""
    found = {"zh" if tag.startswith("zh") else "de" for tag in _LANGUAGE.findall(path)}
    if len(found) != 1:
        return None
    return found.pop(), _LANGUAGE.sub("*", path).replace("*.UTF-8", "*")


def is_catalogue(path, pattern=""):
    """True for a file that has a reader, names one of the two languages and holds `pattern`."""
    suffix = path[path.rfind("."):]
    return (suffix in READERS and re.search(pattern, path) is not None
            and language_and_place(path) is not None)


def paired_strings(files):
    """Yields (place, key, zh text or None, de text or None) of (path, bytes) pairs.

    A file that is damaged or not what its name says is passed over: packages hold odd files.
    """
    places = {}
    for path, data in files:
        language, place = language_and_place(path)
        try:
            strings = READERS[path[path.rfind("."):]](data)
        except ValueError:
            continue
        # de.lang and de_DE.lang are one place: the first keeps its strings, the other adds to them.
        side = places.setdefault(place, {}).setdefault(language, {})
        for key, text in strings.items():
            side.setdefault(key, text)
    for place, sides in places.items():
        chinese, german = sides.get("zh", {}), sides.get("de", {})
        for key in dict.fromkeys([*chinese, *german]):
            yield place, key, chinese.get(key), german.get(key)


def catalogue_rows(files, label, english_label=None):
    """Yields ("zh-de/l10n", zh, de, label) and, for gettext, the pairs with the English msgid.

    label          the third column, or a function from the place to it.
    english_label  the third column of the zh-en and de-en rows; None: no such rows.
    """
    for place, key, zh, de in paired_strings(files):
        if clean.names_people(str(key)):
            continue
        gettext = english_label and place.endswith(".mo")
        en = formats.english_of_msgid(key) if gettext else ""
        if "|" in en and "|" not in (zh or "") + (de or ""):
            en = en.rpartition("|")[2]
        zh, de, en = clean.without_accelerators(*(clean.plain(text or "") for text in (zh, de, en)))
        if clean.is_word_list(zh) or clean.is_word_list(de):
            continue
        chinese, german = clean.is_chinese(zh), clean.is_latin(de) and de != zh
        english = gettext and clean.is_latin(en)
        if chinese and german and clean.plausible_lengths(zh, de):
            yield "zh-de/l10n", zh, de, label(place) if callable(label) else label
        if chinese and english and clean.plausible_lengths(zh, en):
            yield "zh-en/l10n", zh, en, english_label
        if german and english and de != en:
            yield "de-en/l10n", de, en, english_label
