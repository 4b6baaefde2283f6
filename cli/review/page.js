// The review page's program. Reads top to bottom: the texts and beads; what can be done to them, and
// undone; what is kept in the browser; the files that are exported; the list, the map and the dock
// that show all this; keys.
//
// A bead is a frozen object {source, target, score, status, reviewed} with ascending sentence
// numbers. Beads are never changed, only replaced, so an object can stand for what was known of it
// (its height, its marks), and a step of the history is what was taken out and what was put in.
"use strict";
(() => {

const data = JSON.parse(document.getElementById("data").textContent);
const SIDES = ["source", "target"];
const opposite = (side) => (side === "source" ? "target" : "source");
const by_id = (id) => document.getElementById(id);

// ---- Texts and beads ----

const texts = { source: [], target: [] };  // of the sentences, as edited
for (const side of SIDES) texts[side] = data[side].sentences.map((sentence) => sentence.text);

const range = (begin, end) => Array.from({ length: end - begin }, (_, i) => begin + i);
const original_beads = data.beads.map(([s0, s1, t0, t1, score, status]) =>
  Object.freeze({ source: range(s0, s1), target: range(t0, t1), score, status, reviewed: false }));
const untouched = new Set(original_beads);
const beads = original_beads.slice();

const is_null = (bead) => !bead.source.length || !bead.target.length;
const DOUBT_BELOW = 0.6;
const is_doubtful = (bead) =>
  !bead.reviewed && (bead.status === "uncertain" || bead.score < DOUBT_BELOW);

const original_text = (side, id) => data[side].sentences[id].text;
const is_edited = (side, id) => texts[side][id] !== original_text(side, id);
const touched = (bead) =>
  bead.reviewed || SIDES.some((side) => bead[side].some((id) => is_edited(side, id)));

// As text::join_sentences does: Chinese with a space between Latin words only.
const wants_space = (c) =>
  (c > " " && c < "\x7F") || (c < "\u2000" && /\p{Script=Latin}/u.test(c));
function joined(side, ids) {
  const chinese = data[side].joined === "chinese";
  let result = "";
  for (const id of ids) {
    const sentence = texts[side][id];
    if (!sentence) continue;
    if (result && (!chinese || (wants_space(Array.from(result.slice(-2)).pop()) &&
                                wants_space(String.fromCodePoint(sentence.codePointAt(0)))))) {
      result += " ";
    }
    result += sentence;
  }
  return result;
}

// Where a part of the original text is in the edited one; null when the edit came near it.
function place_now(side, id, begin, end) {
  const before = original_text(side, id), now = texts[side][id];
  if (before === now) return [begin, end];
  const shorter = Math.min(before.length, now.length);
  let head = 0;
  while (head < shorter && before[head] === now[head]) ++head;
  if (end < head) return [begin, end];
  let tail = 0;
  while (tail < shorter - head &&
         before[before.length - 1 - tail] === now[now.length - 1 - tail]) ++tail;
  if (begin <= before.length - tail) return null;
  const shift = now.length - before.length;
  return [begin + shift, end + shift];
}

// Which bead a sentence is in, by its number. Made anew after each step.
let homes = null;
function home(side, id) {
  if (!homes) {
    homes = { source: [], target: [] };
    beads.forEach((bead, k) => {
      for (const s of SIDES) for (const i of bead[s]) homes[s][i] = k;
    });
  }
  return homes[side][id];
}

// Words that mean the same, by pairs of sentences.
const links = new Map();
for (const [i, j, ...places] of data.links) links.set(i + ":" + j, places);
const link_count = (i, j) => (links.get(i + ":" + j) || []).length / 4;

// ---- What is marked in a bead ----

const same_figures = data.figures.same.map((numbers) => new Set(numbers));
function figures_equal(side, mine, theirs) {
  if (data.figures[side][mine] === data.figures[opposite(side)][theirs]) return true;
  return side === "source" ? same_figures[mine].has(theirs) : same_figures[theirs].has(mine);
}

const findings_of = new Map();  // "source:3" -> findings
const found_figures = new Map();  // those that differ, by figure_key -> message
const passed_figures = new Set();  // those that differ here, but not to the check
function figure_key(side, id, begin) {
  return `${side}:${id}:${begin}`;
}
for (const finding of data.findings) {
  if (finding.kind === "figure") {
    found_figures.set(figure_key(finding.side, finding.sentence, finding.begin), finding.message);
    continue;
  }
  const key = finding.side + ":" + finding.sentence;
  if (!findings_of.has(key)) findings_of.set(key, []);
  findings_of.get(key).push(finding);
}

// The figures of a bead that the other side does not name, there or in the beads beside it:
// translators and splitters cut elsewhere. What was edited is not judged, for figures are found
// by the program alone. Those that the check let pass stay so, wherever they are moved: it knows
// more ways to say a number.
const figure_cache = new Map();
function odd_figures(k) {
  const bead = beads[k];
  if (figure_cache.has(bead)) return figure_cache.get(bead);
  const odd = [];
  const edited = SIDES.some((side) => bead[side].some((id) => is_edited(side, id)));
  if (!is_null(bead) && !edited) {
    for (const side of SIDES) {
      const there = [];
      for (let l = Math.max(0, k - 1); l <= Math.min(beads.length - 1, k + 1); ++l) {
        for (const id of beads[l][opposite(side)]) {
          for (const figure of data[opposite(side)].sentences[id].figures || []) {
            there.push(figure[2]);
          }
        }
      }
      for (const id of bead[side]) {
        for (const [begin, end, number, in_words] of data[side].sentences[id].figures || []) {
          if (there.some((other) => figures_equal(side, number, other))) continue;
          if (passed_figures.has(figure_key(side, id, begin))) continue;
          const found = untouched.has(bead) && found_figures.get(figure_key(side, id, begin));
          const note = found || `${data.figures[side][number]}: only in the ${side}`;
          odd.push({ side, id, begin, end, weak: in_words && !found, note });
        }
      }
    }
  }
  figure_cache.set(bead, odd);
  return odd;
}
for (let k = 0; k < beads.length; ++k) {
  for (const { side, id, begin } of odd_figures(k)) {
    const key = figure_key(side, id, begin);
    if (!found_figures.has(key)) passed_figures.add(key);
  }
}
figure_cache.clear();
const differs = (k) => odd_figures(k).some((figure) => !figure.weak);

function findings_in(bead) {
  return SIDES.flatMap((side) => bead[side].flatMap((id) => findings_of.get(side + ":" + id) || []));
}

// ---- Steps, done and undone ----

const steps = [];        // {number, label, splices: [{at, old, now}], edits: [{side, id, old, now}]}
let done = 0;            // steps before this one are in force, the others can be redone
let exported = 0;        // number of the step that was the last one when a file was exported; 0: none
const current_number = () => (done ? steps[done - 1].number : 0);

function apply(step, forward) {
  const splices = forward ? step.splices : step.splices.slice().reverse();
  for (const { at, old, now } of splices) {
    const [out, put] = forward ? [old, now] : [now, old];
    replace(at, out.length, put);
    // A bead's figures are compared with those of its neighbours, too.
    for (let k = at - 1; k <= at + put.length; ++k) figure_cache.delete(beads[k]);
  }
  homes = null;
  for (const { side, id, old, now } of step.edits) {
    texts[side][id] = forward ? now : old;
    figure_cache.delete(beads[home(side, id)]);
  }
}

// Not by spreading arguments: a review that is loaded replaces more beads than a call may have.
function replace(at, count, put) {
  if (put.length < 1000) {
    beads.splice(at, count, ...put);
    return;
  }
  const behind = beads.slice(at + count);
  beads.length = at;
  for (const bead of put) beads.push(bead);
  for (const bead of behind) beads.push(bead);
}

function commit(label, splices, edits = []) {
  steps.length = done;
  const number = 1 + steps.reduce((most, step) => Math.max(most, step.number), exported);
  const step = { number, label, splices, edits };
  steps.push(step);
  ++done;
  apply(step, true);
  keep();
  announce(label);
}

const splice = (at, count, now) => ({ at, old: beads.slice(at, at + count), now });

// A bead that a person made or accepted. `from` are the beads that its sentences were in.
function human_bead(source, target, from) {
  const status = !target.length ? "dropped" : !source.length ? "added"
    : from.some((bead) => bead.status === "moved") ? "moved" : "aligned";
  return Object.freeze({ source, target, score: 1, status, reviewed: true });
}

const union = (a, b) => [...a, ...b].sort((x, y) => x - y);

const operations = {
  accept(k) {
    const bead = beads[k];
    if (bead.reviewed) return;
    commit("Accepted", [splice(k, 1, [human_bead(bead.source, bead.target, [bead])])]);
  },

  merge(k) {
    if (k + 1 >= beads.length) return announce("There is no bead below");
    const [a, b] = [beads[k], beads[k + 1]];
    const merged = human_bead(union(a.source, b.source), union(a.target, b.target), [a, b]);
    commit("Merged with the next bead", [splice(k, 2, [merged])]);
  },

  // Before the chosen sentence (behind it, when it is the first), or where the words say.
  split(k, chosen) {
    const cut = best_cut(beads[k], chosen);
    if (!cut) return announce("There is nothing to split");
    const { source, target } = beads[k];
    const parts = [[source.slice(0, cut[0]), target.slice(0, cut[1])],
                   [source.slice(cut[0]), target.slice(cut[1])]];
    commit("Split", [splice(k, 1, parts.map(([s, t]) => human_bead(s, t, [beads[k]])))]);
  },

  // The sentence, and those of its side between it and the edge of the bead, go to the bead above
  // (step -1) or below (step 1).
  move(k, { side, id }, step) {
    const near = k + step;
    const [a, b] = [beads[k], beads[near]];
    if (!b) return announce(step < 0 ? "There is no bead above" : "There is no bead below");
    const goes = (other) => (step < 0 ? other <= id : other >= id);
    const rest = { [side]: a[side].filter((x) => !goes(x)), [opposite(side)]: a[opposite(side)] };
    const more = { [side]: union(a[side].filter(goes), b[side]), [opposite(side)]: b[opposite(side)] };
    const now = [human_bead(more.source, more.target, [b])];
    if (rest.source.length + rest.target.length) {
      now.splice(step < 0 ? 1 : 0, 0, human_bead(rest.source, rest.target, [a]));
    }
    commit(step < 0 ? "Moved up" : "Moved down", [splice(Math.min(k, near), 2, now)]);
  },

  // Neither side says what the other does: each sentence becomes a bead of its own. Those of the
  // target go where they stand in it, which for a moved bead is not here.
  drop(k) {
    const bead = beads[k];
    if (is_null(bead)) return operations.accept(k);
    const dropped = bead.source.map((id) => human_bead([id], [], []));
    const added = bead.target.map((id) => human_bead([], [id], []));
    if (bead.status !== "moved") {
      commit("Marked as dropped and added", [splice(k, 1, [...dropped, ...added])]);
      return;
    }
    const first = splice(k, 1, dropped);
    const before = beads.findIndex((other) => other.status !== "moved" &&
                                              other.target.at(-1) === bead.target[0] - 1);
    let at = before < 0 ? k + dropped.length : before + 1;
    if (before > k) at += dropped.length - 1;
    commit("Marked as dropped and added", [first, { at, old: [], now: added }]);
  },

  edit(side, id, now) {
    const old = texts[side][id];
    if (old !== now) commit("Edited", [], [{ side, id, old, now }]);
  },
};

// [i, j]: the first part gets so many source and target sentences. The cut that most linked words
// agree with; what is alike stays in proportion.
function best_cut(bead, chosen) {
  const a = bead.source.length, b = bead.target.length;
  if (a + b < 2) return null;
  const fixed = {};
  if (chosen) {
    const at = bead[chosen.side].indexOf(chosen.id);
    if (at > 0) fixed[chosen.side] = at;
    else if (bead[chosen.side].length > 1) fixed[chosen.side] = 1;
  }
  let best = null, best_score = -Infinity;
  for (let i = 0; i <= a; ++i) {
    for (let j = 0; j <= b; ++j) {
      if (i + j === 0 || i + j === a + b) continue;
      if ((fixed.source !== undefined && i !== fixed.source) ||
          (fixed.target !== undefined && j !== fixed.target)) continue;
      // A side of several sentences is cut itself before the other one is left without a partner.
      if (fixed.target === undefined && a > 1 && (i === 0 || i === a)) continue;
      if (fixed.source === undefined && b > 1 && (j === 0 || j === b)) continue;
      let score = -Math.abs(i / (a || 1) - j / (b || 1));
      if (a === 1 && b === 1) score += i;  // the source first
      bead.source.forEach((s, x) => bead.target.forEach((t, y) => {
        if ((x < i) === (y < j)) score += link_count(s, t);
      }));
      if (score > best_score) [best, best_score] = [[i, j], score];
    }
  }
  return best;
}

function undo() {
  if (!done) return;
  const step = steps[--done];
  apply(step, false);
  keep();
  announce("Undone: " + step.label);
  return step;
}

function redo() {
  if (done === steps.length) return;
  const step = steps[done++];
  apply(step, true);
  keep();
  announce("Done again: " + step.label);
  return step;
}

// ---- What the browser keeps ----

// In two places, of which the newer one counts: Chromium 156 showed a reloaded page a localStorage of
// before its last change, or none, once in some hundred reloads; sessionStorage was right each time,
// but goes with the window.
const stores = () => [localStorage, sessionStorage];
const STORE = "qiao-review:" + data.id;
let kept = true;   // whether the last step is in the browser's store
const packed = (bead) =>
  [bead.source, bead.target, bead.score, bead.status, bead.reviewed ? 1 : 0];
const unpacked = ([source, target, score, status, reviewed]) =>
  Object.freeze({ source, target, score, status, reviewed: reviewed === 1 });

function keep() {
  const state = {
    at: Date.now(), done, exported,
    steps: steps.map((step) => ({
      ...step,
      splices: step.splices.map(({ at, old, now }) =>
        ({ at, old: old.map(packed), now: now.map(packed) })),
    })),
  };
  try {
    const text = JSON.stringify(state);
    for (const store of stores()) store.setItem(STORE, text);
    kept = true;
  } catch {
    kept = false;
  }
}

function forget_steps() {
  while (done) apply(steps[--done], false);
  steps.length = 0;
  exported = 0;
}

// Takes up what was kept; a store that does not fit these beads is left alone.
function restore() {
  let state;
  try {
    const states = stores().map((store) => JSON.parse(store.getItem(STORE)));
    state = states.filter(Boolean).sort((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
  } catch {
    kept = false;
  }
  forget_steps();
  if (!state) return;
  try {
    for (const step of state.steps) {
      steps.push({
        ...step,
        splices: step.splices.map(({ at, old, now }) =>
          ({ at, old: old.map(unpacked), now: now.map(unpacked) })),
      });
    }
    while (done < state.done) apply(steps[done++], true);
    exported = state.exported;
    check_cover(beads);
  } catch {
    steps.length = 0;
    done = 0;
    replace(0, beads.length, original_beads);
    for (const side of SIDES) texts[side] = data[side].sentences.map((s) => s.text);
    homes = null;
    figure_cache.clear();
    announce("What this browser had kept does not fit this page and was left out");
  }
}

// Throws unless each sentence is in one bead.
function check_cover(list) {
  for (const side of SIDES) {
    const seen = new Set(list.flatMap((bead) => bead[side]));
    const count = list.reduce((sum, bead) => sum + bead[side].length, 0);
    const all = data[side].sentences.length;
    if (seen.size !== all || count !== all || [...seen].some((id) => !(id in texts[side]))) {
      throw new Error(`the ${side} sentences are not those of this page`);
    }
  }
}

// ---- Files: the same bytes as the program writes for the same beads ----

// What std::to_chars writes: rounded to even where toFixed, exact otherwise, rounds up.
function fixed(number, decimals) {
  const exact = number.toFixed(100);
  const cut = exact.indexOf(".") + 1 + decimals;
  const down = exact.slice(0, cut);
  return /^50*$/.test(exact.slice(cut)) && /[02468]$/.test(down) ? down : number.toFixed(decimals);
}

// The shortest digits that read back as the number; six decimals need no exponent.
const json_score = (score) => String(Math.round(score * 1e6) / 1e6);

const well_formed = (text) => text.replace(/\p{Surrogate}/gu, "\uFFFD");

function rows() {
  let previous = "";
  return beads.map((bead) => {
    const source = well_formed(joined("source", bead.source));
    const target = well_formed(joined("target", bead.target));
    const row = { ...bead, source, target, ids: bead, previous };
    row.shape = bead.source.length + "-" + bead.target.length;
    if (source) previous = source;
    return row;
  });
}

const xml_text = (text) => text
  .replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, "")
  .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\r/g, "&#13;");
const xml_attribute = (text) => xml_text(text)
  .replace(/"/g, "&quot;").replace(/\n/g, "&#10;").replace(/\t/g, "&#9;");

const utc_now = () => new Date().toISOString().replace(/[-:]|\.\d+/g, "");

const writers = {
  tmx() {
    const now = utc_now();
    const [head, end] = data.memory;
    const parts = [head.replace(`creationdate="${data.date}"`, `creationdate="${now}"`)];
    for (const row of rows()) {
      if (!row.source || !row.target) continue;
      const property = (type, text) =>
        text && `      <prop type="${type}">${xml_text(text)}</prop>\n`;
      const variant = (side) => `      <tuv xml:lang="${xml_attribute(data[side].language)}"><seg>` +
                                `${xml_text(row[side])}</seg></tuv>\n`;
      parts.push(`    <tu creationdate="${now}">\n`, property("x-score", fixed(row.score, 4)),
                 property("x-bead", row.shape), property("x-context-prev", row.previous),
                 property("x-document", data.document), variant("source"), variant("target"),
                 "    </tu>\n");
    }
    return parts.join("") + end;
  },

  tsv() {
    const cell = (text) => text.replace(/\r\n|[\t\n\r]/g, " ");
    return "source\ttarget\tscore\tbead\tstatus\n" + rows().map((row) =>
      [cell(row.source), cell(row.target), fixed(row.score, 4), row.shape, row.status].join("\t") +
      "\n").join("");
  },

  ladder() {
    return beads.map((bead) => `[${bead.source.join(", ")}]:[${bead.target.join(", ")}]:` +
                               `${fixed(1 - bead.score, 6)}\n`).join("");
  },

  jsonl() {
    const places = (side, ids) => JSON.stringify(ids.map((id) => {
      const { begin, end } = data[side].sentences[id];
      return { id, begin, end };
    }));
    const languages = JSON.stringify({
      source_language: data.source.language, target_language: data.target.language,
      ...(data.document && { document: data.document }),
    }).slice(1);
    return rows().map((row) =>
      `{"source":${JSON.stringify(row.source)},"target":${JSON.stringify(row.target)},` +
      `"score":${json_score(row.score)},"bead":"${row.shape}","status":"${row.status}",` +
      (row.reviewed ? '"reviewed":true,' : "") +
      `"source_sentences":${places("source", row.ids.source)},` +
      `"target_sentences":${places("target", row.ids.target)},${languages}\n`).join("");
  },
};

const MEDIA = { tmx: "application/x-tmx+xml", tsv: "text/tab-separated-values",
                ladder: "text/plain", jsonl: "application/jsonl" };

function export_as(format) {
  const blob = new Blob([writers[format]()], { type: MEDIA[format] });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${(data.document || "review").replace(/\.[^.]*$/, "")}.reviewed.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  exported = current_number();
  keep();
  show_saved();
  announce(`Exported ${link.download}`);
}

// A review that was exported as JSON Lines, here or elsewhere, as one step that can be undone.
function load_review(text) {
  const now = [], edits = [];
  text.split("\n").forEach((line, at) => {
    if (!line.trim()) return;
    let row;
    try {
      row = JSON.parse(line);
      const ids = (side) => row[side + "_sentences"].map((sentence) => sentence.id);
      const bead = { source: ids("source"), target: ids("target"), score: row.score,
                     status: row.status, reviewed: row.reviewed === true };
      if (!(bead.score >= 0 && bead.score <= 1) || !statuses.has(bead.status)) throw new Error();
      now.push(Object.freeze(bead));
    } catch {
      throw new Error(`line ${at + 1} is no bead`);
    }
  });
  check_cover(now);
  text.split("\n").filter((line) => line.trim()).forEach((line, k) => {
    const row = JSON.parse(line);
    for (const side of SIDES) {
      sentences_of(side, now[k][side], row[side]).forEach((sentence, i) => {
        const id = now[k][side][i];
        if (sentence !== texts[side][id]) {
          edits.push({ side, id, old: texts[side][id], now: sentence });
        }
      });
    }
  });
  commit("Loaded a review", [splice(0, beads.length, now)], edits);
}
const statuses = new Set(["aligned", "dropped", "added", "moved", "uncertain"]);

// The sentences that a joined text is made of, nearest to the original ones: what is in front and
// behind as it was stays there, and the first sentence that differs takes what is left.
function sentences_of(side, ids, text) {
  const original = ids.map((id) => original_text(side, id));
  const result = original.slice();
  const space = data[side].joined === "chinese" ? "" : " ";
  const keep_texts = texts[side];
  texts[side] = data[side].sentences.map((sentence) => sentence.text);
  const unchanged = joined(side, ids) === text;
  texts[side] = keep_texts;
  if (unchanged || !ids.length) return result;
  let first = 0, last = ids.length - 1, rest = text;
  while (first < last && rest.startsWith(original[first] + space)) {
    rest = rest.slice((original[first++] + space).length);
  }
  while (last > first && rest.endsWith(space + original[last])) {
    rest = rest.slice(0, rest.length - (space + original[last--]).length);
  }
  for (let i = first; i <= last; ++i) result[i] = i === first ? rest : "";
  return result;
}

// ---- Filters and search ----

const filters = [
  { id: "all", label: "All", fits: () => true },
  { id: "doubtful", label: "Doubtful", fits: (k) => is_doubtful(beads[k]) },
  { id: "dropped", label: "Dropped", fits: (k) => beads[k].status === "dropped" },
  { id: "added", label: "Added", fits: (k) => beads[k].status === "added" },
  { id: "moved", label: "Moved", fits: (k) => beads[k].status === "moved" },
  { id: "figures", label: "Figures differ", fits: differs },
  { id: "findings", label: "Findings", fits: (k) => findings_in(beads[k]).length > 0 },
  { id: "changed", label: "Reviewed", fits: (k) => touched(beads[k]) },
].filter(({ id }) => id !== "findings" || data.findings.length);

let filter = filters[0];
let query = null;              // RegExp of what is searched, or null
let shown = [];                // numbers of the beads in the list
const staying = new Set();     // beads that fitted when the filter was set, changed since

function fits(k) {
  if (!filter.fits(k) && !staying.has(beads[k])) return false;
  if (!query) return true;
  return SIDES.some((side) => beads[k][side].some((id) => {
    query.lastIndex = 0;  // where the last test ended
    return query.test(texts[side][id]);
  }));
}

function choose_filter(id) {
  filter = filters.find((candidate) => candidate.id === id);
  staying.clear();
  relist();
  go(current);
  show_filter();
  announce(`${filter.label}: ${shown.length} ${shown.length === 1 ? "bead" : "beads"}`);
}

function search(text) {
  staying.clear();
  query = text ? new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu") : null;
  relist();
  go(current);
  by_id("found").textContent = query ? `${shown.length} of ${beads.length}` : "";
}

// ---- The list: only the rows in view are in the document ----

const scroller = by_id("beads"), rows_box = by_id("rows");
let current = 0;         // bead
let chosen = null;       // {side, id}: a sentence of it
let tops = [0];          // where the rows begin: tops[p] for shown[p]
let heights = new WeakMap();  // of rows that have been laid out, by bead
let nodes = new Map();   // bead -> its row in the document
let list_width = 0;      // that the heights are for
let everything = false;  // all rows at once, for printing

function element(tag, class_name, text) {
  const node = document.createElement(tag);
  if (class_name) node.className = class_name;
  if (text !== undefined) node.textContent = text;
  return node;
}

// A guess of a row's height until it has been laid out.
function likely_height(bead, wide) {
  const column = Math.max(60, (list_width - (wide ? 102 : 0)) / 2 - 30);
  let lines = wide ? 2 : 1;
  for (const side of SIDES) {
    let width = 0, paragraphs = 0;
    for (const id of bead[side]) {
      width += texts[side][id].length * (data[side].joined === "chinese" ? 15.5 : 7.4);
      paragraphs += begins_paragraph(side, id) ? 1 : 0;
    }
    lines = Math.max(lines, Math.ceil(width / column) + 0.6 * paragraphs);
  }
  return 17 + lines * 24 + (wide ? 0 : 22);
}

function begins_paragraph(side, id) {
  const list = data[side].sentences;
  return id === 0 || list[id].paragraph !== list[id - 1].paragraph;
}
const has_paragraphs = {};
for (const side of SIDES) {
  has_paragraphs[side] = data[side].sentences.some((sentence) => sentence.paragraph > 0);
}

function lay_out() {
  tops = new Array(shown.length + 1);
  tops[0] = 0;
  const wide = innerWidth > 760;  // as in the style
  for (let p = 0; p < shown.length; ++p) {
    const bead = beads[shown[p]];
    let height = heights.get(bead);
    if (height === undefined) heights.set(bead, height = likely_height(bead, wide));
    tops[p + 1] = tops[p] + height;
  }
  rows_box.style.height = tops[shown.length] + "px";
}

// The position in `shown` of the row at a height of the list.
function position_at(y) {
  let low = 0, high = shown.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle] <= y) low = middle; else high = middle - 1;
  }
  return low;
}

