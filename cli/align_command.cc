// qiao align: two versions of a text in, a translation memory out.
//
//   read and split  ->  build the bridge  ->  rows of text  ->  the writer of the format
#include <chrono>
#include <iostream>
#include <string>

#include "align/ladder.h"
#include "align/search.h"
#include "bridge/side.h"
#include "cli/align_jobs.h"
#include "cli/anchors.h"
#include "cli/bead_rows.h"
#include "cli/bridge_options.h"
#include "cli/check/check.h"
#include "cli/check/figure_table.h"
#include "cli/command.h"
#include "cli/explain.h"
#include "cli/file_sink.h"
#include "cli/input.h"
#include "cli/language_tag.h"
#include "cli/memory_need.h"
#include "cli/options.h"
#include "cli/review/review.h"
#include "cli/review/review_page.h"
#include "cli/sentence_vectors.h"
#include "cli/summary.h"
#include "cli/terminal.h"
#include "cli/unit_making.h"
#include "text/byte_source.h"
#include "text/files.h"
#include "tmx/bead_reader.h"
#include "tmx/bilingual_writers.h"
#include "tmx/writer.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "align",
    .operands = "SOURCE TARGET",
    .about =
        "Aligns the Chinese and the German version of a text sentence by sentence and writes the\n"
        "pairs as a translation memory. One of SOURCE and TARGET may be - for standard input.\n"
        "\n"
        "Formats, by --format or by the ending of OUT (with .gz behind it: compressed):\n"
        "  tmx     TMX 1.4b, the pairs only; the default\n"
        "  tsv     source, target, score, bead and status; dropped and added sentences included\n"
        "  jsonl   the same, one object a line, with the places in the files\n"
        "  ladder  [0, 1]:[2]:0.153 a line: sentence numbers and cost, as Vecalign writes it\n"
        "  html    a page to review and correct the alignment in a browser; it exports all the "
        "others\n"
        "\n"
        "With --from, a jsonl that was written before, by a review page too, takes the place of "
        "the "
        "texts.\n"
        "\n"
        "With --anchors a bead joins the sentences that you say belong together, by the lines of "
        "the\n"
        "files as qiao check and editors count them; with --pre-split a line is a sentence.\n"
        "\n"
        "With --explain 12 you are told which words spoke for the beads of line 12 and against "
        "them.\n"
        "\n"
        "Texts: plain, Markdown, HTML, DOCX, ODT, EPUB, SRT and VTT subtitles, any of them in "
        "gzip.\n"
        "\n"
        "With --jobs every line in is a pair, and every line out its beads or what is wrong with "
        "it,\n"
        "in the same order; --threads of them are aligned at a time:\n"
        "  in   {\"id\": 7, \"source\": \"a.zh.txt\", \"target\": {\"text\": \"Er kam.\"}}\n"
        "  out  {\"id\":7,\"source_language\":\"zh-TW\",…,\"beads\":[{\"source\":…},…]}\n"
        "  or   {\"id\":7,\"error\":\"a.zh.txt: no such file; check the path\"}\n",
    .examples =
        "  qiao align story.zh.txt story.de.txt -o story.tmx\n"
        "  qiao align --pre-split a.zh.lines a.de.lines --format ladder\n"
        "  qiao align a.txt b.txt -o out.tmx --lang-tag zh-Hant=zh-HK --lang-tag de-AT\n"
        "  qiao align story.zh.txt story.de.txt -o review.html\n"
        "  qiao align story.zh.txt story.de.txt --anchors chapters.tsv -o story.tmx\n"
        "  qiao align --pre-split a.zh.lines a.de.lines --source-vectors a.zh.npy \\\n"
        "      --target-vectors a.de.npy -o a.tsv\n"
        "  qiao align --from story.zh.reviewed.jsonl -o story.tmx\n"
        "  qiao align --jobs - < pairs.jsonl > beads.jsonl\n",
    .instead = "from jobs",
};

enum class Format { kTmx, kTsv, kJsonl, kLadder, kHtml };

