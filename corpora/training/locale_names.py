"""Names that standards translate: languages, scripts, countries (ISO, CLDR) and emoji."""

import json

import clean_text as clean
import parallel_catalogues


def _row(zh, de, source):
    zh, de = clean.plain(zh), clean.plain(de)
    if clean.is_chinese(zh) and clean.is_latin(de):
        yield "zh-de/dictionary", zh, de, "1", source


def iso_rows(files):
    """The catalogues of iso-codes: dictionary rows for zh-de, l10n rows with the English names."""
    for row in parallel_catalogues.catalogue_rows(files, "iso-codes", "iso-codes"):
        if row[0] == "zh-de/l10n":
            yield from _row(row[1], row[2], "iso-codes")
        else:
            yield row


def _names(value, path=()):
    for key, child in value.items():
        if isinstance(child, dict):
            yield from _names(child, path + (key,))
        elif isinstance(child, str) and "identity" not in path:
            yield path[2:] + (key,), child


def cldr_rows(files):
    """CLDR's languages, scripts, territories and spoken names of emoji, joined on their codes.

    files  (path, bytes) of main/LANGUAGE/*.json and annotations/LANGUAGE/annotations.json.
    """
    tables = {}
    for path, data in files:
        _, language, name = path.rsplit("/", 2)
        tables.setdefault(name, {})[language] = json.loads(data)
    for name in sorted(tables):
        sides = tables[name]
        if "zh-Hant" not in sides or "de" not in sides:
            continue
        if name == "annotations.json":
            chinese, german = (
                {key: value["tts"][0]
                 for key, value in sides[side]["annotations"]["annotations"].items()
                 if value.get("tts")} for side in ("zh-Hant", "de"))
            source = "cldr-emoji"
        else:
            chinese, german = (dict(_names(sides[side])) for side in ("zh-Hant", "de"))
            source = "cldr-" + name.removesuffix(".json")
        for key, zh in chinese.items():
            yield from _row(zh, german.get(key, ""), source)


def emojibase_rows(files):
    """The labels of emojibase-data: (path, bytes) of zh-hant/compact.json and de/compact.json."""
    labels = {}
    for path, data in files:
        labels[path.split("/")[-2]] = {
            entry["hexcode"]: entry.get("label", "") for entry in json.loads(data)}
    for code, zh in labels.get("zh-hant", {}).items():
        yield from _row(zh, labels.get("de", {}).get(code, ""), "npm.emojibase")