// The position of a bead, or of the next one that is shown.
function position_of(k) {
  let low = 0, high = shown.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shown[middle] < k) low = middle + 1; else high = middle;
  }
  return Math.min(low, shown.length - 1);
}

const row_id = (k) => "bead-" + (k + 1);

// Puts the rows in view into the document and takes the others out, then corrects guessed heights
// without moving what the reader sees.
function render() {
  if (scroller.clientWidth !== list_width) fit_width();
  const MARGIN = 400;
  for (let pass = 0; pass < 4; ++pass) {
    const top = scroller.scrollTop;
    const anchor = position_at(top);
    const offset = top - tops[anchor];
    const first = everything ? 0 : position_at(top - MARGIN);
    const last = everything ? shown.length - 1 : position_at(top + scroller.clientHeight + MARGIN);
    const wanted = new Set();
    let before = null;
    const fresh = [];
    for (let p = first; p <= last; ++p) {
      const bead = beads[shown[p]];
      wanted.add(bead);
      let node = nodes.get(bead);
      if (!node) {
        node = row_node(shown[p], p);
        nodes.set(bead, node);
        fresh.push([bead, node]);
      }
      const top_now = tops[p] + "px";
      if (node.style.top !== top_now) node.style.top = top_now;
      const follows = before ? before.nextSibling : rows_box.firstChild;
      if (follows !== node) rows_box.insertBefore(node, follows);
      before = node;
    }
    for (const [bead, node] of nodes) {
      if (wanted.has(bead) || node.querySelector("textarea")) continue;
      node.remove();
      nodes.delete(bead);
    }
    let moved = false;
    for (const [bead, node] of fresh) {
      const height = node.offsetHeight;
      if (height && Math.abs(height - heights.get(bead)) > 0.5) {
        heights.set(bead, height);
        moved = true;
      }
    }
    if (!moved) break;
    lay_out();
    const wished = tops[anchor] + offset;
    if (!everything && anchor > 0 && Math.abs(wished - top) >= 1) scroller.scrollTop = wished;
  }
  mark_current();
  draw_view();
}

