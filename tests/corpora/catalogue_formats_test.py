import io
import unittest
import zipfile

import training_path  # noqa: F401
import catalogue_formats as formats
import made_catalogues as made


class Gettext(unittest.TestCase):
    STRINGS = {"Open": "開啟", "menu\4Close": "關閉", "%d file\0%d files": "%d 個檔案"}

    def test_both_byte_orders_give_the_strings_without_the_header(self):
        expected = {"Open": "開啟", "menu\4Close": "關閉", "%d file\0%d files": "%d 個檔案"}
        for order in "<>":
            self.assertEqual(formats.read_mo(made.mo(self.STRINGS, order=order)), expected)

    def test_of_plural_forms_the_last_is_taken_in_both_languages(self):
        strings = {"%d file\0%d files": "%d Datei\0%d Dateien"}
        self.assertEqual(list(formats.read_mo(made.mo(strings)).values()), ["%d Dateien"])
        self.assertEqual(formats.english_of_msgid("%d file\0%d files"), "%d files")

    def test_the_encoding_of_the_header_is_used(self):
        data = made.mo({"Size": "Größe"}, "Content-Type: text/plain; charset=ISO-8859-1\n",
                       charset="latin-1")
        self.assertEqual(formats.read_mo(data), {"Size": "Größe"})

    def test_the_context_is_no_part_of_the_english_text(self):
        self.assertEqual(formats.english_of_msgid("menu\4Close"), "Close")

    def test_a_damaged_file_is_a_value_error(self):
        data = made.mo(self.STRINGS)
        for damaged in (b"", b"PK\3\4", data[:20], data[:60], data[:-8]):
            with self.assertRaises(ValueError):
                formats.read_mo(damaged)


class Qt(unittest.TestCase):
    def test_strings_are_keyed_by_context_and_source(self):
        data = made.qm([("Dialog", "Open", "開啟"), ("Menu", "Open", "打開選單")])
        self.assertEqual(formats.read_qm(data),
                         {"Dialog\4Open\4": "開啟", "Menu\4Open\4": "打開選單"})

    def test_a_damaged_file_is_a_value_error(self):
        data = made.qm([("Dialog", "Open", "開啟")])
        for damaged in (b"", data[:30], data[:21] + b"\x63" + data[22:]):
            with self.assertRaises(ValueError):
                formats.read_qm(damaged)


class Chromium(unittest.TestCase):
    def test_both_versions_give_the_strings_by_number(self):
        strings = {7: "Öffnen", 300: "Schließen"}
        for version in (4, 5):
            self.assertEqual(formats.read_pak(made.pak(strings, version)), strings)

    def test_a_damaged_file_is_a_value_error(self):
        data = made.pak({7: "Öffnen"})
        for damaged in (b"", b"\x09\0\0\0", data[:14], data[:-2]):
            with self.assertRaises(ValueError):
                formats.read_pak(damaged)


class Josm(unittest.TestCase):
    def test_positions_count_the_strings_that_are_not_translated(self):
        data = made.josm(["Weg", "", None, "Knoten"], [("{0} Weg", "{0} Wege"), ("", "")])
        self.assertEqual(formats.read_josm(data), {0: "Weg", 3: "Knoten", 4: "{0} Wege"})

    def test_a_file_cut_off_is_a_value_error(self):
        with self.assertRaises(ValueError):
            formats.read_josm(made.josm(["Weg", "Knoten"])[:-3])


class Mozilla(unittest.TestCase):
    FTL = """# comment
-brand = Fuchs
open = Öffnen
    .title = Datei öffnen
long =
    Erste Zeile
    zweite Zeile
count = { $n ->
    [one] Eine Datei
   *[other] { $n } Dateien
}
name = Hallo { $name }
"""

    def test_fluent_messages_attributes_and_terms(self):
        self.assertEqual(formats.read_ftl(self.FTL.encode()), {
            "-brand": "Fuchs", "open": "Öffnen", "open.title": "Datei öffnen",
            "long": "Erste Zeile zweite Zeile", "name": "Hallo { $name }"})

    def test_properties(self):
        data = "# c\n! c\nopen = Öffnen\nclose:Schlie\\u00dfen\nlong = eins \\\n   zwei\n"
        self.assertEqual(formats.read_properties(data.encode()),
                         {"open": "Öffnen", "close": "Schließen", "long": "eins zwei"})

    def test_dtd(self):
        data = "<!ENTITY open \"Öffnen\">\n<!ENTITY quote 'Ein \"Wort\"'>"
        self.assertEqual(formats.read_dtd(data.encode()),
                         {"open": "Öffnen", "quote": 'Ein "Wort"'})

    def test_the_keys_of_two_language_packs_are_the_same(self):
        def pack(language, text):
            file = io.BytesIO()
            with zipfile.ZipFile(file, "w") as archive:
                archive.writestr(f"browser/chrome/{language}/locale/{language}/a.properties",
                                 f"open={text}")
                archive.writestr("manifest.json", "{}")
            return formats.read_xpi(file.getvalue())

        chinese, german = pack("zh-TW", "開啟"), pack("de", "Öffnen")
        self.assertEqual(list(chinese), list(german))
        self.assertEqual(list(german.values()), ["Öffnen"])

    def test_what_is_no_zip_is_a_value_error(self):
        with self.assertRaises(ValueError):
            formats.read_xpi(b"no zip")


class Json(unittest.TestCase):
    def test_nested_keys_become_paths_and_metadata_goes(self):
        data = '{"@metadata": {"by": ["A"]}, "": ["copyright"], "a": {"b": "Text"}, "l": ["x"]}'
        self.assertEqual(formats.read_json(data.encode()), {"a/b": "Text", "l/0": "x"})

    def test_notes_to_translators_are_no_strings(self):
        data = '{"key": {"message": "Text", "description": "note"}}'
        self.assertEqual(formats.read_json(data.encode()), {"key/message": "Text"})

    def test_broken_json_is_a_value_error(self):
        with self.assertRaises(ValueError):
            formats.read_json(b'{"a": ')


class Script(unittest.TestCase):
    CASES = [
        ("Blockly.Msg['OPEN'] = 'Öffnen';", {"OPEN": "Öffnen"}),
        ("export const deDE = { menu: { open: \"Öffnen\", close: 'Zu' }, end: `Ende` };",
         {"/menu/open": "Öffnen", "/menu/close": "Zu", "/end": "Ende"}),
        # a comment is no code, a quote in a string no end, a key may be quoted
        ("// a: 'no'\nx = {'a b': 'it\\'s', /* c: 'no' */ n: 3};", {"/a b": "it's"}),
        ("<?php $lang['btn_edit'] = 'Bearbeiten'; # note", {"btn_edit": "Bearbeiten"}),
        # what is absent in an array holds its place
        ("var content = [undefined, \"eins\", undefined, \"drei\"];", {"/1": "eins", "/3": "drei"}),
        ("t = {\"\\u00d6ffnen\": \"\\x41\\u{1F600}\\nB\"};", {"/Öffnen": "A\U0001f600\nB"}),
    ]

    def test_table(self):
        for script, expected in self.CASES:
            with self.subTest(script):
                self.assertEqual(formats.read_script(script.encode()), expected)


if __name__ == "__main__":
    unittest.main()
