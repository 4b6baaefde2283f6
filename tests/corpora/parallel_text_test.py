"""Catalogues, help pages and books in two languages become rows."""

import unittest

import training_path  # noqa: F401
import libreoffice_help
import locale_names
import made_catalogues as made
import parallel_catalogues
import parallel_html


class Places(unittest.TestCase):
    CASES = [
        ("locale/zh_TW/LC_MESSAGES/git.mo", ("zh", "locale/*/LC_MESSAGES/git.mo")),
        ("locale/de/LC_MESSAGES/kde.mo", ("de", "locale/*/LC_MESSAGES/kde.mo")),
        ("lang/zh_TW.UTF-8/LC_MESSAGES/vim.mo", ("zh", "lang/*/LC_MESSAGES/vim.mo")),
        ("i18n/qgis_zh-Hant.qm", ("zh", "i18n/qgis_*.qm")),
        ("chrome/de/locale/de/a.dtd", ("de", "chrome/*/locale/*/a.dtd")),
        ("i18n/de_DE.qm", ("de", "i18n/*.qm")),
        # other languages, forms of address, words that hold the letters
        ("i18n/de-formal.json", None),
        ("locales/de_FEMININE.pak", None),
        ("locale/zh_CN/a.mo", None),
        ("node/decode.json", None),
    ]

    def test_table(self):
        for path, expected in self.CASES:
            with self.subTest(path):
                self.assertEqual(parallel_catalogues.language_and_place(path), expected)


class Catalogues(unittest.TestCase):
    def rows(self, chinese, german, english_label="tool"):
        files = [("locale/zh_TW/LC_MESSAGES/t.mo", made.mo(chinese)),
                 ("locale/de/LC_MESSAGES/t.mo", made.mo(german))]
        return sorted(parallel_catalogues.catalogue_rows(files, "mo.tool", english_label))

    def test_a_string_in_both_languages_gives_three_rows(self):
        self.assertEqual(
            self.rows({"_Open file": "開啟檔案(_O)"}, {"_Open file": "Datei ö_ffnen"}),
            [("de-en/l10n", "Datei öffnen", "Open file", "tool"),
             ("zh-de/l10n", "開啟檔案", "Datei öffnen", "mo.tool"),
             ("zh-en/l10n", "開啟檔案", "Open file", "tool")])

    def test_a_string_in_one_language_gives_its_english_row_alone(self):
        self.assertEqual(self.rows({"Open": "開啟"}, {"Close": "Schließen"}),
                         [("de-en/l10n", "Schließen", "Close", "tool"),
                          ("zh-en/l10n", "開啟", "Open", "tool")])

    def test_without_an_english_label_there_are_no_english_rows(self):
        self.assertEqual(self.rows({"Open": "開啟"}, {"Open": "Öffnen"}, None),
                         [("zh-de/l10n", "開啟", "Öffnen", "mo.tool")])

    def test_simplified_untranslated_and_credit_strings_are_dropped(self):
        self.assertEqual(self.rows(
            {"Open the page": "打开页面", "OK": "OK", "translator-credits": "王小明"},
            {"Open the page": "Open the page", "OK": "OK", "translator-credits": "Jo"}, None), [])

    def test_the_context_before_a_bar_is_no_english(self):
        self.assertIn(("zh-en/l10n", "開啟", "Open", "tool"),
                      self.rows({"Menu|Open": "開啟"}, {}))

    def test_a_damaged_file_does_not_spoil_the_others(self):
        files = [("locale/zh_TW/a.mo", made.mo({"Open": "開啟"})), ("locale/de/a.mo", b"broken"),
                 ("i18n/zh_TW.json", '{"k": "關閉"}'.encode()),
                 ("i18n/de.json", '{"k": "Schließen"}'.encode())]
        self.assertEqual(list(parallel_catalogues.catalogue_rows(files, "x")),
                         [("zh-de/l10n", "關閉", "Schließen", "x")])

    def test_a_regional_variant_adds_to_the_language_and_takes_nothing(self):
        files = [("data/zh_TW.lang", made.josm(["路徑", "節點"])),
                 ("data/de.lang", made.josm(["Weg", ""])),
                 ("data/de_DE.lang", made.josm(["Pfad", "Knoten"]))]
        self.assertEqual([row[1:3] for row in parallel_catalogues.catalogue_rows(files, "x")],
                         [("路徑", "Weg"), ("節點", "Knoten")])