// All anew, after beads have changed.
function refresh() {
  relist();
  draw_map();
  show_counts();
  show_saved();
}

// All heights anew; the current row stays where it is when it is in view, else the row at the top.
function fit_width() {
  const top = scroller.scrollTop;
  const here = position_of(current);
  const in_view = shown[here] === current && tops[here] >= top &&
                  tops[here] < top + scroller.clientHeight;
  const anchor = in_view ? here : position_at(top);
  const offset = in_view ? Math.min(tops[here] - top, scroller.clientHeight / 2) : 0;
  list_width = scroller.clientWidth;
  heights = new WeakMap();
  lay_out();
  clear_rows();
  scroller.scrollTop = Math.max(0, tops[anchor] - offset);
}

function clear_rows() {
  for (const node of nodes.values()) node.remove();
  nodes = new Map();
}

// The list anew, after filter or search have changed.
function relist() {
  shown = [];
  for (let k = 0; k < beads.length; ++k) if (fits(k)) shown.push(k);
  clear_rows();
  by_id("nothing").hidden = shown.length > 0;
  scroller.setAttribute("aria-rowcount", shown.length + 1);
  if (shown.length) current = shown[position_of(current)];
  if (chosen && !beads[current][chosen.side].includes(chosen.id)) chosen = null;
  lay_out();
  render();
  show_dock();
}

