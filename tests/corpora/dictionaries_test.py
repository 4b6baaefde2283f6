import unittest

import training_path  # noqa: F401
import dictionaries


class Ding(unittest.TestCase):
    def pairs(self, line):
        return list(dictionaries.ding_pairs(line.encode()))

    def test_synonyms_are_crossed_within_their_column(self):
        self.assertEqual(
            self.pairs("Haus {n}; Heim {n} [ugs.] | Häuser {pl} :: house; home (place) | houses\n"),
            [("Haus", "house"), ("Haus", "home"), ("Heim", "house"), ("Heim", "home"),
             ("Häuser", "houses")])

    def test_nested_annotations_go_and_unbalanced_ones_take_their_word_with_them(self):
        self.assertEqual(self.pairs("Tor {n} (groß (breit)); Tür (offen :: gate"),
                         [("Tor", "gate")])

    def test_comments_and_other_lines_are_no_entries(self):
        self.assertEqual(self.pairs("# a :: b\nno entry\n"), [])

    def test_groups_are_limited(self):
        german = "; ".join(f"w{i}x" for i in range(20))
        self.assertEqual(len(self.pairs(f"{german} :: word")), dictionaries.WIDEST_GROUP)


class Cedict(unittest.TestCase):
    def test_the_text_format(self):
        line = "# CC-CEDICT\n漢字 汉字 [han4 zi4] /Chinese character/CL:個|个[ge4]/\n"
        self.assertEqual(list(dictionaries.cedict_lines(line)),
                         [("漢字", ["Chinese character", "CL:個|个[ge4]"])])

    def test_the_npm_rows(self):
        rows = [["一", "一", "yi1", "one", [], []], ["漢字", "汉字", "x", ["a", "b"], [], []]]
        self.assertEqual(list(dictionaries.cedict_entries(rows)),
                         [("一", ["one"]), ("漢字", ["a", "b"])])

    def test_references_classifiers_and_pinyin_are_no_glosses(self):
        self.assertEqual(
            dictionaries.usable_glosses(
                ["house (brick); home", "fig. shelter", "CL:幢[zhuang4]", "see 家[jia1]",
                 "variant of 屋", "to live [zhu4]", "house"]),
            ["house", "home", "shelter", "to live"])


class Bridge(unittest.TestCase):
    def test_the_score_is_the_share_of_the_glosses(self):
        entries = [("房子", ["house", "building (of stone)", "apartment"])]
        pairs = [("Haus", "house"), ("Gebäude", "building"), ("Haus", "a building")]
        self.assertEqual(list(dictionaries.bridged_rows(entries, pairs)), [
            ("zh-de/dictionary", "房子", "Haus", "0.667", "cedict-ding"),
            ("zh-de/dictionary", "房子", "Gebäude", "0.333", "cedict-ding")])

    def test_a_gloss_with_many_german_words_supports_each_of_them_less(self):
        pairs = [(de, "shrew") for de in ("Spitzmaus", "Drachen", "Besen", "Xanthippe")]
        rows = list(dictionaries.bridged_rows([("鼩鼱", ["shrew"])], pairs))
        self.assertEqual([row[2:4] for row in rows],
                         [("Spitzmaus", "0.500"), ("Drachen", "0.500"), ("Besen", "0.500")])

    def test_the_mark_of_the_infinitive_does_not_part_verbs(self):
        self.assertEqual(
            list(dictionaries.bridged_rows([("走", ["to walk"])], [("gehen", "to walk")])),
            [("zh-de/dictionary", "走", "gehen", "1.000", "cedict-ding")])


if __name__ == "__main__":
    unittest.main()
