"""What bash and zsh offer after the TAB key."""

import os
import pathlib
import pty
import select
import subprocess
import tempfile
import time
import unittest

from installed import TREE

BASH = TREE / "share/bash-completion/completions/qiao"
ZSH = TREE / "share/zsh/vendor-completions"

# What was typed, as the shell cuts it, and what is offered for its last word.
CASES = [
    (["al"], ["align"]),
    (["tmx", "me"], ["merge"]),
    (["tmx", ""], ["validate", "merge", "filter", "stats", "convert", "diff", "--help",
                   "--version"]),
    (["align", "--pre"], ["--pre-split"]),
    (["align", "--format", "t"], ["tmx", "tsv"]),
    (["align", "--format", "=", "h"], ["html"]),
    (["align", "--format", "="], ["tmx", "tsv", "jsonl", "ladder", "html"]),
    (["align", "--threads", ""], []),
    (["align", "st"], ["story one.txt", "story.txt"]),
    (["align", "story.txt", "-o", "st"], ["story one.txt", "story.txt"]),
    (["check", "--fail-on", "d"], ["dropped"]),
    (["tmx", "merge", "--winner", "b"], ["best"]),
    (["model", "info", "--d"], []),
    (["nonsense", "--x"], []),
]


def folder_with_stories():
    folder = tempfile.TemporaryDirectory()
    for name in ("story.txt", "story one.txt"):
        pathlib.Path(folder.name, name).touch()
    return folder


class Bash(unittest.TestCase):
    def test_table(self):
        script = f"""
            source '{BASH}'
            COMP_WORDS=(qiao "$@")
            COMP_CWORD=$#
            _qiao
            [ ${{#COMPREPLY[@]}} -eq 0 ] || printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        with folder_with_stories() as folder:
            for words, offered in CASES:
                with self.subTest(words):
                    result = subprocess.run(["bash", "-c", script, "bash", *words], cwd=folder,
                                            capture_output=True, text=True)
                    self.assertEqual(result.stderr, "")
                    self.assertEqual(sorted(result.stdout.splitlines()), sorted(offered))


class Terminal:
    """A real zsh on a terminal of its own: keys are typed, and the screen is read."""

    def __init__(self, folder):
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ.update(TERM="dumb", COLUMNS="200")
            os.execlp("zsh", "zsh", "-f", "-i")
        self.type("PS1='> '; LISTMAX=1000; "
                  f"fpath=('{ZSH}' $fpath); autoload -U compinit; compinit -u -D; print re''ady\n")
        self.screen = ""
        self.wait_for("ready\r\n")
        self.wait_for("> ")

    def close(self):
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.file)

    def type(self, text):
        os.write(self.file, text.encode())

    def wait_for(self, wanted):
        """Reads on until the screen shows it; drops what comes before. False after half a minute."""
        deadline = time.monotonic() + 30
        while wanted not in self.screen:
            if time.monotonic() > deadline:
                return False
            if select.select([self.file], [], [], 0.5)[0]:
                self.screen += os.read(self.file, 65536).decode(errors="replace")
        self.screen = self.screen.split(wanted, 1)[1]
        return True


class Zsh(unittest.TestCase):
    # What is typed, with TAB at its end, and what the line or the list below it then says.
    CASES = [
        ("qiao al\t", "qiao align "),
        ("qiao tmx me\t", "qiao tmx merge "),
        ("qiao align --pre\t", "qiao align --pre-split "),
        ("qiao align --format=h\t", "--format=html "),
        ("qiao check --fail-on=d\t", "--fail-on=dropped "),
        ("qiao align story.\t", "qiao align story.txt "),
        ("qiao model \t", "take over aligned vectors of fastText"),
    ]

    def test_table(self):
        with folder_with_stories() as folder:
            for typed, shown in self.CASES:
                with self.subTest(typed):
                    terminal = Terminal(folder)
                    terminal.type(typed)
                    self.assertTrue(terminal.wait_for(shown), terminal.screen)
                    terminal.close()


if __name__ == "__main__":
    unittest.main()
