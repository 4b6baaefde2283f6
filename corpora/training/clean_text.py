"""Makes strings of programs and books fit to learn from.

Placeholders (%s, {0}, $1) stay: they stand for words, and both sides have them. Mark-up,
keyboard accelerators and line breaks go: "_Datei" and "檔案(_F)" become "Datei" and "檔案".
"""

import html
import re
import unicodedata

LONGEST = 3000  # characters; longer cells are licences and tables, not sentences

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_ACCELERATOR_IN_BRACKETS = re.compile(r"\s*[(（][&_~][^\s()（）][)）]")
_AMPERSAND = re.compile(r"(?<![&\s])&(?=\w)|(?:(?<=\s)|^)&(?=\w)")
_UNDERSCORE = re.compile(r"_(?=\w)")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTER = re.compile(r"[A-Za-zÄÖÜäöüß]")
_IDENTIFIER = re.compile(r"(?=.*\w(?:[._]+|://)\w)[\w.:/-]+")
_CREDITS = re.compile(
    r"translator[-_ ]credits|names? of translators?|emails? of translators?|^your (names|emails)$",
    re.IGNORECASE,
)


def plain(text):
    """Returns the text in NFC on one line, without mark-up and entities."""
    text = _TAG.sub("", text)
    text = html.unescape(text) if "&" in text else text
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text
                   if unicodedata.category(c) != "Cf")
    return " ".join(text.split())


def without_accelerators(*texts):
    """Returns the texts without keyboard accelerators, decided on all sides together.

    A lone "_" or "&" within a word is an accelerator only when one side says so in brackets,
    as Chinese does ("檔案(_F)"), or when it opens the text: "foo_bar" is a name and stays.
    """
    marked = any(_ACCELERATOR_IN_BRACKETS.search(text) for text in texts)
    cleaned = []
    for text in texts:
        text = _ACCELERATOR_IN_BRACKETS.sub("", text)
        if text.count("&") == 1:
            text = _AMPERSAND.sub("", text)
        if text.count("_") == 1 and (marked or text.startswith("_")):
            text = _UNDERSCORE.sub("", text)
        if marked and text.count("~") == 1:
            text = text.replace("~", "")
        cleaned.append(text.strip())
    return cleaned


def has_han(text):
    return _HAN.search(text) is not None


def has_simplified(text):
    """True when a character is one that only Simplified Chinese has.

    That is told by the two national character sets: it is in GB 2312, not in Big5. Characters
    that both scripts use (后, 里, 台) are in both sets and pass.
    """
    for character in set(text):
        if not "\u4e00" <= character <= "\u9fff":
            continue
        try:
            character.encode("big5")
        except UnicodeEncodeError:
            try:
                character.encode("gb2312")
            except UnicodeEncodeError:
                continue
            return True
    return False


def is_chinese(text):
    """True for a cell that may stand in a Traditional Chinese column."""
    return 0 < len(text) <= LONGEST and has_han(text) and not has_simplified(text)


def is_latin(text):
    """True for a cell that may stand in a German or English column: words, not identifiers."""
    return (
        0 < len(text) <= LONGEST
        and _LETTER.search(text) is not None
        and not has_han(text)
        and _IDENTIFIER.fullmatch(text) is None
    )


def names_people(key):
    """True for the key of the string in which a catalogue names its translators."""
    return _CREDITS.search(key) is not None


def is_word_list(text):
    """True for the long lists of names that games draw from: many commas, no sentence."""
    commas = len(re.findall(r"[,，、]", text))
    return commas >= 15 and commas * 20 > len(text)


def plausible_lengths(chinese, other):
    """False when one side of a longer pair is far too long: one of the two is not a translation.

    A Han character stands for about three Latin letters; a factor of six either way is allowed.
    """
    if max(len(chinese) * 3, len(other)) < 40:
        return True
    return 0.5 <= len(other) / len(chinese) <= 18
