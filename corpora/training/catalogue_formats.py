"""Readers of the formats in which programs keep their translations.

Each takes the bytes of one file in one language and returns {key: text}; the same key in the
file of another language names the same string. A damaged file raises ValueError.
"""

import codecs
import io
import json
import re
import struct
import zipfile


def _unpack(layout, data, offset):
    try:
        return struct.unpack_from(layout, data, offset)
    except struct.error:
        raise ValueError(f"cut off at byte {offset}") from None


def _slice(data, start, length):
    if start < 0 or length < 0 or start + length > len(data):
        raise ValueError(f"points outside the file at byte {start}")
    return data[start:start + length]


def _known_charset(header):
    match = re.search(r"charset=([\w-]+)", header)
    try:
        return codecs.lookup(match[1]).name if match else "utf-8"
    except LookupError:
        return "utf-8"


def read_mo(data):
    """GNU gettext .mo. Keys are "context\\4msgid"; of plural entries the singular is the key.

    The text of a plural entry is its last form, which German and English use for many things
    and Chinese for any number. The header entry (empty msgid) is left out.
    https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
    """
    order = {b"\xde\x12\x04\x95": "<", b"\x95\x04\x12\xde": ">"}.get(data[:4])
    if order is None:
        raise ValueError("not a gettext .mo file")
    count, originals, translations = _unpack(order + "8x3I", data, 0)
    strings, charset = {}, "utf-8"
    for index in range(count):
        length, start = _unpack(order + "2I", data, originals + 8 * index)
        key = _slice(data, start, length).decode("utf-8", "replace")
        length, start = _unpack(order + "2I", data, translations + 8 * index)
        text = _slice(data, start, length).decode(charset, "replace")
        if not key:  # the header sorts first and names the encoding of all the others
            charset = _known_charset(text)
        elif text and "\ufffd" not in text:
            strings[key] = text.split("\0")[-1]
    return strings


def english_of_msgid(key):
    """The English text of a gettext key: context, plural mark and "menu|" prefix taken off.

    Of a plural entry the plural is meant, as in the texts of read_mo.
    """
    return key.rpartition("\4")[2].split("\0")[-1]


_QM_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")


def read_qm(data):
    """Qt .qm. Keys are "context\\4source\\4comment"; texts are the last plural form.

    The layout is that of QTranslator: sections of tag (1 byte), length (4 bytes), payload; in the
    section 0x69 the messages, each a run of tagged fields closed by tag 1. Where lrelease left a
    source text out to save space, its hash (tag 5) stands in, so such entries join as well.
    """
    if data[:16] != _QM_MAGIC:
        raise ValueError("not a Qt .qm file")
    offset, messages = 16, b""
    while offset + 5 <= len(data):
        tag, length = _unpack(">BI", data, offset)
        if tag == 0x69:
            messages = _slice(data, offset + 5, length)
        offset += 5 + length
    strings = {}
    offset, entry = 0, {}
    while offset < len(messages):
        tag = messages[offset]
        offset += 1
        if tag == 1:
            if entry.get("text"):
                key = "\4".join(entry.get(part, "") for part in ("context", "source", "comment"))
                strings[key] = entry["text"]
            entry = {}
        elif tag in (5, 9):
            width = 4 if tag == 5 else 1
            entry.setdefault("source", _slice(messages, offset, width).hex())
            offset += width
        elif tag in (2, 3, 4, 6, 7, 8):
            (length,) = _unpack(">I", messages, offset)
            offset += 4
            if length == 0xFFFFFFFF:
                continue
            raw = _slice(messages, offset, length)
            offset += length
            text = raw.decode("utf-16-be" if tag in (2, 3, 4) else "utf-8", "replace")
            name = {2: "source", 3: "text", 4: "context", 6: "source", 7: "context",
                    8: "comment"}[tag]
            entry[name] = text
        else:
            raise ValueError(f"unknown tag {tag} in the messages at byte {offset - 1}")
    return strings


def read_pak(data):
    """Chromium .pak, versions 4 and 5. Keys are the numbers of the resources."""
    (version,) = _unpack("<I", data, 0)
    if version == 4:
        count, encoding = _unpack("<IB", data, 4)
        table, aliases = 9, 0
    elif version == 5:
        encoding, count, aliases = _unpack("<B3xHH", data, 4)
        table = 12
    else:
        raise ValueError(f"pak version {version} is unknown")
    codec = {1: "utf-8", 2: "utf-16-le"}.get(encoding)
    if codec is None:
        raise ValueError("a pak without text")
    strings = {}
    for index in range(count):
        identifier, start, _, end = _unpack("<HIHI", data, table + 6 * index)
        strings[identifier] = _slice(data, start, end - start).decode(codec, "replace")
    return strings


def read_josm(data):
    """JOSM .lang. Keys are positions; an empty string is one that is not translated.

    Strings are a length of two bytes and UTF-8. 0xFFFE says "as in English"; after 0xFFFF come
    the entries with plurals, whose number of forms stands in one byte before them.
    """
    strings = {}
    offset, position = 0, 0
    plural = False
    while offset < len(data):
        forms = 1
        if plural:
            forms = data[offset]
            offset += 1
            if forms == 0xFE:
                position += 1
                continue
        text = ""
        for _ in range(forms):
            (length,) = _unpack(">H", data, offset)
            offset += 2
            if length == 0xFFFF and not plural:
                plural = True
                position -= 1
            elif length != 0xFFFE:
                text = _slice(data, offset, length).decode("utf-8", "replace")
                offset += length
        if text:
            strings[position] = text
        position += 1
    return strings