function row_node(k, position) {
  const bead = beads[k];
  const row = element("div", "row " + bead.status);
  if (is_doubtful(bead)) row.classList.add("doubtful");
  if (position > 0 && shown[position - 1] !== k - 1) row.classList.add("apart");
  row.id = row_id(k);
  row.dataset.bead = k;
  row.setAttribute("role", "row");
  row.setAttribute("aria-rowindex", position + 2);
  row.append(meta_node(k), cell_node(k, "source"), cell_node(k, "target"));
  return row;
}

const percent = (score) => Math.floor(score * 100) + " %";
const shape_of = (bead) => `${bead.source.length}–${bead.target.length}`;
function state_of(bead) {
  const state = bead.status === "uncertain" ? "doubtful" : bead.status;
  return is_doubtful(bead) && state !== "doubtful" ? state + "?" : state;
}

function meta_node(k) {
  const bead = beads[k];
  const meta = element("div", "meta");
  meta.setAttribute("role", "rowheader");
  meta.append(element("span", "number", k + 1), " ", element("span", "shape", shape_of(bead)));
  if (bead.status !== "aligned" || is_doubtful(bead)) {
    meta.append(element("span", "state", state_of(bead)));
  } else {
    meta.append(element("br"));
  }
  if (bead.reviewed) meta.append(element("span", "ok", "✓ reviewed"));
  else meta.append(element("span", "score", percent(bead.score)));
  return meta;
}

