"""LibreOffice's help in two languages, joined on the paragraph ids that both share."""

import re

import clean_text as clean

_PARAGRAPH = re.compile(
    r"<(p|h[1-6]|td|li)\s[^>]*?\bid=\"([^\"]+)\"[^>]*>(.*?)</\1>", re.DOTALL
)


def paragraphs(data):
    """Returns {paragraph id: text} of one help page."""
    return {match[2]: clean.plain(match[3])
            for match in _PARAGRAPH.finditer(data.decode("utf-8", "replace"))}


def help_rows(files):
    """Yields ("zh-de/prose", zh, de, page#id, "libreoffice-help") in the order of the pages."""
    pages = {}
    for path, data in files:
        _, _, rest = path.partition("/help/")
        language, _, page = rest.partition("/")
        pages.setdefault(page, {})[language] = paragraphs(data)
    for page in sorted(pages):
        german = pages[page].get("de", {})
        for identifier, zh in pages[page].get("zh-TW", {}).items():
            de = german.get(identifier, "")
            if clean.is_chinese(zh) and clean.is_latin(de) and clean.plausible_lengths(zh, de):
                yield "zh-de/prose", zh, de, f"{page}#{identifier}", "libreoffice-help"
