"""The review page in headless Chromium, used as a person uses it.

    review_page_test.py QIAO CORPORA [TEST...]
"""

import base64
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import unittest

from webdriver import Browser

QIAO = ""
CORPORA = pathlib.Path()
FORMATS = ("tmx", "tsv", "ladder", "jsonl")


def qiao(folder, *arguments):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1741685400"}
    subprocess.run([QIAO, *map(str, arguments)], cwd=folder, env=environment, check=True,
                   capture_output=True)


def stores_with(**stores):
    """A script that puts stores with these items in the place of the browser's."""
    return """
        for (const [name, items] of Object.entries(%s)) {
          const kept = new Map(Object.entries(items));
          Object.defineProperty(window, name, {configurable: true, value: {
            getItem: (key) => kept.get(key) ?? null,
            setItem: (key, value) => { kept.set(key, value); },
          }});
        }""" % json.dumps(stores)


def without_dates(memory):
    return re.sub(rb'creationdate="\d{8}T\d{6}Z"', b'creationdate=""', memory)


class ReviewPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()
        # Chromium 156 shows a reloaded page an old localStorage once in some hundred times. Here it
        # shows none, each time: what a page keeps comes back by sessionStorage.
        cls.browser.before_pages(stores_with(localStorage={}))

    @classmethod
    def tearDownClass(cls):
        cls.browser.__exit__()

    def setUp(self):
        self._scratch = tempfile.TemporaryDirectory(prefix="qiao-review-")
        self.addCleanup(self._scratch.cleanup)
        self.folder = pathlib.Path(self._scratch.name)
        self.browser.resize(1440, 900)

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [])
        self.forget()

    # ---- What the tests do ----

    def open_pair(self, source, target, *options):
        (self.folder / "a.txt").write_text(source, encoding="utf-8")
        (self.folder / "b.txt").write_text(target, encoding="utf-8")
        self.texts = ("a.txt", "b.txt", *options)
        qiao(self.folder, "align", *self.texts, "-o", "page.html")
        self.browser.open(self.folder / "page.html")

    def open_story(self, name):
        folder = CORPORA / name
        self.open_pair((folder / "zh.txt").read_text("utf-8"), (folder / "de.txt").read_text("utf-8"))

    def export(self, file_format):
        name, exported = self.browser.hand_out(lambda: self.click_export(file_format))
        self.assertEqual(name, f"a.reviewed.{file_format}")
        return exported

    def click_export(self, file_format):
        self.browser.run("document.getElementById('export-menu').open = true")
        self.browser.click(f"[data-export={file_format}]")

    def ladder(self):
        """The beads as the page has them: [([0, 1], [2]), …]."""
        lines = self.export("ladder").decode().splitlines()
        return [tuple(json.loads(ids) for ids in line.rsplit(":", 1)[0].split(":"))
                for line in lines]

    def program_writes(self, file_format, *call):
        qiao(self.folder, "align", *call, "-o", f"out.{file_format}")
        return (self.folder / f"out.{file_format}").read_bytes()

    def expect_same_bytes(self, call):
        for file_format in FORMATS:
            with self.subTest(format=file_format):
                self.assertEqual(without_dates(self.export(file_format)),
                                 without_dates(self.program_writes(file_format, *call)))

    def expect_same_bytes_after_review(self):
        (self.folder / "r.jsonl").write_bytes(self.export("jsonl"))
        self.expect_same_bytes(("--from", "r.jsonl"))

    def forget(self):
        """Empties what the browser keeps for pages from disk."""
        self.browser.run("sessionStorage.clear()")

    def go(self, bead):
        self.browser.keys("Home", *["j"] * bead)

    # ---- What is true ----

    def test_opens_with_every_bead_and_no_network(self):
        self.open_story("news")
        beads = len(self.ladder())
        self.assertEqual(self.browser.text("#filters .all b"), str(beads))
        self.assertEqual(self.browser.run(
            "return performance.getEntriesByType('resource').filter("
            "  (entry) => !entry.name.startsWith('data:') && !entry.name.startsWith('blob:'))"
            "  .length"), 0)
        self.assertEqual(self.browser.text("#saved"), "No changes yet")

    def test_an_untouched_page_exports_what_the_program_writes(self):
        for story in ("news", "letter"):
            with self.subTest(story=story):
                self.open_story(story)
                self.expect_same_bytes(self.texts)

    def test_an_export_arrives_as_a_file(self):
        self.open_three()
        self.browser.reload()       # away with hand_out(): the browser itself gets the file
        self.assertEqual(
            self.browser.download("a.reviewed.tsv", lambda: self.click_export("tsv")),
            self.program_writes("tsv", *self.texts))

    def test_filters_show_the_beads_of_a_status(self):
        self.open_story("news")
        lines = self.program_writes("tsv", *self.texts).decode().splitlines()[1:]
        dropped = sum(line.endswith("\tdropped") for line in lines)
        self.assertGreater(dropped, 0)
        self.browser.click("#filters .dropped")
        self.assertEqual(self.browser.text("#filters .dropped b"), str(dropped))
        self.assertEqual(self.browser.run(
            "return document.querySelectorAll('.row').length === "
            "document.querySelectorAll('.row.dropped').length"), True)
        self.assertEqual(self.browser.run(
            "return document.getElementById('beads').getAttribute('aria-rowcount')"),
            str(dropped + 1))
        self.browser.click("#filters .all")
        self.assertEqual(self.browser.run(
            "return document.getElementById('beads').getAttribute('aria-rowcount')"),
            str(len(lines) + 1))

    def test_search_finds_in_both_texts_and_marks(self):
        self.open_pair("他買了一輛紅色的車。\n她喜歡音樂。\n明天會下雨。\n",
                       "Er kaufte ein rotes Auto.\nSie liebt Musik.\nMorgen wird es regnen.\n")
        self.browser.keys("/")
        self.browser.type("#search", "MUSIK")
        self.assertEqual(self.browser.text("#found"), "1 of 3")
        self.assertEqual(self.browser.text(".found"), "Musik")
        self.browser.keys("Escape", "/")
        self.browser.type("#search", "下雨")
        self.assertEqual(self.browser.text(".found"), "下雨")
        self.browser.keys("Escape")
        self.assertEqual(self.browser.text("#found"), "")
        self.assertEqual(self.browser.run("return document.querySelectorAll('.row').length"), 3)

    def open_three(self):
        self.open_pair("他買了一輛紅色的車。\n她喜歡音樂。\n明天會下雨。\n",
                       "Er kaufte ein rotes Auto.\nSie liebt Musik.\nMorgen wird es regnen.\n")
        self.assertEqual(self.ladder(), [([0], [0]), ([1], [1]), ([2], [2])])

    def test_merge_split_undo_and_redo(self):
        self.open_three()
        self.browser.keys("m")
        self.assertEqual(self.ladder(), [([0, 1], [0, 1]), ([2], [2])])
        self.browser.keys("s")
        self.assertEqual(self.ladder(), [([0], [0]), ([1], [1]), ([2], [2])])
        self.browser.keys("z")
        self.assertEqual(self.ladder(), [([0, 1], [0, 1]), ([2], [2])])
        self.browser.keys("Control+z")
        self.assertEqual(self.ladder(), [([0], [0]), ([1], [1]), ([2], [2])])
        self.browser.keys("y", "y")
        self.assertEqual(self.ladder(), [([0], [0]), ([1], [1]), ([2], [2])])
        self.expect_same_bytes_after_review()

    def test_a_split_follows_the_words(self):
        self.open_three()
        self.browser.keys("m", "m", "s")
        first = self.ladder()[0]
        self.assertEqual(first[0], first[1])

    def test_sentences_move_up_and_down(self):
        self.open_three()
        self.browser.keys("j", "Left", "u")     # the target sentence of the second bead
        self.assertEqual(self.ladder(), [([0], [0, 1]), ([1], []), ([2], [2])])
        self.browser.keys("d")                  # … is still chosen, and goes back
        self.assertEqual(self.ladder(), [([0], [0]), ([1], [1]), ([2], [2])])
        self.browser.keys("d")
        self.assertEqual(self.ladder(), [([0], [0]), ([1], []), ([2], [1, 2])])
        self.browser.keys("Escape", "Home", "Right", "d", "d")
        self.assertEqual(self.ladder(), [([], [0]), ([], []), ([0, 1, 2], [1, 2])][::2])
        self.expect_same_bytes_after_review()

    def test_marking_dropped_parts_the_sides(self):
        self.open_three()
        self.browser.keys("j", "x")
        self.assertEqual(self.ladder(), [([0], [0]), ([1], []), ([], [1]), ([2], [2])])
        self.assertIn(b"\tdropped\n", self.export("tsv"))
        self.expect_same_bytes_after_review()

    def test_accepting_makes_a_bead_certain(self):
        self.open_three()
        self.browser.keys("a")
        self.assertIn(b"\t1.0000\t1-1\taligned\n", self.export("tsv").splitlines(True)[1])
        self.assertIn(b'"reviewed":true', self.export("jsonl").splitlines()[0])
        self.expect_same_bytes_after_review()

    def test_edited_text_goes_into_every_export(self):
        self.open_three()
        self.browser.keys("Left", "e")
        self.browser.run("document.querySelector('textarea').value = arguments[0]",
                         "Er hat <ein> \"rotes\" Auto & kein\tgrünes")
        self.browser.keys("Enter")
        self.assertEqual(self.browser.text(".s.edited"), "Er hat <ein> \"rotes\" Auto & kein\tgrünes")
        self.assertIn("Auto &amp; kein".encode(), self.export("tmx"))
        self.expect_same_bytes_after_review()
        self.browser.keys("z")
        self.assertEqual(self.browser.run("return document.querySelectorAll('.edited').length"), 0)
        self.browser.keys("e", "x", "Escape")
        self.assertEqual(self.browser.text("#undo") and self.browser.run(
            "return document.getElementById('undo').disabled"), True)

    def test_nothing_is_lost_on_reload(self):
        self.open_three()
        self.browser.keys("m", "j", "x", "z")
        before = self.ladder()
        self.assertEqual(before, [([0, 1], [0, 1]), ([2], [2])])
        self.browser.keys("y")
        self.assertEqual(self.browser.text("#saved"), "1 change not exported (kept in this browser)")
        self.browser.reload()
        self.assertEqual(self.browser.text("#saved"), "1 change not exported (kept in this browser)")
        self.assertEqual(self.ladder(), [([0, 1], [0, 1]), ([2], []), ([], [2])])
        self.assertEqual(self.browser.text("#saved"), "All changes exported")
        self.browser.keys("z", "z")
        self.assertEqual(self.ladder(), [([0], [0]), ([1], [1]), ([2], [2])])

    def test_the_newer_store_of_the_browser_counts(self):
        self.open_three()
        states = []
        for key in ("a", "m"):
            self.browser.keys(key)
            states.append(self.browser.run("return {...sessionStorage}"))
        old, new = states
        for local, session in ((old, new), (new, old), ({}, new), (new, {})):
            with self.subTest(local=local, session=session):
                number = self.browser.before_pages(
                    stores_with(localStorage=local, sessionStorage=session))
                self.browser.reload()
                self.assertEqual(self.browser.text("#saved"),
                                 "2 changes not exported (kept in this browser)")
                self.browser.no_longer_before_pages(number)
        self.browser.reload()

    def test_starting_over_forgets_every_change(self):
        self.open_three()
        self.browser.keys("m", "a")
        self.browser.run("window.confirm = () => true; document.getElementById('restart').click()")
        self.assertEqual(self.browser.text("#saved"), "No changes yet")
        self.browser.reload()
        self.assertEqual(self.browser.text("#saved"), "No changes yet")
        self.assertEqual(self.ladder(), [([0], [0]), ([1], [1]), ([2], [2])])

    def test_a_page_that_cannot_keep_says_so(self):
        self.open_three()
        self.browser.run("Storage.prototype.setItem = () => { throw new Error('full'); }")
        self.browser.keys("m")
        self.assertIn("1 change not saved", self.browser.text("#saved"))
        self.ladder()

    def test_a_review_is_taken_up_by_another_page(self):
        self.open_three()
        self.browser.keys("m", "e", "End", "!", "Enter", "j", "x")
        review = self.export("jsonl")
        ladder = self.ladder()
        (self.folder / "r.jsonl").write_bytes(review)
        self.forget()
        self.browser.reload()
        self.assertEqual(self.browser.text("#saved"), "No changes yet")
        self.browser.run("document.getElementById('export-menu').open = true")
        self.browser.type("#load", str(self.folder / "r.jsonl"))
        self.browser.run("return new Promise((done) => setTimeout(done, 200))")
        self.assertEqual(self.ladder(), ladder)
        self.assertEqual(self.export("jsonl"), review)
        self.browser.keys("z")
        self.assertEqual(self.ladder(), [([0], [0]), ([1], [1]), ([2], [2])])

    def test_markup_in_documents_is_text(self):
        hostile = ["</script><script>window.hacked = 1</script>", "<!--<script>", "<img src=x onerror=\"hacked=1\">",
                   "a & b &lt; c", "'\"`\\u003c\\n", "{{}} ]]> \u2028 \U0001F309",
                   "tab\tbell\a odd\ufffe\uffff \x7f\x85"]
        zh = "".join(f"第{i}句話說的是{text}。\n" for i, text in enumerate(hostile))
        de = "".join(f"Satz {i} sagt {text}.\n" for i, text in enumerate(hostile))
        self.open_pair(zh, de, "--pre-split", "--source-lang", "zh", "--target-lang", "de")
        self.assertIsNone(self.browser.run("return window.hacked"))
        shown = self.browser.run("return [...document.querySelectorAll('.cell.target .s')]"
                                 ".map((s) => s.textContent)")
        self.assertEqual(sorted(shown), sorted(de.split("\n")[:-1]))
        self.assertEqual(self.browser.run("return document.querySelectorAll('img').length"), 0)
        self.expect_same_bytes(self.texts)
        self.browser.keys("m", "a")
        self.expect_same_bytes_after_review()

    def test_words_that_mean_the_same_light_up_together(self):
        self.open_three()
        self.browser.run(
            "[...document.querySelectorAll('.cell.target .w')]"
            ".find((word) => word.textContent === 'Musik').id = 'here'")
        self.browser.hover("#here")
        self.assertEqual(self.browser.run(
            "return [...document.querySelectorAll('.cell.source .w.on')].map((w) => w.textContent)"),
            ["音樂"])

    def test_figures_that_differ_are_marked(self):
        self.open_pair("去年公司賺了2億美元。\n員工有35人。\n", 
                       "Im vergangenen Jahr verdiente die Firma 20 Millionen US-Dollar.\n"
                       "Sie hat 35 Angestellte.\n")
        self.assertEqual(self.browser.text("#filters .figures b"), "1")
        self.assertEqual(self.browser.run(
            "return [...document.querySelectorAll('.figure')]"
            ".map((figure) => figure.title.replace(/, \\d+ % sure$/, ''))"),
            2 * ["200,000,000 USD in the source, 20,000,000 USD in the target"])
        self.assertEqual(self.browser.run("return document.querySelectorAll('#notes li').length"), 1)
        # Of what a person puts together the page itself says what it sees.
        self.browser.keys("Home", "m")
        self.assertEqual(self.browser.run(
            "return [...document.querySelectorAll('.figure')].map((figure) => figure.title)"),
            ["200,000,000 USD: only in the source", "20,000,000 USD: only in the target"])

    def test_figures_that_the_check_lets_pass_are_not_marked(self):
        self.open_pair("山路冷清，他們花了七天走到海邊。\n員工有35人。\n",
                       "Die Bergstraße war leer, sie brauchten eine Woche bis ans Meer.\n"
                       "Die Firma hat 35 Angestellte.\n")
        for keys in ([], ["Home", "m"]):
            self.browser.keys(*keys)
            self.assertEqual(self.browser.text("#filters .figures b"), "0")
            self.assertEqual(
                self.browser.run("return document.querySelectorAll('.figure').length"), 0)

    def test_the_page_of_a_check_shows_what_it_found(self):
        self.open_pair(
            "醫生買了麵包和牛奶，因為醫院的廚房昨天晚上失火了。\n村子旁邊有一條河，河水又深又急。\n"
            "老師在黑板上寫下今天的日期。\n市場裡賣蔬菜、水果和新鮮的魚。\n"
            "晚上，祖母講了一個古老的故事。\n",
            "Der Arzt kaufte Brot und Milch.\n"
            "Neben dem Dorf fließt ein Fluss, sein Wasser ist tief und reißend.\n"
            "Die Lehrerin schreibt das heutige Datum an die Tafel.\n"
            "Auf dem Markt gibt es Gemüse, Obst und frischen Fisch.\n"
            "Am Abend erzählte die Großmutter eine alte Geschichte.\n")
        qiao(self.folder, "check", *self.texts, "-o", "check.html")
        for page in ("page.html", "check.html"):
            self.browser.open(self.folder / page)
            self.assertEqual(self.browser.text(".finding.partial"), "因為醫院的廚房昨天晚上失火了")
            self.assertEqual(self.browser.text("#filters .findings b"), "1")
            self.assertIn("partial: nothing in the target covers this",
                          self.browser.text("#notes"))

    def test_findings_of_the_check_are_marked_and_listed(self):
        self.open_three()
        page = (self.folder / "page.html").read_text("utf-8")
        self.assertIn('"findings":[]', page)
        (self.folder / "page.html").write_text(page.replace('"findings":[]', """"findings":[{
            "kind":"partial","side":"target","sentence":1,"begin":4,"end":9,
            "message":"nothing in the source covers this"}]"""), "utf-8")
        self.browser.reload()
        self.assertEqual(self.browser.text(".finding.partial"), "liebt")
        self.browser.click("#filters .findings")
        self.assertEqual(self.browser.run("return document.querySelectorAll('.row').length"), 1)
        self.assertEqual(self.browser.text("#notes"), "partial: nothing in the source covers this")

    def test_any_row_of_changes_exports_alike_and_can_be_undone(self):
        self.open_story("news")
        before = self.ladder()
        made = random.Random(5)
        for seed in range(3):
            self.browser.keys(*(made.choice(
                ["m", "s", "u", "d", "x", "a", "j", "j", "k", "Left", "Right", "Right", "z", "y",
                 "End", "Home", "n"]) for _ in range(120)))
            after = self.ladder()
            for side, other in ((0, "source"), (1, "target")):
                ids = [i for bead in after for i in bead[side]]
                self.assertEqual(sorted(ids), sorted(i for bead in before for i in bead[side]))
            self.assertNotIn(([], []), after)
            self.expect_same_bytes_after_review()
            self.browser.reload()
            self.assertEqual(self.ladder(), after)
        while self.browser.run("return !document.getElementById('undo').disabled"):
            self.browser.keys(*["z"] * 50)
        self.assertEqual(self.ladder(), before)
        self.expect_same_bytes(self.texts)

    def test_the_map_jumps(self):
        self.open_story("news")
        beads = self.ladder()
        height = self.browser.run("return document.getElementById('map-slider').clientHeight")
        for x, side in ((-60, 0), (60, 1)):    # the source's half and the target's
            self.browser.click_at("#map-slider", x, height // 2 - 1)
            end = max(range(len(beads)), key=lambda k: max(beads[k][side], default=-1)) + 1
            self.assertIn(f"Bead {end} of {len(beads)}", self.browser.text("#about"))
            self.browser.click_at("#map-slider", x, 8 - height // 2)
            start = next(k for k, bead in enumerate(beads) if 0 in bead[side]) + 1
            self.assertIn(f"Bead {start} of {len(beads)}", self.browser.text("#about"))

    def test_ten_thousand_beads_scroll_and_search_without_lag(self):
        made = random.Random(7)
        words = [("房子", "Haus"), ("樹", "Baum"), ("河", "Fluss"), ("城市", "Stadt"), ("橋", "Brücke"),
                 ("光", "Licht"), ("道路", "Straße"), ("雨", "Regen"), ("風", "Wind"), ("山", "Berg"),
                 ("孩子", "Kind"), ("火車", "Zug"), ("音樂", "Musik"), ("書", "Buch"), ("海", "Meer")]
        count = 10000
        sentences = [made.sample(words, 8) for _ in range(count)]
        (self.folder / "a.txt").write_text("".join(
            "、".join(zh for zh, _ in s) + f"，第{i}號。\n" for i, s in enumerate(sentences)), "utf-8")
        (self.folder / "b.txt").write_text("".join(
            ", ".join(de for _, de in s) + f", Nummer {i}.\n" for i, s in enumerate(sentences)), "utf-8")
        qiao(self.folder, "align", "a.txt", "b.txt", "--pre-split", "--source-lang", "zh",
             "--target-lang", "de", "-o", "page.html")
        self.browser.open(self.folder / "page.html")
        self.assertGreaterEqual(
            int(self.browser.text("#filters .all b").replace(",", "")), count)
        times = self.browser.run("""
            const list = document.getElementById("beads"), search = document.getElementById("search");
            const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            const times = {scroll: [], search: []};
            return (async () => {
              for (let i = 0; i <= 60; ++i) {
                const start = performance.now();
                list.scrollTop = list.scrollHeight * i / 60;
                await frame();
                times.scroll.push(performance.now() - start);
              }
              for (const text of ["B", "Br", "Brü", "9999", ""]) {
                const start = performance.now();
                search.value = text;
                search.dispatchEvent(new Event("input"));
                await frame();
                times.search.push(performance.now() - start);
              }
              times.rows = document.querySelectorAll(".row").length;
              return times;
            })();""")
        scroll, search = statistics.median(times["scroll"]), statistics.median(times["search"])
        print(f"10,000 beads: a jump takes {scroll:.0f} ms, a letter of a search {search:.0f} ms",
              file=sys.stderr)
        # What makes it quick on any machine: only the rows in sight are there.
        self.assertLess(times["rows"], 120)
        self.browser.keys("End", "u", "z")
        self.assertIn("Bead", self.browser.text("#about"))

    def test_fits_every_width(self):
        self.open_story("news")
        for width in (1440, 1024, 600):
            with self.subTest(width=width):
                self.browser.resize(width, 800)
                self.assertLessEqual(self.browser.run(
                    "return Math.max(document.documentElement.scrollWidth - innerWidth,"
                    "  document.getElementById('beads').scrollWidth -"
                    "  document.getElementById('beads').clientWidth)"), 0)

    def test_prints_every_bead(self):
        self.open_story("report")
        beads = len(self.ladder())
        self.assertLess(self.browser.run("return document.querySelectorAll('.row').length"), beads)
        self.browser.run("dispatchEvent(new Event('beforeprint'))")
        self.assertEqual(self.browser.run("return document.querySelectorAll('.row').length"), beads)
        self.browser.run("dispatchEvent(new Event('afterprint'))")
        paper = base64.b64decode(self.browser.devtools("Page.printToPDF")["data"])
        self.assertGreater(len(re.findall(rb"/Type\s*/Page\b", paper)), beads / 40)
        self.assertLess(self.browser.run("return document.querySelectorAll('.row').length"), beads)

    def test_colours_have_contrast(self):
        """WCAG 2.1, success criterion 1.4.3: 4.5 between text and what it stands on."""
        self.open_three()
        pairs = [("ink", "ground"), ("ink", "ground-2"), ("muted", "ground"), ("muted", "ground-2"),
                 ("on-accent", "accent"), ("accent", "ground"), ("figure", "figure-ground"),
                 ("figure", "ground-2"), ("on-found", "found"), ("ink", "linked"),
                 ("doubtful", "ground-2"), ("dropped", "ground-2")]
        for state in ("dropped", "added", "moved", "doubtful"):
            pairs += [(state, state + "-ground"), ("ink", state + "-ground"),
                      ("muted", state + "-ground")]
        for theme in ("light", "dark"):
            self.browser.run("document.documentElement.dataset.theme = arguments[0]", theme)
            colours = self.browser.run(
                "const style = getComputedStyle(document.documentElement);"
                "return Object.fromEntries(arguments[0].flat().map("
                "  (name) => [name, style.getPropertyValue('--' + name).trim()]))", pairs)
            for ink, ground in pairs:
                with self.subTest(theme=theme, ink=ink, ground=ground):
                    self.assertGreaterEqual(contrast(colours[ink], colours[ground]), 4.5)

    def test_everything_has_a_name_and_a_role(self):
        self.open_story("news")
        self.browser.keys("j")
        tree = self.browser.devtools("Accessibility.getFullAXTree")["nodes"]
        controls = [node for node in tree if not node["ignored"] and
                    node["role"]["value"] in ("button", "searchbox", "grid", "slider", "row",
                                              "gridcell", "columnheader", "rowheader")]
        roles = {node["role"]["value"] for node in controls}
        self.assertTrue({"grid", "row", "gridcell", "slider", "button"} <= roles, roles)
        nameless = [node["role"]["value"] for node in controls
                    if not node.get("name", {}).get("value")]
        self.assertEqual(nameless, [])
        self.assertEqual(self.browser.run(
            "const list = document.getElementById('beads');"
            "return document.getElementById(list.getAttribute('aria-activedescendant'))"
            "  .getAttribute('aria-rowindex')"), "3")

    def test_doubtful_beads_are_found_by_key_and_accepted(self):
        self.open_story("fable")
        doubtful = int(self.browser.text("#filters .doubtful b"))
        self.assertGreater(doubtful, 0)
        self.browser.keys("Home", *["n"] * 3, *["Enter"] * (doubtful + 1))
        self.browser.keys("Home", "n", *["Enter"] * doubtful)
        self.assertEqual(self.browser.text("#filters .doubtful b"), "0")
        self.expect_same_bytes_after_review()


def contrast(ink, ground):
    def luminance(colour):
        channels = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    brighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


if __name__ == "__main__":
    QIAO, CORPORA = sys.argv[1], pathlib.Path(sys.argv[2])
    del sys.argv[1:3]
    unittest.main(verbosity=2)