function cell_node(k, side) {
  const bead = beads[k];
  const cell = element("div", "cell " + side);
  cell.setAttribute("role", "gridcell");
  if (!bead[side].length) {
    cell.classList.add("none");
    cell.append(element("span", "", "no counterpart"));
    return cell;
  }
  cell.lang = data[side].language;
  if (bead[side].length > 1) cell.classList.add("several");
  const from_afar = bead.status === "moved" && side === "target";
  if (from_afar) {
    cell.append(element("span", "paragraph", "↷ from " + place_label(side, bead[side][0])));
  }
  bead[side].forEach((id, at) => {
    if (has_paragraphs[side] && begins_paragraph(side, id) && !(from_afar && at === 0)) {
      cell.append(element("span", "paragraph", "¶ " + (data[side].sentences[id].paragraph + 1)));
    } else if (at > 0) {
      cell.append(data[side].joined === "chinese" ? "\u200B" : " ");
    }
    cell.append(sentence_node(k, side, id));
  });
  return cell;
}

function place_label(side, id) {
  const paragraph = has_paragraphs[side] ? `¶ ${data[side].sentences[id].paragraph + 1}, ` : "";
  return `${paragraph}sentence ${id + 1} of ${data[side].sentences.length}`;
}

function sentence_node(k, side, id) {
  const sentence = element("span", "s " + (data[side].sentences[id].kind || ""));
  if (/^[\p{N}\p{S}\p{Ps}]/u.test(texts[side][id])) sentence.classList.add("numbered");
  sentence.dataset.side = side;
  sentence.dataset.id = id;
  if (is_edited(side, id)) {
    sentence.classList.add("edited");
    sentence.title = "was: " + original_text(side, id);
  }
  const text = texts[side][id];
  const marks = marks_of(k, side, id);
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ begin, end }) => [begin, end])])]
    .filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  let frame = null, framed = "";  // what is remarked upon is one element, however many words it has
  for (let c = 0; c + 1 < cuts.length; ++c) {
    const over = marks.filter(({ begin, end }) => begin <= cuts[c] && end >= cuts[c + 1]);
    const remarks = over.filter(({ title }) => title);
    const key = remarks.map(({ begin, title }) => begin + title).join("\n");
    if (key !== framed) {
      frame = remarks.length ? element("span", remarks.map((mark) => mark.class_name).join(" ")) : null;
      framed = key;
      if (frame) {
        frame.title = remarks.map(({ title }) => title).join("\n");
        sentence.append(frame);
      }
    }
    const plain = over.filter(({ title }) => !title);
    let part = text.slice(cuts[c], cuts[c + 1]);
    if (plain.length) {
      part = element("span", plain.map((mark) => mark.class_name).join(" "), part);
      const word = plain.find((mark) => mark.word);
      if (word) part.dataset.w = word.word;
    }
    (frame || sentence).append(part);
  }
  return sentence;
}

// The figures, findings, linked words and search hits of a sentence, in its text as it is now.
function marks_of(k, side, id) {
  const marks = [];
  const add = (begin, end, more) => {
    const place = place_now(side, id, begin, end);
    if (place) marks.push({ begin: place[0], end: place[1], ...more });
  };
  for (const figure of odd_figures(k)) {
    if (figure.side !== side || figure.id !== id) continue;
    add(figure.begin, figure.end, {
      class_name: figure.weak ? "figure weak" : "figure", title: figure.note,
    });
  }
  for (const finding of findings_of.get(side + ":" + id) || []) {
    add(finding.begin, finding.end,
        { class_name: "finding " + finding.kind, title: finding.message });
  }
  for (const [begin, end] of linked_words(beads[k], side, id)) {
    add(begin, end, { class_name: "w", word: `${side}:${id}:${begin}` });
  }
  if (query) {
    query.lastIndex = 0;
    for (const match of texts[side][id].matchAll(query)) {
      if (!match[0]) break;
      marks.push({ begin: match.index, end: match.index + match[0].length, class_name: "found" });
    }
  }
  return marks;
}

// [begin, end] of the words of a sentence that have a counterpart within the bead.
function linked_words(bead, side, id) {
  const words = new Map();
  const at = side === "source" ? 0 : 2;
  for (const other of bead[opposite(side)]) {
    const places = links.get(side === "source" ? id + ":" + other : other + ":" + id) || [];
    for (let i = 0; i < places.length; i += 4) words.set(places[i + at], places[i + at + 1]);
  }
  return words;
}

// Lights up a word and its counterparts; nothing when `word` is undefined.
function light_up(row, word) {
  for (const node of rows_box.querySelectorAll(".w.on")) node.classList.remove("on");
  if (!word) return [];
  const [side, id, begin] = [word.split(":")[0], ...word.split(":").slice(1).map(Number)];
  const partners = [];
  const [mine, theirs] = side === "source" ? [0, 2] : [2, 0];
  for (const other of beads[row.dataset.bead][opposite(side)]) {
    const places = links.get(side === "source" ? id + ":" + other : other + ":" + id) || [];
    for (let i = 0; i < places.length; i += 4) {
      if (places[i + mine] === begin) partners.push(`${opposite(side)}:${other}:${places[i + theirs]}`);
    }
  }
  const said = [];
  for (const node of row.querySelectorAll(".w")) {
    if (node.dataset.w !== word && !partners.includes(node.dataset.w)) continue;
    node.classList.add("on");
    if (node.dataset.w !== word) said.push(node.textContent);
  }
  return said;
}

function mark_current() {
  for (const node of nodes.values()) {
    const is_current = Number(node.dataset.bead) === current;
    node.classList.toggle("current", is_current);
    node.setAttribute("aria-selected", is_current);
    for (const sentence of node.querySelectorAll(".s.chosen")) sentence.classList.remove("chosen");
    if (!is_current || !chosen) continue;
    const sentence =
      node.querySelector(`.s[data-side="${chosen.side}"][data-id="${chosen.id}"]`);
    if (sentence) sentence.classList.add("chosen");
  }
  const row = nodes.get(beads[current]);
  if (row && shown.length) scroller.setAttribute("aria-activedescendant", row.id);
  else scroller.removeAttribute("aria-activedescendant");
}

// Makes a bead the current one and brings it into view.
function go(k, sentence = null) {
  if (!shown.length) return;
  const position = position_of(k);
  current = shown[position];
  chosen = sentence;
  bring_into_view(position);
  show_dock();
}

function bring_into_view(position) {
  const head = by_id("head").offsetHeight;
  for (let pass = 0; pass < 3; ++pass) {
    const top = tops[position], bottom = tops[position + 1];
    const view = scroller.clientHeight - head;
    const before = scroller.scrollTop;
    let wished = before;
    if (bottom - top > view || top < before) wished = top - Math.min(60, view / 6);
    else if (bottom > before + view) wished = bottom - view + Math.min(60, view / 6);
    // From afar: with some of what comes before.
    if (Math.abs(wished - before) > 2 * view) wished = top - view / 4;
    scroller.scrollTop = Math.max(0, wished);
    render();
    if (tops[position] === top && tops[position + 1] === bottom) break;
  }
}

// ---- The map: both texts as bars, what is aligned as bands between them ----

const canvas = by_id("map-canvas"), slider = by_id("map-slider");
let map_picture = null;   // without the view, so that scrolling costs one copy
const marks_at = {};      // where each sentence begins, as a share of its text; one more for the end
for (const side of SIDES) {
  const sums = [0];
  for (const { text } of data[side].sentences) sums.push(sums.at(-1) + text.length + 1);
  const total = sums.at(-1) || 1;
  marks_at[side] = sums.map((sum) => sum / total);
}

