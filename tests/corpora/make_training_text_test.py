"""The command: it goes on where it stopped, survives a failing source, and holds out text."""

import contextlib
import io
import pathlib
import tempfile
import unittest
from unittest import mock

import training_path  # noqa: F401
import make_training_text
import sources


class Command(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.out = pathlib.Path(scratch.name)
        self.calls = []
        self.rows = {
            "first": [("zh-de/l10n", "開啟", "Öffnen", "first"), ("zh-de/l10n", "關閉", "Zu", "first")],
            "second": [("zh-de/l10n", "開啟", "Öffnen", "second"), ("de-en/ding", "Haus", "house")],
        }
        patch = mock.patch.object(sources, "all_sources", self.made_sources)
        patch.start()
        self.addCleanup(patch.stop)

    def made_sources(self):
        def rows(name):
            def yield_rows(_):
                self.calls.append(name)
                for row in self.rows[name]:
                    if isinstance(row, Exception):
                        raise row
                    yield row
            return yield_rows
        return [sources.Source(name, "packages", rows(name)) for name in self.rows]

    def run_command(self, *arguments):
        output, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            code = make_training_text.main(["--out", str(self.out), *arguments])
        return code, output.getvalue(), errors.getvalue()

    def table(self, name):
        return (self.out / f"{name}.tsv").read_text(encoding="utf-8")

    def test_the_first_source_keeps_a_pair_and_the_counts_say_so(self):
        code, output, _ = self.run_command()
        self.assertEqual(code, 0)
        self.assertEqual(self.table("zh-de/l10n"), "開啟\tÖffnen\tfirst\n關閉\tZu\tfirst\n")
        self.assertEqual(self.table("de-en/ding"), "Haus\thouse\n")
        counts = (self.out / "counts.tsv").read_text(encoding="utf-8")
        self.assertEqual(counts, "table\tsource\tread\twritten\n"
                         "zh-de/l10n\tfirst\t2\t2\nzh-de/l10n\tsecond\t1\t0\n"
                         "zh-de/l10n\tall\t3\t2\n"
                         "de-en/ding\tsecond\t1\t1\nde-en/ding\tall\t1\t1\n")
        self.assertIn(counts, output)

    def test_a_second_run_extracts_nothing_again_and_writes_the_same(self):
        self.run_command()
        before = self.table("zh-de/l10n")
        self.run_command()
        self.assertEqual(self.calls, ["first", "second"])
        self.assertEqual(self.table("zh-de/l10n"), before)

    def test_a_failing_source_is_one_line_and_the_next_run_tries_it_again(self):
        good = self.rows["first"]
        self.rows["first"] = [good[0], OSError("disk\nfull")]
        code, _, errors = self.run_command()
        self.assertEqual(code, 1)
        self.assertIn("first: failed: disk full\n", errors)
        self.assertEqual(self.table("zh-de/l10n"), "開啟\tÖffnen\tsecond\n")
        self.rows["first"] = good
        code, _, errors = self.run_command()
        self.assertEqual((code, errors), (0, ""))
        self.assertEqual(self.calls, ["first", "second", "first"])

    def test_only_the_sources_asked_for_are_extracted(self):
        self.run_command("--only", "second")
        self.assertEqual(self.calls, ["second"])
        code, _, errors = self.run_command("--only", "third")
        self.assertEqual(code, 2)
        self.assertIn("no source third", errors)

    def test_held_out_strings_drop_the_rows_that_have_them_on_either_side(self):
        held_out = self.out / "dev.tsv"
        held_out.write_text("<i>開啟</i>\tirgendwas\nnichts\thouse\n", encoding="utf-8")
        self.run_command("--held-out-strings", str(held_out))
        self.assertEqual(self.table("zh-de/l10n"), "關閉\tZu\tfirst\n")
        self.assertFalse((self.out / "de-en" / "ding.tsv").exists())

    def test_a_table_left_empty_by_a_later_run_does_not_keep_its_old_rows(self):
        self.run_command()
        held_out = self.out / "dev.tsv"
        held_out.write_text("Haus\n", encoding="utf-8")
        self.run_command("--held-out-strings", str(held_out))
        self.assertFalse((self.out / "de-en" / "ding.tsv").exists())

    def test_held_out_text_drops_what_shares_a_long_run_with_it(self):
        zh = "一二三四五六七八九十百千萬億"  # 14 characters
        de = "der alte Mann ging am Abend langsam heim"  # 8 words
        self.rows = {"first": [
            ("zh-de/l10n", f"又{zh}了", "Eins", "x"), ("zh-de/l10n", "短", f"Nun, {de}.", "x"),
            ("zh-de/l10n", zh[:13] + "兆", "Der alte Mann ging", "x")]}
        held_out = self.out / "dev.tsv"
        held_out.write_text(f"前{zh[:6]}，{zh[6:]}後\t{de}!\n", encoding="utf-8")
        self.run_command("--held-out-text", str(held_out))
        self.assertEqual(self.table("zh-de/l10n"), zh[:13] + "兆\tDer alte Mann ging\tx\n")

    def test_a_missing_held_out_file_ends_the_run_before_any_work(self):
        code, _, errors = self.run_command("--held-out-strings", str(self.out / "none.tsv"))
        self.assertEqual((code, self.calls), (2, []))
        self.assertIn("none.tsv is missing", errors)


class Table(unittest.TestCase):
    def test_every_source_has_its_own_name_and_a_known_kind(self):
        known = list(sources.all_sources())
        self.assertEqual(len({source.name for source in known}), len(known))
        self.assertEqual({source.kind for source in known}, {"packages", "repositories"})

    def test_a_repository_that_was_not_fetched_says_what_is_needed(self):
        bible = next(source for source in sources.all_sources() if source.name == "bible")
        with self.assertRaisesRegex(FileNotFoundError, "--repositories DIR"):
            list(bible.rows(sources.Places(cache="unused")))


if __name__ == "__main__":
    unittest.main()
