"""Every command has a page, the pages are good mdoc, and they say what --help says."""

import re
import unittest

from installed import PROGRAM, TREE, run

PAGES = sorted((TREE / "share/man/man1").glob("*.1"))


def commands(words=()):
    """All that --help lists, menus included, as tuples of words."""
    text = run([PROGRAM, *words, "--help"]).stdout
    listed = re.search(r"is one of:\n((?:  \S.*\n)+)", text)
    if not listed:
        return [words]
    names = [line.split()[0] for line in listed[1].splitlines()]
    return [words] + [found for name in names for found in commands((*words, name))]


class Manual(unittest.TestCase):
    def test_every_command_has_a_page_and_every_page_a_command(self):
        wanted = {"-".join(("qiao", *words)) + ".1" for words in commands()}
        self.assertGreater(len(wanted), 15)
        self.assertEqual({page.name for page in PAGES}, wanted)

    def test_the_pages_are_good_mdoc(self):
        for page in PAGES:
            with self.subTest(page.name):
                lint = run(["mandoc", "-Tlint", "-Wwarning", page])
                self.assertEqual(lint.stdout + lint.stderr, "")
                shown = run(["man", "--warnings", "-l", page], MANPAGER="cat")
                self.assertEqual((shown.returncode, shown.stderr), (0, ""))

    def test_a_page_has_the_options_of_the_help_and_their_words(self):
        for words in commands():
            help_text = run([PROGRAM, *words, "--help"]).stdout
            page = TREE / "share/man/man1" / ("-".join(("qiao", *words)) + ".1")
            shown = run(["mandoc", "-Tutf8", "-Owidth=1000", page]).stdout
            shown = re.sub(".\b", "", shown)
            for option in re.findall(r"^  (?:-\w \[ )?(--[\w-]+)", help_text, re.MULTILINE):
                with self.subTest(page=page.name, option=option):
                    self.assertRegex(shown, rf"(?m)^ .*{option}\b")

    def test_the_first_page_says_how_a_command_ends(self):
        shown = run(["mandoc", "-Tascii", TREE / "share/man/man1/qiao.1"]).stdout
        shown = re.sub(".\b", "", shown)
        for said in ("EXIT STATUS", "QIAO_MODEL", "qiao-tmx(1)"):
            self.assertIn(said, shown)


if __name__ == "__main__":
    unittest.main()