function map_box() {
  const width = canvas.clientWidth, height = canvas.clientHeight;
  const bar = width < 100 ? 8 : 12, edge = width < 100 ? 6 : 16;
  return { width, height, bar, top: 12, bottom: height - 8,
           left: edge, right: width - edge - bar };
}
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// The source's sentences and the target's of a bead as spans of the map.
function spans_of(bead, box) {
  const spans = {};
  for (const side of SIDES) {
    const ids = bead[side];
    if (!ids.length) continue;
    const y = (share) => box.top + share * (box.bottom - box.top);
    spans[side] = [y(marks_at[side][ids[0]]), y(marks_at[side][ids.at(-1) + 1])];
  }
  return spans;
}

function draw_map() {
  const box = map_box();
  map_picture = null;
  if (!box.width) return;
  const scale = devicePixelRatio || 1;
  canvas.width = box.width * scale;
  canvas.height = box.height * scale;
  const picture = document.createElement("canvas");
  picture.width = canvas.width;
  picture.height = canvas.height;
  const pen = picture.getContext("2d");
  pen.scale(scale, scale);
  const colours = {};
  for (const name of ["band", "doubtful", "moved", "dropped", "added", "line"]) {
    colours[name] = colour("--" + name);
  }
  pen.fillStyle = colours.line;
  for (const x of [box.left, box.right]) pen.fillRect(x, box.top, box.bar, box.bottom - box.top);
  const bar = (x, [begin, end]) => pen.fillRect(x, begin, box.bar, Math.max(1, end - begin));
  const band = (source, target, curved) => {
    const a = box.left + box.bar, b = box.right, middle = (a + b) / 2;
    const thick = ([begin, end]) => [begin, Math.max(end, begin + 1)];
    const [s0, s1] = thick(source), [t0, t1] = thick(target);
    pen.beginPath();
    pen.moveTo(a, s0);
    if (curved) pen.bezierCurveTo(middle, s0, middle, t0, b, t0); else pen.lineTo(b, t0);
    pen.lineTo(b, t1);
    if (curved) pen.bezierCurveTo(middle, t1, middle, s1, a, s1); else pen.lineTo(a, s1);
    pen.fill();
  };
  const later = [];   // what must not be painted over
  let run = null;     // aligned beads that follow each other are one band
  const finish_run = () => {
    if (!run) return;
    pen.globalAlpha = 0.55;
    pen.fillStyle = colours.band;
    band(run.source, run.target, false);
    pen.globalAlpha = 1;
    bar(box.left, run.source);
    bar(box.right, run.target);
    run = null;
  };
  for (const bead of beads) {
    const spans = spans_of(bead, box);
    const kind = bead.status === "aligned" && !is_doubtful(bead) ? "band"
      : is_null(bead) || bead.status === "moved" ? bead.status : "doubtful";
    if (kind !== "band") {
      later.push([kind, spans]);
      if (kind !== "moved") finish_run();
      continue;
    }
    if (run && Math.abs(run.source[1] - spans.source[0]) < 0.01 &&
        Math.abs(run.target[1] - spans.target[0]) < 0.01) {
      run.source[1] = spans.source[1];
      run.target[1] = spans.target[1];
    } else {
      finish_run();
      run = spans;
    }
  }
  finish_run();
  for (const [kind, { source, target }] of later) {
    pen.fillStyle = colours[kind];
    if (source && target) {
      pen.globalAlpha = 0.7;
      band(source, target, kind === "moved");
      pen.globalAlpha = 1;
    }
    if (source) bar(box.left, source);
    if (target) bar(box.right, target);
  }
  map_picture = picture;
  draw_view();
}

// The map with the part of the texts that the list shows.
function draw_view() {
  if (!map_picture || !shown.length) return;
  const box = map_box();
  const pen = canvas.getContext("2d");
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(map_picture, 0, 0);
  pen.scale(devicePixelRatio || 1, devicePixelRatio || 1);
  const last = position_at(scroller.scrollTop + scroller.clientHeight - by_id("head").offsetHeight);
  const view = { source: [Infinity, -Infinity], target: [Infinity, -Infinity] };
  for (let p = position_at(scroller.scrollTop); p <= last; ++p) {
    const bead = beads[shown[p]];
    const spans = spans_of(bead, box);
    for (const side of SIDES) {
      if (!spans[side] || (bead.status === "moved" && side === "target")) continue;
      view[side][0] = Math.min(view[side][0], spans[side][0]);
      view[side][1] = Math.max(view[side][1], spans[side][1]);
    }
  }
  pen.strokeStyle = pen.fillStyle = colour("--accent");
  pen.lineWidth = 2;
  for (const [side, x] of [["source", box.left], ["target", box.right]]) {
    const [begin, end] = view[side];
    if (begin <= end) pen.strokeRect(x - 2, begin - 1, box.bar + 4, Math.max(3, end - begin + 2));
  }
  const here = spans_of(beads[current], box);
  for (const [side, x, tip] of [["source", box.left - 4, -7],
                                ["target", box.right + box.bar + 4, 7]]) {
    if (!here[side]) continue;
    const y = (here[side][0] + here[side][1]) / 2;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + tip, y - 5);
    pen.lineTo(x + tip, y + 5);
    pen.fill();
  }
}

// The bead under a point of the map: nearest on the bar of that half.
function bead_at(event) {
  const box = map_box();
  const place = slider.getBoundingClientRect();
  const side = event.clientX - place.left < box.width / 2 ? "source" : "target";
  const share = (event.clientY - place.top - box.top) / (box.bottom - box.top);
  const count = data[side].sentences.length;
  let id = 0;
  while (id + 1 < count && marks_at[side][id + 1] <= share) ++id;
  return count ? home(side, id) : current;
}

// ---- The dock, the counts and the sign of what is unsaved ----

function show_counts() {
  const counts = filters.map(({ fits: in_filter }) => {
    let count = 0;
    for (let k = 0; k < beads.length; ++k) if (in_filter(k)) ++count;
    return count;
  });
  filters.forEach((_, at) => {
    by_id("filters").children[at].querySelector("b").textContent = counts[at].toLocaleString("en");
  });
  show_filter();
}

function show_filter() {
  filters.forEach((candidate, at) =>
    by_id("filters").children[at].setAttribute("aria-pressed", candidate === filter));
}

function show_dock() {
  const bead = beads[current];
  const about = by_id("about");
  about.replaceChildren();
  by_id("notes").replaceChildren();
  if (bead && shown.length) {
    about.append(element("b", "", `Bead ${current + 1}`), ` of ${beads.length} · ${shape_of(bead)} · `,
                 state_of(bead), bead.reviewed ? " · reviewed" : ` · ${percent(bead.score)} sure`);
    const notes = [...odd_figures(current).map(({ note }) => note),
                   ...findings_in(bead).map(({ kind, message }) => `${kind}: ${message}`)];
    for (const note of new Set(notes)) by_id("notes").append(element("li", "", note));
  }
  slider.setAttribute("aria-valuemin", 1);
  slider.setAttribute("aria-valuemax", beads.length);
  slider.setAttribute("aria-valuenow", current + 1);
  slider.setAttribute("aria-valuetext", about.textContent);
  for (const button of document.querySelectorAll("[data-command]")) {
    const { can } = commands[button.dataset.command];
    button.disabled = can ? !can() : false;
  }
}

function show_saved() {
  const saved = by_id("saved");
  const at = steps.slice(0, done).findIndex((step) => step.number === exported);
  const ahead = steps.slice(done).findIndex((step) => step.number === exported);
  const count = current_number() === exported ? 0
    : at >= 0 ? done - 1 - at : ahead >= 0 ? ahead + 1 : Math.max(1, done);
  saved.className = !kept ? "lost" : count ? "unsaved" : "";
  const changes = `${count} ${count === 1 ? "change" : "changes"}`;
  saved.textContent = !count ? (exported ? "All changes exported" : "No changes yet")
    : kept ? `${changes} not exported (kept in this browser)`
    : `${changes} not saved: this browser keeps nothing, export before you leave`;
  document.title = (count ? "● " : "") + title;
}

