"""Writes small catalogues in the binary formats, to test the readers on known strings."""

import struct


def mo(strings, header="Content-Type: text/plain; charset=UTF-8\n", order="<", charset="utf-8"):
    """A gettext .mo of {msgid: msgstr} with the header entry in front."""
    entries = sorted({"": header, **strings}.items())
    ids = [key.encode("utf-8") for key, _ in entries]
    texts = [text.encode(charset) for _, text in entries]
    count = len(entries)
    position = 28 + 16 * count
    tables, pool = b"", b""
    for column in (ids, texts):
        for item in column:
            tables += struct.pack(order + "2I", len(item), position + len(pool))
            pool += item + b"\0"
    magic = struct.pack(order + "I", 0x950412DE)
    return magic + struct.pack(order + "6I", 0, count, 28, 28 + 8 * count, 0, 0) + tables + pool


def qm(messages):
    """A Qt .qm of [(context, source, text)]."""
    body = b""
    for context, source, text in messages:
        raw = text.encode("utf-16-be")
        body += b"\x03" + struct.pack(">I", len(raw)) + raw
        for tag, value in ((6, source), (7, context)):
            raw = value.encode("utf-8")
            body += bytes([tag]) + struct.pack(">I", len(raw)) + raw
        body += b"\x01"
    magic = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
    return magic + b"\x69" + struct.pack(">I", len(body)) + body


def pak(strings, version=5):
    """A Chromium .pak of {resource number: text}."""
    header = (struct.pack("<IB3xHH", 5, 1, len(strings), 0) if version == 5
              else struct.pack("<IIB", 4, len(strings), 1))
    position = len(header) + 6 * (len(strings) + 1)
    index, pool = b"", b""
    for number, text in sorted(strings.items()):
        index += struct.pack("<HI", number, position + len(pool))
        pool += text.encode("utf-8")
    return header + index + struct.pack("<HI", 0, position + len(pool)) + pool


def josm(singles, plurals=()):
    """A JOSM .lang: singles are texts, "" for untranslated, None for "as in English"."""
    def string(text):
        raw = text.encode("utf-8")
        return struct.pack(">H", len(raw)) + raw

    data = b"".join(b"\xff\xfe" if text is None else string(text) for text in singles)
    if plurals:
        data += b"\xff\xff"
        for forms in plurals:
            data += bytes([len(forms)]) + b"".join(map(string, forms))
    return data