std::optional<Format> format_named(std::string_view name) {
  if (name == "tmx") return Format::kTmx;
  if (name == "tsv") return Format::kTsv;
  if (name == "jsonl") return Format::kJsonl;
  if (name == "ladder") return Format::kLadder;
  if (name == "html") return Format::kHtml;
  return std::nullopt;
}

struct Settings {
  std::string output = "-";
  std::string format;
  std::string from;
  std::string jobs;
  std::vector<LanguageTag> language_tags;
  std::string anchors;
  std::string explain;
  bool verbose = false;
  bool split_quotes = false;
  BridgeOptions bridge;
  align::AlignOptions align;
  SentenceVectors vectors;
  MemoryLimit memory;
};

po::options_description options_for(Settings& s) {
  po::options_description options("Options");
  options.add_options()("output,o", po::value(&s.output)->value_name("OUT"),
                        "write here, not to standard output")(
      "format", po::value(&s.format)->value_name("FORMAT"), "tmx, tsv, jsonl, ladder or html")(
      "from", po::value(&s.from)->value_name("JSONL"),
      "write the beads of this file; nothing is aligned")(
      "jobs", po::value(&s.jobs)->value_name("JSONL"),
      "align the pairs of this file, one a line; - is standard input")(
      "lang-tag", po::value(&s.language_tags)->value_name("TAG"),
      "language tag to write into a TMX: zh-HK, de-AT, or zh-Hant=zh-HK for Traditional text "
      "only; once for each language (default: zh-TW, or zh-CN for Simplified text, de-DE, en-US)")(
      "split-quotes", po::bool_switch(&s.split_quotes),
      "cut a quotation of several sentences even inside a sentence")(
      "longest-bead", po::value(&s.align.longest)->default_value(s.align.longest)->value_name("N"),
      "most sentences that one sentence may pair with: 1 to 6")(
      "square-bead", po::value(&s.align.square)->default_value(s.align.square)->value_name("N"),
      "most sentences a side of a bead that joins on both: 1 to 4")(
      "verbose,v", po::bool_switch(&s.verbose), "say in figures what became of the texts");
  add_anchor_option(options, s.anchors);
  add_monotone_option(options, s.align);
  add_own_words_option(options, s.align);
  options.add_options()(
      "explain", po::value(&s.explain)->value_name("LINES"),
      "write no beads but why those of these lines are what they are: 12,40.3,:15 are lines of "
      "SOURCE and, behind a colon, of TARGET");
  add_bridge_options(options, s.bridge);
  add_vector_options(options, s.vectors);
  s.memory.add_option(options);
  return options;
}

Format format_of(const Settings& s) {
  if (!s.format.empty()) {
    if (const auto format = format_named(s.format)) return *format;
    throw UsageError("--format: '" + s.format + "' is none of tmx, tsv, jsonl, ladder, html");
  }
  if (s.output == "-") return Format::kTmx;
  const std::string ending = ending_of(s.output);
  if (const auto format = format_named(ending)) return *format;
  say(s.output + ": written as TMX; say --format for another one");
  return Format::kTmx;
}

void write_tmx(const std::vector<tmx::BeadRow>& rows, const tmx::UnitMaking& making,
               tmx::ByteSink& sink) {
  tmx::Writer writer(sink, memory_header(making));
  for (const tmx::BeadRow& row : rows) {
    // A pre-split file may pair empty lines.
    if (!row.source.empty() && !row.target.empty()) writer.write(tmx::make_unit(row, making));
  }
  writer.finish();
  if (const std::size_t n = writer.counts().removed_characters; n > 0) {
    say(std::to_string(n) + " characters that XML forbids were left out");
  }
  if (const std::size_t n = writer.counts().long_segments; n > 0) {
    say(std::to_string(n) + " segments are longer than " + std::to_string(tmx::kLongSegment) +
        " characters; Trados refuses them");
  }
}

