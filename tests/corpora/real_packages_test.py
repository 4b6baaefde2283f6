"""Two small packages are fetched from Debian and extracted for real.

Where they cannot be fetched, installed copies of the same files take their place; where those are
absent too, the test is skipped and says why (exit code 77, which ctest shows as skipped).
"""

import contextlib
import glob
import io
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import training_path  # noqa: F401
import make_training_text
import packages
import sources

INSTALLED = {"iso-codes": "iso_*.mo", "hexchat-common": "hexchat.mo"}


class Extraction(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cache = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.reasons = {}  # why a package could not be fetched
        for package in INSTALLED:
            try:
                packages.debian_package(package, cls.cache)
            except packages.PackageError as error:
                cls.reasons[package] = str(error)

    def rows(self, name, package):
        """The rows of a source, from the package or from the installed files."""
        source = next(source for source in sources.all_sources() if source.name == name)
        places = sources.Places(cache=self.cache)
        if package not in self.reasons:
            return list(source.rows(places))
        files = [(path, pathlib.Path(path).read_bytes()) for language in ("zh_TW", "de") for path in
                 glob.glob(f"/usr/share/locale/{language}/LC_MESSAGES/{INSTALLED[package]}")]
        if not files:
            self.skipTest(f"not to be fetched and not installed: {self.reasons[package]}")
        with mock.patch.object(sources, "_files", lambda *_: iter(files)):
            return list(source.rows(places))

    def test_iso_codes_names_countries_and_languages_in_three_languages(self):
        rows = self.rows("iso-codes", "iso-codes")
        dictionary = {row[1]: row[2] for row in rows if row[0] == "zh-de/dictionary"}
        self.assertEqual(dictionary.get("立陶宛"), "Litauen")
        self.assertGreater(len(dictionary), 1000)
        self.assertIn(("de-en/l10n", "Litauen", "Lithuania", "iso-codes"), rows)

    def test_a_program_s_catalogues_give_sentences_without_accelerators(self):
        rows = self.rows("mo.hexchat-common", "hexchat-common")
        tables = {table: [row for row in rows if row[0] == table]
                  for table in ("zh-de/l10n", "zh-en/l10n", "de-en/l10n")}
        for table, of_table in tables.items():
            self.assertGreater(len(of_table), 300, table)
        for _, zh, de, source in tables["zh-de/l10n"]:
            self.assertEqual(source, "mo.hexchat-common")
            self.assertNotRegex(zh, r"\([_&]\w\)")
            self.assertFalse(de.startswith("_"), de)

    def test_the_command_writes_them_and_counts_them(self):
        if "iso-codes" in self.reasons:
            self.skipTest(f"not to be fetched: {self.reasons['iso-codes']}")
        with tempfile.TemporaryDirectory() as out:
            command = ["--out", out, "--cache", self.cache, "--only", "iso-codes"]
            with contextlib.redirect_stdout(io.StringIO()):
                self.assertEqual(make_training_text.main(command), 0)
            written = (pathlib.Path(out) / "zh-de" / "dictionary.tsv").read_text(encoding="utf-8")
            counts = (pathlib.Path(out) / "counts.tsv").read_text(encoding="utf-8")
        rows = written.splitlines()
        self.assertIn(f"zh-de/dictionary\tall\t{len(rows)}\t{len(rows)}", counts)
        self.assertTrue(all(len(row.split("\t")) == 4 for row in rows))


if __name__ == "__main__":
    program = unittest.main(exit=False, verbosity=2)
    result = program.result
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(77 if len(result.skipped) == result.testsRun else 0)
