"""Turns Simplified text into Traditional with the vocabulary of Taiwan, by the opencc program."""

import subprocess


class ConversionError(Exception):
    pass


def to_traditional(texts):
    """Converts texts of one line each with OpenCC's s2twp; ConversionError without opencc."""
    if not texts:
        return []
    try:
        done = subprocess.run(["opencc", "-c", "s2twp"], input="\n".join(texts) + "\n",
                              capture_output=True, text=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        raise ConversionError("opencc is not installed; apt-get install opencc") from None
    lines = done.stdout.split("\n")[:-1]
    if done.returncode != 0 or len(lines) != len(texts):
        raise ConversionError(f"opencc failed: {done.stderr.strip() or 'line count changed'}")
    return lines
