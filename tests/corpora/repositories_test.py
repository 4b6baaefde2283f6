"""The converters read small files made here in the formats of the public repositories."""

import bz2
import json
import os
import pathlib
import tempfile
import unittest
from unittest import mock

import training_path  # noqa: F401
import repositories
import traditional


class Converters(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        # OpenCC itself is tested below where it is installed; here the texts pass unchanged.
        patch = mock.patch.object(traditional, "to_traditional", lambda texts: list(texts))
        patch.start()
        self.addCleanup(patch.stop)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".bz2"):
            path.write_bytes(bz2.compress(text.encode()))
        else:
            path.write_text(text, encoding="utf-8")

    def test_tatoeba_joins_chinese_and_german_through_the_same_english(self):
        self.write("cmn_sentences.tsv", "1\tcmn\t你好。\n")
        self.write("deu_sentences.tsv.bz2", "2\tdeu\tHallo!\n3\tdeu\tGuten Tag!\n4\tdeu\tJa.\n")
        self.write("eng_sentences.tsv", "5\teng\tHello.\n6\teng\tYes.\n7\teng\tHello.\n")
        self.write("cmn-eng_links.tsv", "1\t5\n1\t99\n")
        self.write("deu-eng_links.tsv", "2\t5\n3\t7\n4\t6\n")
        self.assertEqual(sorted(repositories.tatoeba_rows(self.folder)), [
            ("de-en/tatoeba", "Guten Tag!", "Hello."), ("de-en/tatoeba", "Hallo!", "Hello."),
            ("de-en/tatoeba", "Ja.", "Yes."),
            ("zh-de/tatoeba", "你好。", "Guten Tag!", "Hello."),
            ("zh-de/tatoeba", "你好。", "Hallo!", "Hello."),
            ("zh-en/tatoeba", "你好。", "Hello.")])

    def bible(self, name, rows):
        self.write(f"{name}.csv", "Book,Chapter,Verse,Text\n" + "".join(
            f'{book},{chapter},{verse},"{text}"\n' for book, chapter, verse, text in rows))

    def test_bibles_leave_out_the_held_out_books_and_their_verses_elsewhere(self):
        self.bible("ChiUn", [("Genesis", 1, 1, "起初，"), ("Genesis", 1, 2, "地是"),
                             ("Mark", 1, 1, "福音的起頭"), ("Luke", 1, 1, "福音的起頭"),
                             ("Psalms", 1, 1, "有福的"), ("Job", 1, 1, "有一個人")])
        german = [("Genesis", 1, 1, "Am Anfang"), ("Genesis", 1, 2, "Die Erde"),
                  ("Mark", 1, 1, "Der Anfang"), ("Luke", 1, 1, "Der Anfang"),
                  ("Psalms", 1, 1, "Wohl dem"), ("Job", 1, 1, "Ein Mann"), ("Job", 1, 2, "Mehr")]
        for name in repositories.GERMAN_BIBLES:
            self.bible(name, german)
        rows = list(repositories.bible_rows(self.folder))
        elberfeld = [row[1:4] for row in rows if row[4] == "Elb1905"]
        self.assertEqual(elberfeld, [("起初，", "Am Anfang", "Genesis 1:1"),
                                     ("地是", "Die Erde", "Genesis 1:2"),
                                     ("有福的", "Wohl dem", "Psalms 1:1")])
        self.assertNotIn("Psalms 1:1", [row[3] for row in rows if row[4] == "Zurcher"])

    def test_laws_join_on_the_number_of_the_article_whatever_the_keys_are_called(self):
        self.write("FalVMingLing/A1.json", json.dumps(
            {"法規名稱": "法", "法規內容": [{"編章節": "第一章"}, {"條號": "第 1 條", "條文內容": "本法。"},
                                      {"條號": "第 2-1 條", "條文內容": "施行。"}]}))
        self.write("FalVMingLing/A2.json", json.dumps({"法規內容": []}))
        self.write("Eng_FalVMingLing/A1.json", json.dumps(
            {"EngContent": [{"EngNo": "Article 1", "EngText": "This Act."},
                            {"EngNo": "Article 2-1", "EngText": "In force."}]}))
        self.assertEqual(list(repositories.laws_rows(self.folder)), [
            ("zh-en/laws", "本法。", "This Act.", "FalVMingLing/A1.json#1"),
            ("zh-en/laws", "施行。", "In force.", "FalVMingLing/A1.json#2-1")])

    def test_the_declaration_pairs_the_paragraphs_of_an_article(self):
        form = ('<udhr xmlns="http://efele.net/udhr"><article number="1"><title>{}</title>'
                '<para>{}</para></article><article number="2">{}</article></udhr>')
        self.write("udhr_cmn_hant.xml", form.format("第一條", "人人。", "<para>一</para><para>二</para>"))
        self.write("udhr_deu_1996.xml", form.format("Artikel 1", "Alle.", "<para>Nur eins</para>"))
        self.assertEqual(list(repositories.udhr_rows(self.folder)), [
            ("zh-de/prose", "第一條", "Artikel 1", "article1/title", "udhr"),
            ("zh-de/prose", "人人。", "Alle.", "article1/para", "udhr")])

    def test_the_guide_pairs_the_blocks_of_its_articles(self):
        self.write("zh-hant/a.md", "---\ntitle: x\n---\n# 標題\n\n見[這裡](http://a)。\n\n* 一\n* 二\n")
        self.write(
            "de/a.md",
            "---\ntitle: y\n---\n# Titel\n\nSiehe [hier](http://a).\n\n* Eins\n* Zwei\n")
        self.assertEqual([row[1:] for row in repositories.opensource_guide_rows(self.folder)], [
            ("標題", "Titel", "a.md", "opensource.guide"),
            ("見這裡。", "Siehe hier.", "a.md", "opensource.guide"),
            ("一", "Eins", "a.md", "opensource.guide"), ("二", "Zwei", "a.md", "opensource.guide")])

    def test_wordnets_join_on_the_synset(self):
        self.write("wn-data-cmn.tab", "# cmn\n1-n\tcmn:lemma\t新+的\n2-n\tcmn:lemma\t水\n")
        self.write("wn-wikt-deu.tab", "1-n\tdeu:lemma\tneu\n1-n\tdeu:def\tNeues\n3-n\tlemma\tRad\n")
        self.assertEqual(list(repositories.omw_rows(self.folder)),
                         [("zh-de/dictionary", "新的", "neu", "1", "omw")])

    def test_wikipedia_titles(self):
        self.write("zh_yue-de_wiki.txt", "鈉\tNatrium\n\n水\nABC\tAbc\n")
        self.assertEqual(list(repositories.wiki_titles_rows(self.folder)),
                         [("zh-de/dictionary", "鈉", "Natrium", "1", "wikititles-yue")])

    def test_a_missing_file_is_named_together_with_the_place_that_helps(self):
        for converter in (repositories.tatoeba_rows, repositories.bible_rows,
                          repositories.laws_rows, repositories.udhr_rows,
                          repositories.opensource_guide_rows, repositories.omw_rows,
                          repositories.wiki_titles_rows):
            with self.subTest(converter.__name__):
                with self.assertRaisesRegex(FileNotFoundError, "is missing; .*README.md"):
                    list(converter(os.path.join(self.folder, "nowhere")))


class Conversion(unittest.TestCase):
    def test_a_machine_without_opencc_says_what_to_install(self):
        with mock.patch.dict(os.environ, {"PATH": "/nonexistent"}):
            with self.assertRaisesRegex(traditional.ConversionError, "apt-get install opencc"):
                traditional.to_traditional(["软件"])

    def test_lines_stay_lines(self):
        # OpenCC is one of the packages the project needs, so its absence here is a failure.
        self.assertEqual(traditional.to_traditional(["软件", "", "打印机"]), ["軟體", "", "印表機"])


if __name__ == "__main__":
    unittest.main()
