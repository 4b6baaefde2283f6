"""The installed program finds its model, wherever the folder is moved to; nothing is missing."""

import os
import shlex
import shutil
import subprocess
import tempfile
import unittest

from installed import LIBRARIES, MODEL, PROGRAM, SOURCE, TREE, run, story


class Tree(unittest.TestCase):
    def test_the_program_aligns_with_the_model_beside_it(self):
        result = run([PROGRAM, "align", story("zh"), story("de"), "--format", "ladder"])
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("[0]:[0]:", result.stdout)

    def test_a_moved_folder_still_works(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(TREE, f"{folder}/elsewhere")
            result = run([f"{folder}/elsewhere/bin/qiao", "align", story("zh"), story("de")])
            self.assertEqual(result.returncode, 0, result.stderr)

    def test_public_headers_include_only_what_is_installed(self):
        includes = TREE / "include/qiao"
        headers = sorted(str(h.relative_to(includes)) for h in includes.rglob("*.h"))
        for wanted in ("text/document.h", "embed/encoder.h", "align/aligner.h", "bridge/side.h",
                       "tmx/reader.h"):
            self.assertIn(wanted, headers)
        text = "".join(f'#include "{header}"\n' for header in headers)
        flags = self.pkg_config("--cflags")
        result = subprocess.run([*shlex.split(os.environ["CXX"]), "-std=c++20", "-fsyntax-only",
                                 "-x", "c++", "-", *flags], input=text, text=True,
                                capture_output=True)
        self.assertEqual(result.returncode, 0, result.stderr)

    def pkg_config(self, *words):
        result = run(["pkg-config", *words, "qiao"], PKG_CONFIG_PATH=str(LIBRARIES / "pkgconfig"))
        self.assertEqual(result.returncode, 0, result.stderr)
        return shlex.split(result.stdout)

    def test_pkg_config_says_how_to_compile_and_link(self):
        self.assertEqual(os.path.realpath(self.pkg_config("--variable=model")[0]),
                         os.path.realpath(MODEL))
        with tempfile.TemporaryDirectory() as folder:
            program = f"{folder}/own_score"
            command = [*shlex.split(os.environ["CXX"]), *shlex.split(os.environ["CXXFLAGS"]),
                       "-std=c++20", SOURCE / "examples/own_score.cc", "-o", program,
                       *self.pkg_config("--cflags", "--libs")]
            result = run(command)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn("Die neue Brücke", run([program]).stdout)


if __name__ == "__main__":
    unittest.main()