class LibreOfficeHelp(unittest.TestCase):
    def test_paragraphs_join_on_their_ids(self):
        page = '<h1 id="hd_1" dir="auto">{}</h1><p id="par_1" class="p">{}</p><p>{}</p>'
        files = [("usr/help/zh-TW/text/a.html", page.format("標題", "按<em>確定</em>。", "無").encode()),
                 ("usr/help/de/text/a.html",
                  page.format("Titel", "Klicken Sie auf <em>OK</em>.", "Nichts").encode())]
        self.assertEqual(list(libreoffice_help.help_rows(files)), [
            ("zh-de/prose", "標題", "Titel", "text/a.html#hd_1", "libreoffice-help"),
            ("zh-de/prose", "按確定。", "Klicken Sie auf OK.", "text/a.html#par_1",
             "libreoffice-help")])


class Html(unittest.TestCase):
    def pairs(self, chinese, german):
        return parallel_html.paired_blocks(parallel_html.blocks(chinese.encode()),
                                           parallel_html.blocks(german.encode()))

    def test_pages_of_equal_structure_pair_block_by_block(self):
        self.assertEqual(
            self.pairs("<h1>標題</h1><p>一</p><ul><li>二</li></ul><pre>ls</pre>",
                       "<h1>Titel</h1><p>Eins</p><ul><li>Zwei</li></ul><pre>ls -l</pre>"),
            [("標題", "Titel"), ("一", "Eins"), ("二", "Zwei")])

    def test_of_sections_that_differ_only_what_is_certain_pairs(self):
        chinese = ('<h2 id="a">甲</h2><p>一</p><p>用 <code>apt</code></p>'
                   '<h2 id="b">乙</h2><p>二</p>')
        german = ('<h2 id="a">A</h2><p>Eins</p><p>Neu</p><p>Mit <code>apt</code></p>'
                  '<h2 id="b">B</h2><p>Zwei</p>')
        self.assertEqual(self.pairs(chinese, german),
                         [("甲", "A"), ("用 apt", "Mit apt"), ("乙", "B"), ("二", "Zwei")])

    def test_the_names_of_translators_are_no_blocks(self):
        self.assertEqual(
            self.pairs("<page><title>書</title><p>一</p></page>",
                       "<page><mal:credit><name>Jo</name></mal:credit><title>Buch</title>"
                       "<p>Eins</p></page>"),
            [("書", "Buch"), ("一", "Eins")])

    def test_rows_carry_document_and_source_and_may_be_converted(self):
        pages = {"ch1": {"zh": "<p>中国</p>".encode(), "de": b"<p>China</p>"},
                 "ch2": {"zh": "<p>只</p>".encode()}}
        rows = parallel_html.page_rows(pages, "book", lambda texts: ["中國" for _ in texts])
        self.assertEqual(list(rows), [("zh-de/prose", "中國", "China", "ch1", "book")])


class Names(unittest.TestCase):
    def test_cldr_names_join_on_their_codes(self):
        def main(language, names):
            return (f"cldr/main/{language}/languages.json",
                    ('{"main": {"%s": {"identity": {"language": "x"}, "localeDisplayNames": '
                     '{"languages": %s}}}}' % (language, names)).encode())

        def emoji(language, name):
            return (f"cldr/annotations/{language}/annotations.json",
                    ('{"annotations": {"annotations": {"T": {"default": ["x"], "tts": ["%s"]}}}}'
                     % name).encode())

        rows = list(locale_names.cldr_rows([
            main("zh-Hant", '{"fr": "法文", "xx": "只有中文"}'), main("de", '{"fr": "Französisch"}'),
            emoji("zh-Hant", "老虎"), emoji("de", "Tiger")]))
        self.assertEqual(rows, [("zh-de/dictionary", "老虎", "Tiger", "1", "cldr-emoji"),
                                ("zh-de/dictionary", "法文", "Französisch", "1", "cldr-languages")])

    def test_emojibase_labels_join_on_the_code_point(self):
        rows = locale_names.emojibase_rows([
            ("e/zh-hant/compact.json", '[{"hexcode": "1", "label": "老虎"}]'.encode()),
            ("e/de/compact.json", b'[{"hexcode": "1", "label": "Tiger"}, {"hexcode": "2"}]')])
        self.assertEqual(list(rows), [("zh-de/dictionary", "老虎", "Tiger", "1", "npm.emojibase")])


if __name__ == "__main__":
    unittest.main()
