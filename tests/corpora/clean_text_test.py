import unittest

import training_path  # noqa: F401
import clean_text as clean


class Plain(unittest.TestCase):
    CASES = [
        # markup goes, its words stay
        ("<b>Fett</b> und <a href='x'>Verweis</a>", "Fett und Verweis"),
        ("a < b und b > c", "a < b und b > c"),
        # entities, line breaks, invisible characters
        ("R&amp;D &lt;Name&gt;", "R&D <Name>"),
        ("erste\nzweite\t dritte\r\n", "erste zweite dritte"),
        ("weich\u00adge\u200btrennt", "weichgetrennt"),
        # NFC: a letter and its diaeresis become one character
        ("Ma\u0308rz", "M\u00e4rz"),
        # placeholders stay
        ("%s von {0} in $1: %1$d", "%s von {0} in $1: %1$d"),
        ("", ""),
    ]

    def test_table(self):
        for text, expected in self.CASES:
            with self.subTest(text):
                self.assertEqual(clean.plain(text), expected)


class Accelerators(unittest.TestCase):
    CASES = [
        (("檔案(_F)", "_Datei"), ["檔案", "Datei"]),
        (("檔案(&F)", "&Datei"), ["檔案", "Datei"]),
        (("另存新檔(_A)...", "Speichern _unter ..."), ["另存新檔...", "Speichern unter ..."]),
        (("說明(~H)", "~Hilfe"), ["說明", "Hilfe"]),
        # names with an underscore and an "and" are no accelerators
        (("找不到 foo_bar", "foo_bar fehlt"), ["找不到 foo_bar", "foo_bar fehlt"]),
        (("聲音與影像", "Ton & Bild"), ["聲音與影像", "Ton & Bild"]),
    ]

    def test_table(self):
        for texts, expected in self.CASES:
            with self.subTest(texts):
                self.assertEqual(clean.without_accelerators(*texts), expected)


class Scripts(unittest.TestCase):
    def test_only_characters_of_simplified_script_alone_count_as_simplified(self):
        self.assertTrue(clean.has_simplified("打开文档"))
        self.assertFalse(clean.has_simplified("開啟文件"))
        # Both scripts write these: empress, inner, table, stem.
        self.assertFalse(clean.has_simplified("皇后公里台干"))

    def test_a_chinese_cell_needs_han_and_no_simplified(self):
        self.assertTrue(clean.is_chinese("開啟 %s"))
        for text in ("", "OK", "打开", "檔" * (clean.LONGEST + 1)):
            self.assertFalse(clean.is_chinese(text), text[:10])

    def test_a_latin_cell_needs_words(self):
        for text in ("Öffnen", "{0} Dateien", "Ein/Aus", "Name:", "Alle."):
            self.assertTrue(clean.is_latin(text), text)
        for text in ("", "100 %", "檔案 Datei", "error_code", "menu.file.open", "https://a.b/c"):
            self.assertFalse(clean.is_latin(text), text)

    def test_the_keys_of_credits_are_known(self):
        for key in ("translator-credits", "Your names", "EMAIL OF TRANSLATORS\4Your emails"):
            self.assertTrue(clean.names_people(key), key)
        self.assertFalse(clean.names_people("Open the translator"))

    def test_lists_of_names_are_told_from_sentences_with_commas(self):
        self.assertTrue(clean.is_word_list(", ".join(["Amar", "Bolwyn", "Celd"] * 6)))
        self.assertFalse(clean.is_word_list("Erst dies, dann das, am Ende jenes."))

    def test_lengths_far_apart_are_not_plausible(self):
        self.assertTrue(clean.plausible_lengths("好", "Einverstanden"))
        self.assertTrue(clean.plausible_lengths("無法開啟檔案", "Die Datei kann nicht geöffnet werden"))
        self.assertFalse(clean.plausible_lengths("好的", "x" * 60))
        self.assertFalse(clean.plausible_lengths("無" * 60, "Nein"))


if __name__ == "__main__":
    unittest.main()