let live_clear = 0;
function announce(text) {
  by_id("live").textContent = text;
  clearTimeout(live_clear);
  live_clear = setTimeout(() => { by_id("live").textContent = ""; }, 4000);
}

// ---- Commands ----

// The sentence that moves when none is chosen: that of the side with more, or the only one.
function sentence_to_move(step) {
  if (chosen) return chosen;
  const bead = beads[current];
  const { source, target } = bead;
  if (source.length === target.length) return null;
  const side = source.length > target.length ? "source" : "target";
  return { side, id: step < 0 ? bead[side][0] : bead[side].at(-1) };
}

// Runs an operation on the current bead. What it makes stays in the list, whatever the filter says.
function change(operation) {
  const before = new Set(beads);
  operation();
  for (const bead of beads) if (!before.has(bead)) staying.add(bead);
  refresh();
  go(Math.min(current, beads.length - 1), chosen);
}

function move(step) {
  const sentence = sentence_to_move(step);
  if (!sentence) return announce("Choose a sentence with the left and right arrow keys first");
  change(() => {
    operations.move(current, sentence, step);
    current = home(sentence.side, sentence.id);
    chosen = sentence;
  });
}

function step_through(run) {
  change(() => {
    const step = run();
    if (!step) return;
    if (step.splices.length) current = Math.min(step.splices[0].at, beads.length - 1);
    else current = home(step.edits[0].side, step.edits[0].id);
  });
}

function seek(fits_here, step, what) {
  for (let p = position_of(current) + step; p >= 0 && p < shown.length; p += step) {
    if (fits_here(shown[p])) return go(shown[p]);
  }
  announce(`No ${what} ${step > 0 ? "below" : "above"}`);
}

function go_by(count) {
  if (!shown.length) return;
  const position = Math.max(0, Math.min(shown.length - 1, position_of(current) + count));
  go(shown[position]);
}

function choose_sentence(step) {
  const bead = beads[current];
  const all = SIDES.flatMap((side) => bead[side].map((id) => ({ side, id })));
  const at = chosen ? all.findIndex(({ side, id }) => side === chosen.side && id === chosen.id) : -1;
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
  if (next < 0 || next >= all.length) return;
  go(current, all[next]);
  announce(texts[all[next].side][all[next].id]);
}

// The words of the current bead one after the other, for those who have no mouse.
function next_word(step) {
  const row = nodes.get(beads[current]);
  if (!row) return;
  const words = [...row.querySelectorAll(".cell.source .w")];
  if (!words.length) return announce("No linked words");
  const at = words.findIndex((node) => node.classList.contains("on"));
  const word = words[(at + step + words.length) % words.length];
  announce(`${word.textContent}: ${light_up(row, word.dataset.w).join(", ")}`);
}

function edit() {
  const bead = beads[current];
  const { side, id } = chosen || SIDES.flatMap((s) => bead[s].map((i) => ({ side: s, id: i })))[0];
  go(current, { side, id });
  const row = nodes.get(bead);
  const sentence = row && row.querySelector(`.s[data-side="${side}"][data-id="${id}"]`);
  if (!sentence) return;
  const box = element("textarea", "edit");
  box.value = texts[side][id];
  box.lang = data[side].language;
  box.setAttribute("aria-label", `Text of ${side} sentence ${id + 1}. Enter keeps, Escape gives up`);
  let finished = false;
  const finish = (keep_it) => {
    if (finished) return;
    finished = true;
    const now = well_formed(box.value.replace(/\s*\n\s*/g, " "));
    if (keep_it && now !== texts[side][id]) {
      change(() => operations.edit(side, id, now));
    } else {
      box.replaceWith(sentence);
      fit_row(bead);
    }
    scroller.focus({ preventScroll: true });
  };
  box.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); finish(true); }
    if (event.key === "Escape") finish(false);
  });
  box.addEventListener("blur", () => finish(true));
  box.addEventListener("input", () => fit_row(bead));
  sentence.replaceWith(box);
  box.focus({ preventScroll: true });
  fit_row(bead);
}

// The height of a row whose content has changed. Where the style cannot fit a text box to its text
// (field-sizing), it is done here.
function fit_row(bead) {
  const row = nodes.get(bead);
  if (!row) return;
  const box = row.querySelector("textarea");
  if (box) {
    box.style.height = "auto";
    box.style.height = box.scrollHeight + 4 + "px";
  }
  heights.set(bead, row.offsetHeight);
  lay_out();
  render();
}

const here = () => shown.length > 0;
const commands = {
  accept: { keys: ["a"], label: "Accept", can: () => here() && !beads[current].reviewed,
            run: () => change(() => operations.accept(current)) },
  accept_next: { keys: ["Enter"], help: "Accept, and go to the next doubtful bead",
                 run: () => {
                   commands.accept.run();
                   commands.next_doubtful.run();
                 } },
  next_doubtful: { keys: ["n"], label: "Next doubtful", can: here,
                   run: () => seek((k) => is_doubtful(beads[k]), 1, "doubtful bead") },
  last_doubtful: { keys: ["N", "p"], help: "Previous doubtful bead",
                   run: () => seek((k) => is_doubtful(beads[k]), -1, "doubtful bead") },
  merge: { keys: ["m"], label: "Merge next", help: "Merge with the next bead", can: () => here() && current + 1 < beads.length,
           run: () => change(() => operations.merge(current)) },
  split: { keys: ["s"], label: "Split", help: "Split: before the chosen sentence, or where the words say",
           can: () => here() && beads[current].source.length + beads[current].target.length > 1,
           run: () => change(() => operations.split(current, chosen)) },
  up: { keys: ["u"], label: "Move up", help: "Move the sentence to the bead above",
        can: () => here() && current > 0, run: () => move(-1) },
  down: { keys: ["d"], label: "Move down", help: "Move the sentence to the bead below",
          can: () => here() && current + 1 < beads.length, run: () => move(1) },
  drop: { keys: ["x"], label: "Mark dropped", help: "Mark dropped: no side says what the other does",
          can: here, run: () => change(() => operations.drop(current)) },
  edit: { keys: ["e", "F2"], label: "Edit", help: "Edit the text of the sentence", can: here, run: edit },
  undo: { keys: ["z", "Ctrl+z"], help: "Undo", can: () => done > 0, run: () => step_through(undo) },
  redo: { keys: ["y", "Ctrl+Z"], help: "Redo", can: () => done < steps.length,
          run: () => step_through(redo) },
  next: { keys: ["ArrowDown", "j"], help: "Next bead", run: () => go_by(1) },
  last: { keys: ["ArrowUp", "k"], help: "Previous bead", run: () => go_by(-1) },
  page_down: { keys: ["PageDown"], help: "Ten beads down", run: () => go_by(10) },
  page_up: { keys: ["PageUp"], help: "Ten beads up", run: () => go_by(-10) },
  first: { keys: ["Home"], help: "First bead", run: () => go_by(-beads.length) },
  end: { keys: ["End"], help: "Last bead", run: () => go_by(beads.length) },
  right: { keys: ["ArrowRight"], help: "Choose the next sentence of the bead",
           run: () => choose_sentence(1) },
  left: { keys: ["ArrowLeft"], help: "Choose the previous sentence", run: () => choose_sentence(-1) },
  word: { keys: ["w"], help: "Next word that has a counterpart", run: () => next_word(1) },
  search: { keys: ["/", "Ctrl+f"], help: "Search", run: () => by_id("search").select() },
  clear: { keys: ["Escape"], help: "Leave search and choice", run: () => {
    by_id("search").value = "";
    if (query) search("");
    go(current);
  } },
  help: { keys: ["?"], help: "These keys", run: () => {
    by_id("help").showModal();
    by_id("help").querySelector("form button").focus();
  } },
};

