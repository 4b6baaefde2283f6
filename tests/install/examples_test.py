"""The examples do what their first lines say."""

import tempfile
import unittest

from installed import EXAMPLES, MODEL, PROGRAM, run, story


class Examples(unittest.TestCase):
    def output(self, example, *arguments):
        result = run([EXAMPLES / example, *arguments], QIAO_MODEL=str(MODEL))
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def test_align_two_texts(self):
        mine = self.output("align_two_texts", story("zh"), story("de"))
        rows = run([PROGRAM, "align", story("zh"), story("de"), "--format", "tsv"]).stdout
        statuses = [row.split("\t")[4] for row in rows.splitlines()[1:]]
        self.assertEqual([line.split()[0] for line in mine.splitlines() if line[0] != " "],
                         statuses)

    def test_a_missing_text_is_said_in_a_line(self):
        result = run([EXAMPLES / "align_two_texts", "nowhere.txt", story("de")])
        self.assertEqual(result.returncode, 3)
        self.assertRegex(result.stderr, r"\Anowhere.txt: [^\n]*\n\Z")

    def test_embed_sentences(self):
        self.assertEqual(self.output("embed_sentences"), "老太太每天早上餵鴿子。\n"
                         "Jeden Morgen füttert die alte Frau die Tauben.\n")

    def test_read_memory(self):
        with tempfile.TemporaryDirectory() as folder:
            memory = f"{folder}/story.tmx.gz"
            run([PROGRAM, "align", story("zh"), story("de"), "-o", memory])
            lines = self.output("read_memory", memory).splitlines()
        rows = run([PROGRAM, "align", story("zh"), story("de"), "--format", "tsv"]).stdout
        pairs = [r.split("\t")[:2] for r in rows.splitlines()[1:]]
        self.assertEqual([line.split("\t") for line in lines], [p for p in pairs if all(p)])

    def test_own_score(self):
        self.assertEqual(self.output("own_score").splitlines(), [
            "1895年：新橋 | Die neue Brücke (1895)",
            "前言 | ",
            "3億元的隧道 | Ein Tunnel für 300 Millionen",
            "2025年3月 | März 2025",
        ])


if __name__ == "__main__":
    unittest.main()