// Any format but kHtml, which is no list of beads.
void write_rows(const std::vector<tmx::BeadRow>& rows, Format format, const tmx::UnitMaking& making,
                tmx::ByteSink& sink) {
  if (format == Format::kTmx) {
    write_tmx(rows, making, sink);
    return;
  }
  if (format == Format::kLadder) sink.write(align::format_ladder(ladder_of(rows)));
  if (format == Format::kTsv) tmx::write_tsv(rows, sink);
  if (format == Format::kJsonl) tmx::write_jsonl(rows, making, sink);
  sink.finish();
}

// The beads of an earlier run, or of a review, in another format.
void write_from(const Settings& s, Format format) {
  if (format == Format::kHtml) {
    throw UsageError("--from: a page needs the texts; align SOURCE and TARGET, and load '" +
                     s.from + "' in the page");
  }
  tmx::BeadFile file = tmx::read_beads(text::read_all(*text::open_bytes(s.from)), s.from);
  for (const LanguageTag& tag : s.language_tags) {
    bool used = false;
    for (std::string* written : {&file.making.source_language, &file.making.target_language}) {
      const auto known = text::parse_language(*written);
      if (!known || !tag.is_for(*known)) continue;
      *written = tag.tag;
      used = true;
    }
    if (used) continue;
    throw UsageError("--lang-tag: neither side is in the language of '" + tag.value + "'");
  }
  file.making.date = date_to_write();
  text::OutputFile out(s.output);
  const auto sink = sink_for(s.output, out);
  write_rows(file.rows, format, file.making, *sink);
  out.commit();
}

// The pairs of a file of jobs, or of a pipe whose other end waits for each answer.
void answer_jobs(const Settings& s) {
  if (!s.format.empty() && s.format != "jsonl") {
    throw UsageError("--jobs: answers are jsonl; leave out --format " + s.format);
  }
  const JobOptions options = {.pair = s.bridge.pair,
                              .align = s.align,
                              .language_tags = s.language_tags,
                              .threads = static_cast<unsigned>(s.bridge.threads),
                              .memory = s.memory};
  const embed::Model model = embed::Model::open(embed::find_model(s.bridge.model));
  const auto in = text::open_bytes(s.jobs);
  text::OutputFile out(s.output);
  align_jobs(*in, text::input_name(s.jobs), model, options, [&](std::string_view answer) {
    out.write(answer);
    out.flush();
  });
  out.commit();
}

void warn_of_strangers(const Summary& summary, const align::Alignment& alignment,
                       const Pair& pair) {
  if (!summary.nearly_nothing()) return;
  say("warning: " + pair.source.document.name() + " and " + pair.target.document.name() +
      " do not look like versions of one text: " + std::to_string(summary.pairs) + " pairs of " +
      std::to_string(alignment.source_count) + " and " + std::to_string(alignment.target_count) +
      " sentences");
}

// What cannot be explained, or has no place for it.
void check_explain(const Settings& s) {
  if (!s.jobs.empty() || !s.from.empty()) {
    throw UsageError("--explain: the beads of one SOURCE and TARGET; leave out --jobs, --from");
  }
  if (s.align.monotone_by == align::MonotoneBy::kParagraph) {
    throw UsageError("--explain: there is no one search to explain; leave out --monotone-by");
  }
  if (!s.format.empty()) throw UsageError("--explain: text to read; leave out --format");
  if (s.vectors.are_said()) {
    throw UsageError("--explain: tells of words; leave out --source-vectors, --target-vectors");
  }
}

void write_explanation(const Settings& s, const Pair& pair, text::OutputFile& out) {
  const WantedSentences wanted = wanted_sentences(s.explain, pair);
  Builder builder(s.bridge);
  s.memory.check(pair, builder.model, s.align, AfterAligning::kExplaining, builder.pool.threads());
  Bridge bridge{bridge::side_of(pair.source.document, builder.model, builder.pool),
                bridge::side_of(pair.target.document, builder.model, builder.pool),
                {}};
  const align::Search search(bridge.source, bridge.target, s.align, builder.pool);
  bridge.alignment = align::align(search, s.align, builder.pool);
  out.write(explain(pair, bridge, search, wanted));
  out.commit();
}

