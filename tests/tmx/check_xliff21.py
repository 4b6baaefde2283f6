"""Checks a file against the core of XLIFF 2.1 (OASIS Standard, 2018): which elements stand where and
in what order, the attributes each takes and needs, ids and references. Prints a line for each breach.

No package of Debian 12 checks XLIFF 2: this is the standard's chapter 4.2 and 4.3 in tables, for the
elements of the core without modules. Usage: check_xliff21.py FILE"""
import re
import sys
import xml.etree.ElementTree as ElementTree

NAMESPACE = "{urn:oasis:names:tc:xliff:document:2.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

# Children as an expression over the names of the elements, in order; None: text and inline elements.
CHILDREN = {
    "xliff": r"(file )+",
    "file": r"(skeleton )?(notes )?((unit|group) )+",
    "group": r"(notes )?((unit|group) )*",
    "unit": r"(notes )?(originalData )?(ignorable )*segment ((segment|ignorable) )*",
    "notes": r"(note )+",
    "note": r"",
    "originalData": r"(data )+",
    "data": r"(cp )*",
    "segment": r"source (target )?",
    "ignorable": r"source (target )?",
    "source": None, "target": None, "mrk": None, "pc": None,
    "sc": r"", "ec": r"", "ph": r"", "cp": r"",
}
INLINE = {"mrk", "pc", "sc", "ec", "ph", "cp", "sm", "em"}
TEXT = {"note", "data", "source", "target", "mrk", "pc"}
REQUIRED = {
    "xliff": {"version", "srcLang"}, "file": {"id"}, "unit": {"id"}, "group": {"id"},
    "data": {"id"}, "mrk": {"id"}, "pc": {"id"}, "sc": {"id"}, "ph": {"id"}, "cp": {"hex"},
}
SPACE_LANG = {XML + "space", XML + "lang"}
OPTIONAL = {
    "xliff": {"trgLang"} | SPACE_LANG,
    "file": {"canResegment", "original", "translate", "srcDir", "trgDir"} | SPACE_LANG,
    "group": {"name", "canResegment", "translate", "srcDir", "trgDir", "type"} | SPACE_LANG,
    "unit": {"name", "canResegment", "translate", "srcDir", "trgDir", "type"} | SPACE_LANG,
    "segment": {"id", "canResegment", "state", "subState"},
    "ignorable": {"id"},
    "note": {"id", "appliesTo", "category", "priority"},
    "data": {"dir", XML + "space"},
    "source": SPACE_LANG, "target": {"order"} | SPACE_LANG,
    "mrk": {"translate", "type", "ref", "value"},
    "ph": {"canCopy", "canDelete", "canReorder", "copyOf", "disp", "equiv", "dataRef", "subFlows",
           "subType", "type"},
    "pc": {"canCopy", "canDelete", "canOverlap", "canReorder", "copyOf", "dispEnd", "dispStart",
           "equivEnd", "equivStart", "dataRefEnd", "dataRefStart", "subFlowsEnd", "subFlowsStart",
           "subType", "type", "dir"},
    "sc": {"canCopy", "canDelete", "canOverlap", "canReorder", "copyOf", "dataRef", "dir", "disp",
           "equiv", "isolated", "subFlows", "subType", "type"},
    "ec": {"canCopy", "canDelete", "canOverlap", "canReorder", "copyOf", "dataRef", "dir", "disp",
           "equiv", "id", "isolated", "startRef", "subFlows", "subType", "type"},
}
MRK_TYPE = re.compile(r"generic|comment|term|[^:\s]+:\S+")


def local(element):
    return element.tag.removeprefix(NAMESPACE)


def check_element(element, breaches):
    name = local(element)
    if element.tag == name or name not in CHILDREN:
        breaches.append(f"<{name}> is no element of the core")
        return
    names = "".join(local(child) + " " for child in element)
    form = CHILDREN[name]
    if form is None:
        for child in element:
            if local(child) not in INLINE:
                breaches.append(f"<{local(child)}> in <{name}>")
    elif not re.fullmatch(form, names):
        breaches.append(f"<{name}> holds: {names}")
    if name not in TEXT:
        texts = [element.text] + [child.tail for child in element]
        if any(text and text.strip() for text in texts):
            breaches.append(f"text in <{name}>")
    required, optional = REQUIRED.get(name, set()), OPTIONAL.get(name, set())
    for attribute in required - set(element.keys()):
        breaches.append(f"<{name}> lacks {attribute}")
    for attribute in set(element.keys()) - required - optional:
        breaches.append(f"<{name}> takes no {attribute}")
    for child in element:
        check_element(child, breaches)


def check_inline(side, data, breaches):
    """Ids and references of a source or target; returns its ids."""
    ids, starts = set(), set()
    for element in side.iter():
        name, identity = local(element), element.get("id")
        if identity is not None:
            if identity in ids:
                breaches.append(f"id {identity} comes twice")
            if not re.fullmatch(r"[\w.:-]+", identity):
                breaches.append(f"id {identity!r} is no NMTOKEN")
            ids.add(identity)
        if element.get("dataRef") is not None and element.get("dataRef") not in data:
            breaches.append(f"dataRef {element.get('dataRef')} leads nowhere")
        isolated = element.get("isolated") == "yes"
        if name == "sc" and not isolated:
            starts.add(identity)
        if name == "ec":
            start = element.get("startRef")
            if isolated and (identity is None or start is not None):
                breaches.append("an isolated <ec> needs an id and no startRef")
            if not isolated and start not in starts:
                breaches.append(f"<ec startRef={start}> ends nothing")
            if not isolated and identity is not None:
                breaches.append("an <ec> with startRef takes no id")
            starts.discard(start)
        if name == "mrk" and not MRK_TYPE.fullmatch(element.get("type", "generic")):
            breaches.append(f"<mrk type={element.get('type')}>")
    for start in starts:
        breaches.append(f"<sc id={start}> is never ended")
    return ids


def check_ids(root, breaches):
    for scope, inner in ((root, "file"), *((file, "unit") for file in root)):
        ids = [element.get("id") for element in scope.iter(NAMESPACE + inner)]
        if len(ids) != len(set(ids)):
            breaches.append(f"two <{inner}> with one id")
    for unit in root.iter(NAMESPACE + "unit"):
        data = [element.get("id") for element in unit.iter(NAMESPACE + "data")]
        if len(data) != len(set(data)):
            breaches.append("two <data> with one id")
        for segment in unit.iter(NAMESPACE + "segment"):
            for side in segment:
                check_inline(side, data, breaches)


def main():
    root = ElementTree.parse(sys.argv[1]).getroot()
    breaches = []
    if root.get("version") != "2.1":
        breaches.append(f"version {root.get('version')}")
    check_element(root, breaches)
    if not breaches:
        check_ids(root, breaches)
    if root.find(f".//{NAMESPACE}target") is not None and root.get("trgLang") is None:
        breaches.append("targets, but no trgLang")
    print("\n".join(breaches), end="\n" if breaches else "")
    sys.exit(1 if breaches else 0)


main()
