"""Books that were translated paragraph by paragraph, aligned by the structure of their HTML.

Both languages come from one source, so their blocks (headings, paragraphs, list items) follow
each other in the same order between the same anchors. Where a translation lacks blocks, what
cannot be told apart for sure is left out.
"""

import collections
import html.parser
import re

import clean_text as clean

# Of HTML, DocBook and Mallard.
_BLOCKS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "li", "td", "th", "title", "desc",
    "caption", "div", "section", "item", "page", "body", "tr", "table", "ul", "ol", "dl",
    "blockquote", "para", "entry", "listitem", "term", "glossterm", "info", "list", "steps",
    "terms", "pre",
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LITERAL = {"code", "tt", "kbd", "filename", "cmd", "app"}
_SKIPPED = {"script", "style", "pre", "head", "credit", "mal:credit", "license"}


class _Blocks(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks = []  # (shape, text)
        self.anchor, self.tag = "", ""
        self.text, self.literals = [], []
        self.skipping, self.literal = 0, 0

    def close(self):
        super().close()
        self._end_block()

    def _end_block(self):
        text = clean.plain("".join(self.text).replace("<", "‹"))
        if text:
            self.blocks.append(((self.anchor, self.tag, tuple(sorted(self.literals))), text))
        self.text, self.literals = [], []

    def handle_starttag(self, tag, attrs):
        if tag in _SKIPPED:
            self._end_block()
            self.skipping += 1
        if tag in _BLOCKS:
            self._end_block()
            self.tag = tag
        for name, value in attrs:
            # Numbered ids ("id-1.9.16") count blocks, so they shift when one language has fewer.
            numbered = re.match(r"(id-?|idm|footnote|ftn)[\d.]", value or "")
            if name in ("id", "name") and value and not numbered and tag != "meta":
                self._end_block()
                self.anchor = value
        self.literal += tag in _LITERAL

    def handle_endtag(self, tag):
        if tag in _SKIPPED and self.skipping:
            self.skipping -= 1
        if tag in _BLOCKS:
            self._end_block()
        if tag in _LITERAL and self.literal:
            self.literal -= 1

    def handle_data(self, data):
        if self.skipping:
            return
        self.text.append(data)
        if self.literal and data.isascii() and data.strip():
            self.literals.append(data.strip())


def blocks(data):
    """Returns [(shape, text)] of a page; a shape is (anchor before it, tag, its literal words)."""
    parser = _Blocks()
    parser.feed(data.decode("utf-8", "replace"))
    parser.close()
    return parser.blocks


def _sections(page):
    sections = {}
    for shape, text in page:
        sections.setdefault(shape[0], []).append((shape[1:], text))
    return sections


def _once(section):
    """{shape: text} of the blocks that only they in their section look like."""
    counts = collections.Counter(shape for shape, _ in section)
    return {shape: text for shape, text in section
            if counts[shape] == 1 and (shape[1] or shape[0] in _HEADINGS)}


def paired_blocks(chinese, german):
    """Pairs two block lists, section by section; a section runs from an anchor to the next.

    Sections with the same tags pair block by block. Of the others only the headings pair, and the
    blocks that can be told by literal words of theirs (`apt-get`) that both languages keep.
    """
    german_sections = _sections(german)
    pairs = []
    for anchor, section in _sections(chinese).items():
        other = german_sections.get(anchor, [])
        if [shape[0] for shape, _ in section] == [shape[0] for shape, _ in other]:
            pairs += [(zh, de) for (_, zh), (_, de) in zip(section, other)]
        else:
            german_once = _once(other)
            pairs += [(zh, german_once[shape]) for shape, zh in _once(section).items()
                      if shape in german_once]
    return pairs


def page_rows(pages, source, convert=None):
    """Yields the prose rows of {document id: {"zh": bytes, "de": bytes}}.

    convert  turns Simplified text into Traditional, a list of texts at a time.
    """
    for document in sorted(pages):
        sides = pages[document]
        if "zh" not in sides or "de" not in sides:
            continue
        pairs = paired_blocks(blocks(sides["zh"]), blocks(sides["de"]))
        pairs = [(zh, de) for zh, de in pairs if clean.has_han(zh)]
        if convert and pairs:
            converted = convert([zh for zh, _ in pairs])
            pairs = [(zh, de) for zh, (_, de) in zip(converted, pairs)]
        for zh, de in pairs:
            if clean.is_chinese(zh) and clean.is_latin(de) and clean.plausible_lengths(zh, de):
                yield "zh-de/prose", zh, de, document, source