_FTL_ENTRY = re.compile(r"^(-?[A-Za-z][\w-]*)\s*=\s?(.*)$")
_FTL_ATTRIBUTE = re.compile(r"^\s+\.([A-Za-z][\w-]*)\s*=\s?(.*)$")


def read_ftl(data):
    """Fluent .ftl (Mozilla). Messages, terms and attributes; those with a choice are left out."""
    strings, message, key = {}, "", None
    for line in data.decode("utf-8", "replace").splitlines():
        entry, attribute = _FTL_ENTRY.match(line), _FTL_ATTRIBUTE.match(line)
        if entry:
            message = key = entry[1]
            strings[key] = entry[2]
        elif attribute and message:
            key = f"{message}.{attribute[1]}"
            strings[key] = attribute[2]
        elif line[:1] in (" ", "\t", "}") and key and line.strip():
            strings[key] += " " + line.strip()
        elif line.strip():
            message, key = "", None
    return {key: text.strip() for key, text in strings.items() if text.strip() and "->" not in text}


def read_properties(data):
    """Java .properties as Mozilla has it: UTF-8, one "key = text" a line, \\uXXXX."""
    text = re.sub(r"\\\r?\n\s*", "", data.decode("utf-8", "replace"))
    strings = {}
    for line in text.splitlines():
        match = re.match(r"\s*([^#!=:\s][^=:\s]*)\s*[=:]\s*(.*)$", line)
        if match:
            strings[match[1]] = _unescape(match[2])
    return strings


def read_dtd(data):
    """DTD with <!ENTITY key "text">."""
    found = re.findall(r"<!ENTITY\s+([\w.-]+)\s+(?:\"([^\"]*)\"|'([^']*)')\s*>",
                       data.decode("utf-8", "replace"))
    return {key: double or single for key, double, single in found}


_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,5})\}|x([0-9A-Fa-f]{2})|(.))",
                     re.DOTALL)


def _unescape(text):
    def character(match):
        code = match[1] or match[2] or match[3]
        if code:
            return chr(int(code, 16))
        return {"n": "\n", "r": " ", "t": " "}.get(match[4], match[4])

    text = _ESCAPE.sub(character, text)
    # Two escapes may be the halves of one character beyond the first plane.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _flatten(value, path, strings):
    if isinstance(value, str):
        strings["/".join(path)] = value
    elif isinstance(value, dict):
        # Extracted messages are kept as {"message": text, "description": note to translators}.
        inner = {"message": value["message"]} if isinstance(value.get("message"), str) else value
        for key, child in inner.items():
            if not key.startswith("@") and key != "":
                _flatten(child, path + [key], strings)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            _flatten(child, path + [str(index)], strings)


def read_json(data):
    """JSON of any depth; keys are the paths. "@metadata" and the unnamed key hold no strings."""
    try:
        value = json.loads(data.decode("utf-8-sig", "replace"))
    except json.JSONDecodeError as error:
        raise ValueError(str(error)) from None
    strings = {}
    _flatten(value, [], strings)
    return strings


_SCRIPT_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|\#[^\n]*                   # comments
      |"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`
      |([\w$.-]+)|([{}\[\]:=,;()])""",
    re.VERBOSE | re.DOTALL,
)


def read_script(data):
    """String tables of JavaScript, TypeScript and PHP: `key: "text"` or `table["key"] = 'text'`.

    Keys are the paths of the objects around the string. What is not a literal is passed over, and
    so is a string that is joined with another value.
    """
    strings, path, numbers = {}, [], []  # numbers: next index of each array, None for objects
    pending, last, after_sign, assigned = None, None, False, False
    for match in _SCRIPT_TOKEN.finditer(data.decode("utf-8", "replace")):
        quoted = next((group for group in match.groups()[:3] if group is not None), None)
        word, sign = match[4], match[5]
        if quoted is not None:
            if after_sign and pending is not None:
                strings["/".join(path + [pending])] = _unescape(quoted)
                pending = None
            elif numbers and numbers[-1] is not None:
                strings["/".join(path + [str(numbers[-1])])] = _unescape(quoted)
                numbers[-1] += 1
            last, after_sign = _unescape(quoted), False
        elif word is not None:
            if numbers and numbers[-1] is not None and not after_sign:
                numbers[-1] += 1  # `undefined` holds a place in an array
            last, after_sign = word, False
        elif sign in (":", "="):
            pending, after_sign, assigned = last, True, sign == "="
        elif sign == "{" or (sign == "[" and after_sign):
            # The name of a variable may say the language (`const deDE = {`): it is no part of keys.
            path.append("" if assigned else pending or "")
            numbers.append(0 if sign == "[" else None)
            pending, after_sign = None, False
        elif sign == "}" or (sign == "]" and numbers and numbers[-1] is not None):
            if path:
                path.pop()
                numbers.pop()
            pending, after_sign = None, False
        elif sign in (",", ";"):
            pending, after_sign = None, False
    return strings


def read_xpi(data):
    """A Mozilla language pack: a zip of .ftl, .properties and .dtd. Keys are "path\\4key".

    The language in the inner paths is taken out, so that the packs of two languages join.
    """
    readers = {".ftl": read_ftl, ".properties": read_properties, ".dtd": read_dtd}
    strings = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            for name in pack.namelist():
                reader = readers.get(name[name.rfind("."):])
                if reader:
                    place = re.sub(r"(?<=/)(zh-TW|de|en-US)(?=/)", "*", "/" + name)
                    for key, text in reader(pack.read(name)).items():
                        strings[f"{place}\4{key}"] = text
    except zipfile.BadZipFile as error:
        raise ValueError(str(error)) from None
    return strings