// With vectors of sentences, which know no words to link and to check.
align::Alignment align_vectors_and_write(const Settings& s, const Pair& pair,
                                         const tmx::UnitMaking& making, Format format,
                                         text::OutputFile& out) {
  s.memory.check_vectors(pair, s.vectors.file_bytes(), s.align);
  embed::Pool pool(static_cast<unsigned>(s.bridge.threads));
  align::Alignment alignment = s.vectors.align(pair, s.align, pool);
  const auto sink = sink_for(s.output, out);
  if (format == Format::kHtml) {
    const PairFigures figures = figures_of(pair);
    write_review_page({.pair = pair, .alignment = alignment, .figures = figures, .making = making},
                      *sink);
  } else {
    write_rows(bead_rows(alignment, pair.source, pair.target), format, making, *sink);
  }
  out.commit();
  return alignment;
}

// Returns what was written.
align::Alignment align_and_write(const Settings& s, const Pair& pair, const tmx::UnitMaking& making,
                                 Format format, text::OutputFile& out) {
  if (s.vectors.are_said()) return align_vectors_and_write(s, pair, making, format, out);
  Builder builder(s.bridge);
  align::Alignment alignment;
  if (format == Format::kHtml) {
    s.memory.check(pair, builder.model, s.align, AfterAligning::kReviewPage,
                   builder.pool.threads());
    Bridge bridge = builder.build(pair, s.align);
    const auto sink = sink_for(s.output, out);
    write_review(pair, bridge, check(pair, bridge, builder.pool), making, builder, *sink);
    alignment = std::move(bridge.alignment);
  } else {
    s.memory.check(pair, builder.model, s.align, AfterAligning::kWriting, builder.pool.threads());
    alignment = builder.align(pair, s.align);
    const auto sink = sink_for(s.output, out);
    write_rows(bead_rows(alignment, pair.source, pair.target), format, making, *sink);
  }
  out.commit();
  return alignment;
}

}  // namespace

int align_command(int argc, char** argv) {
  const auto start = std::chrono::steady_clock::now();
  Settings s;
  const auto paths = parse_options(argc, argv, kUsage, options_for(s));
  if (!paths) return kDone;
  if (s.align.longest < 1 || s.align.longest > 6) {
    throw UsageError("--longest-bead: 1 to 6");
  }
  if (s.align.square < 1 || s.align.square > 4) {
    throw UsageError("--square-bead: 1 to 4");
  }
  if (s.vectors.are_said()) s.vectors.check(s.bridge.pair.read.pre_split);
  if (s.split_quotes) s.bridge.pair.read.split.keep_quotes_together = false;

  if (!s.anchors.empty() && !(s.jobs.empty() && s.from.empty())) {
    throw UsageError("--anchors: the lines of one SOURCE and TARGET; leave out --jobs, --from");
  }
  check_monotone_option(s.align, s.bridge.pair.read.pre_split);
  if (!s.explain.empty()) check_explain(s);
  if (!s.jobs.empty()) {
    answer_jobs(s);
    return kDone;
  }
  if (!s.from.empty()) {
    write_from(s, format_of(s));
    return kDone;
  }

  if (paths->empty()) throw UsageError("--from and --jobs need the name of a file");
  const Format format = s.explain.empty() ? format_of(s) : Format::kTmx;
  s.memory.check_files(*paths);
  const Pair pair = read_pair((*paths)[0], (*paths)[1], s.bridge.pair);
  s.align.anchors = read_anchors(s.anchors, pair, s.align);
  const tmx::UnitMaking making = unit_making(pair, s.language_tags);
  // Before the work, so that a place that cannot be written is known at once.
  text::OutputFile out(s.output);

  if (!s.explain.empty()) {
    write_explanation(s, pair, out);
    return kDone;
  }
  const align::Alignment alignment = align_and_write(s, pair, making, format, out);

  const Summary summary = summarize(alignment);
  warn_of_strangers(summary, alignment, pair);
  if (s.verbose) {
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
    std::cerr << format_summary(summary, passed.count());
  }
  return kDone;
}

}  // namespace qiao::cli
