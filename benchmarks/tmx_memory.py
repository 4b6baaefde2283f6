#!/usr/bin/env python3
"""Makes a memory of any number of units, the same for the same number: texts of random characters
and words, a score each. Usage: tmx_memory.py UNITS > memory.tmx"""
import random
import sys

random.seed(1)
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 600)]
WORDS = ("der die das und Haus Baum gehen sehen klein groß Straße über Bäume Kinder gestern morgen "
         "Wasser Licht Stadt Freund lange wieder niemals Geschichte").split()

print('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n  <header creationtool="made" '
      'creationtoolversion="1" segtype="sentence" o-tmf="made" adminlang="en" srclang="zh-TW" '
      'datatype="plaintext">\n  </header>\n  <body>')
for _ in range(int(sys.argv[1])):
    chinese = "".join(random.choices(HAN, k=random.randint(8, 40))) + "。"
    german = " ".join(random.choices(WORDS, k=random.randint(5, 20))).capitalize() + "."
    print(f'    <tu creationdate="20250311T093000Z">\n'
          f'      <prop type="x-score">{random.random():.4f}</prop>\n'
          f'      <prop type="x-bead">1-1</prop>\n'
          f'      <tuv xml:lang="zh-TW"><seg>{chinese}</seg></tuv>\n'
          f'      <tuv xml:lang="de-DE"><seg>{german}</seg></tuv>\n    </tu>')
print("  </body>\n</tmx>")