function make_buttons() {
  for (const [id, { label, help, keys }] of Object.entries(commands)) {
    if (!label) continue;
    const button = element("button", "", label + " ");
    button.type = "button";
    button.title = help || label;
    button.dataset.command = id;
    button.append(element("kbd", "", keys[0]));
    button.setAttribute("aria-keyshortcuts", keys[0]);
    by_id("commands").append(button);
  }
  const names = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc",
                  PageDown: "Page ↓", PageUp: "Page ↑", "Ctrl+Z": "Ctrl+Shift+z" };
  for (const { keys, label, help } of Object.values(commands)) {
    const term = element("dt");
    keys.forEach((key, i) => term.append(i ? " " : "", element("kbd", "", names[key] || key)));
    by_id("keys").append(term, element("dd", "", help || label));
  }
  for (const { id, label } of filters) {
    const button = element("button", id, label + " ");
    button.type = "button";
    button.append(element("b"));
    button.addEventListener("click", () => choose_filter(id));
    by_id("filters").append(button);
  }
  for (const button of document.querySelectorAll("[data-command]")) {
    button.addEventListener("click", () => {
      commands[button.dataset.command].run();
      if (!document.activeElement || document.activeElement === document.body ||
          document.activeElement === button) {
        scroller.focus({ preventScroll: true });
      }
    });
  }
}

const command_of_key = new Map();
for (const [id, { keys }] of Object.entries(commands)) {
  for (const key of keys) command_of_key.set(key, id);
}

function on_key(event) {
  const target = event.target;
  if (event.altKey || by_id("help").open || target.closest("#map-slider, textarea")) return;
  const with_control = event.ctrlKey || event.metaKey;
  const key = (with_control ? "Ctrl+" : "") + event.key;
  const id = command_of_key.get(key);
  if (!id) return;
  if (target.id === "search") {
    if (event.key !== "Escape" && event.key !== "ArrowDown" && !with_control) return;
    if (with_control && id !== "search") return;  // the text box has an undo of its own
    if (event.key === "ArrowDown") {
      event.preventDefault();
      scroller.focus({ preventScroll: true });
      return;
    }
  } else if (!with_control && target !== document.body && target !== scroller) {
    if (event.key !== "Escape") return;
  }
  const single = key.length === 1 && key !== "?";
  if (single && !by_id("single-keys").checked) return;
  event.preventDefault();
  commands[id].run();
  if (id === "clear") scroller.focus({ preventScroll: true });
}

// ---- Wiring ----

const file_name = (side) => data[side].name.replace(/^.*\//, "");
const title = `${file_name("source")} – ${file_name("target")}`;
by_id("title").append(file_name("source"), element("span", "arrow", "⇄"), file_name("target"));
for (const side of SIDES) {
  by_id("head-" + side).textContent = `${file_name(side)} · ${data[side].language}`;
  by_id("head-" + side).title = data[side].name;
}

document.addEventListener("keydown", on_key);
scroller.addEventListener("scroll", () => requestAnimationFrame(render), { passive: true });
new ResizeObserver(() => { render(); draw_map(); }).observe(scroller);

rows_box.addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (!row || event.target.closest("textarea")) return;
  const sentence = event.target.closest(".s");
  current = Number(row.dataset.bead);
  chosen = sentence ? { side: sentence.dataset.side, id: Number(sentence.dataset.id) } : null;
  mark_current();
  draw_view();
  show_dock();
});
rows_box.addEventListener("dblclick", (event) => {
  if (event.target.closest(".s")) edit();
});
rows_box.addEventListener("mouseover", (event) => {
  const word = event.target.closest(".w");
  light_up(event.target.closest(".row"), word ? word.dataset.w : undefined);
});
rows_box.addEventListener("mouseleave", () => light_up(null, undefined));

slider.addEventListener("pointerdown", (event) => {
  slider.setPointerCapture(event.pointerId);
  go(bead_at(event));
});
slider.addEventListener("pointermove", (event) => {
  if (event.buttons & 1) go(bead_at(event));
});
slider.addEventListener("keydown", (event) => {
  const steps_by_key = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1,
                         PageDown: 50, PageUp: -50, Home: -beads.length, End: beads.length };
  if (!(event.key in steps_by_key)) return;
  event.preventDefault();
  go_by(steps_by_key[event.key]);
});

by_id("search").addEventListener("input", (event) => search(event.target.value));
by_id("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter") go_by(event.shiftKey ? -1 : 1);
});
by_id("show-all").addEventListener("click", () => {
  by_id("search").value = "";
  query = null;
  by_id("found").textContent = "";
  choose_filter("all");
});

for (const button of document.querySelectorAll("[data-export]")) {
  button.addEventListener("click", () => {
    by_id("export-menu").open = false;
    // The button is hidden now; a key pressed at once must not be lost with it.
    scroller.focus({ preventScroll: true });
    export_as(button.dataset.export);
  });
}
by_id("load").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  by_id("export-menu").open = false;
  if (!file) return;
  const text = await file.text();
  event.target.value = "";
  try {
    change(() => load_review(text));
  } catch (error) {
    alert(`${file.name}: ${error.message}. Load the JSON Lines that this page or qiao align wrote ` +
          "for the same texts.");
  }
});
by_id("print").addEventListener("click", () => { by_id("export-menu").open = false; print(); });
by_id("restart").addEventListener("click", () => {
  by_id("export-menu").open = false;
  if (!confirm("Start over? All changes made on this page are forgotten.")) return;
  forget_steps();
  keep();
  refresh();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("#export-menu")) by_id("export-menu").open = false;
});
by_id("export-menu").addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    by_id("export-menu").open = false;
    by_id("export-menu").querySelector("summary").focus();
  }
});

const remembered = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const remember = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch { /* a choice that is not kept */ }
};
function set_theme(theme) {
  document.documentElement.dataset.theme = theme;
  by_id("theme").textContent = theme === "dark" ? "Light" : "Dark";
  draw_map();
}
by_id("theme").addEventListener("click", () => {
  const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  remember("qiao-theme", theme);
  set_theme(theme);
});
const prefers_dark = matchMedia("(prefers-color-scheme: dark)");
const theme_now = () => remembered("qiao-theme") || (prefers_dark.matches ? "dark" : "light");
prefers_dark.addEventListener("change", () => {
  set_theme(theme_now());
});
by_id("map-button").addEventListener("click", () => {
  const hidden = !by_id("map").hidden;
  by_id("map").hidden = hidden;
  by_id("map-button").setAttribute("aria-pressed", !hidden);
  draw_map();
});
by_id("single-keys").checked = remembered("qiao-single-keys") !== "off";
by_id("single-keys").addEventListener("change", (event) =>
  remember("qiao-single-keys", event.target.checked ? "on" : "off"));

// Paper gets every row, in dark ink on white.
function prepare_print(printing) {
  everything = printing;
  document.documentElement.dataset.theme = printing ? "light" : theme_now();
  relist();
}
addEventListener("beforeprint", () => prepare_print(true));
addEventListener("afterprint", () => prepare_print(false));
addEventListener("beforeunload", (event) => {
  if (!kept && current_number() !== exported) event.preventDefault();
});
// Another tab with this page has changed the review: it is taken over, the last word wins.
addEventListener("storage", (event) => {
  if (event.key !== STORE) return;
  restore();
  refresh();
  announce("Changed in another tab");
});

make_buttons();
restore();
set_theme(theme_now());
refresh();
scroller.focus({ preventScroll: true });

})();
