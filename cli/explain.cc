// A word and its partner make one line when each is the other's; what one of them says to the bead
// and what the other one says add up in it.
#include "cli/explain.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string_view>

#include "cli/check/passage_text.h"
#include "cli/line_index.h"
#include "cli/list.h"
#include "cli/options.h"
#include "embed/features.h"

namespace qiao::cli {
namespace {

constexpr double kWorthALine = 0.05;  // nats
constexpr int kNone = -1;

std::string number(double value, const char* form = "%+7.2f") {
  char text[32];
  std::snprintf(text, sizeof text, form, value);
  return text;
}

std::string shape_name(align::BeadShape shape) {
  return std::to_string(shape.source) + "-" + std::to_string(shape.target);
}

// The words of some sentences, in order.
struct Words {
  std::vector<std::string> texts;
  std::vector<std::uint32_t> rows;  // of the side's vectors
};

Words words_of(const Side& side, const align::Side& vectors, align::SentenceSpan sentences) {
  Words words;
  for (int i = sentences.begin; i < sentences.end; ++i) {
    const auto k = static_cast<std::size_t>(i);
    const std::size_t begin = side.document.sentences()[k].text.begin;
    for (const text::ByteRange range : embed::word_ranges(side.document.sentence(k))) {
      words.texts.push_back(one_line(side.document, {range.begin + begin, range.end + begin}));
    }
    const auto ids = vectors.sentences.sentence_words(k);
    words.rows.insert(words.rows.end(), ids.begin(), ids.end());
  }
  return words;
}

// A word, or two that mean each other.
struct WordLine {
  double nats = 0;
  std::string text;
  std::optional<double> likeness;
};

class WordLines {
 public:
  WordLines(const Pair& pair, const Bridge& bridge, const align::Search& search,
            const align::Bead& bead)
      : bridge_(bridge),
        source_(words_of(pair.source, bridge.source, bead.source)),
        target_(words_of(pair.target, bridge.target, bead.target)),
        weight_(static_cast<double>(search.evidence.word_weight())),
        said_(search.evidence.words()->explain(bead.source, bead.target)) {}

  // The strongest first, whatever their sign.
  std::vector<WordLine> lines() const {
    std::vector<WordLine> lines;
    for (std::size_t w = 0; w < said_.source.size(); ++w) {
      const int v = partner(said_.source[w]);
      const bool mutual =
          v != kNone && partner(said_.target[static_cast<std::size_t>(v)]) == static_cast<int>(w);
      WordLine line{nats(said_.source[w]), source_.texts[w], {}};
      if (v != kNone) {
        line.text += " - " + in_brackets(target_.texts[static_cast<std::size_t>(v)], !mutual);
        line.likeness = likeness(w, static_cast<std::size_t>(v));
      }
      if (mutual) line.nats += nats(said_.target[static_cast<std::size_t>(v)]);
      lines.push_back(std::move(line));
    }
    for (std::size_t v = 0; v < said_.target.size(); ++v) {
      const int w = partner(said_.target[v]);
      if (w != kNone && partner(said_.source[static_cast<std::size_t>(w)]) == static_cast<int>(v)) {
        continue;
      }
      WordLine line{nats(said_.target[v]), target_.texts[v], {}};
      if (w != kNone) {
        line.text =
            in_brackets(source_.texts[static_cast<std::size_t>(w)], true) + " - " + line.text;
        line.likeness = likeness(static_cast<std::size_t>(w), v);
      }
      lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(), [](const WordLine& a, const WordLine& b) {
      return std::abs(a.nats) > std::abs(b.nats);
    });
    return lines;
  }

 private:
  static std::string in_brackets(const std::string& word, bool brackets) {
    return brackets ? "(" + word + ")" : word;
  }
  // A word that nothing supports has no partner worth a name.
  static int partner(const align::WordSupport& word) {
    return word.evidence > 0 ? word.partner : kNone;
  }
  double nats(const align::WordSupport& word) const {
    return weight_ * static_cast<double>(word.importance) * static_cast<double>(word.evidence);
  }
  double likeness(std::size_t w, std::size_t v) const {
    const auto one = bridge_.source.sentences.words.row(source_.rows[w]);
    const auto other = bridge_.target.sentences.words.row(target_.rows[v]);
    const float norms = one.norm() * other.norm();
    return norms > 0 ? static_cast<double>(one.dot(other) / norms) : 0;
  }

  const Bridge& bridge_;
  Words source_, target_;
  double weight_;
  align::Explanation said_;
};

class Explainer {
 public:
  Explainer(const Pair& pair, const Bridge& bridge, const align::Search& search)
      : pair_(pair), bridge_(bridge), search_(search) {}

  void add(const align::Bead& bead) {
    const align::BeadShape shape{bead.source.size(), bead.target.size()};
    text_ += shape_name(shape) + "  " + std::string(align::status_name(bead.status)) + ", " +
             number(bead.score, "%.3f") + "\n";
    quote(pair_.source, bead.source);
    quote(pair_.target, bead.target);
    if (bead.is_null()) {
      add_partner(bead);
    } else {
      add_reasons(bead);
    }
    text_ += '\n';
  }

  std::string take() && { return std::move(text_); }

 private:
  void quote(const Side& side, align::SentenceSpan sentences) {
    for (int i = sentences.begin; i < sentences.end; ++i) {
      const text::Sentence& sentence = side.document.sentences()[static_cast<std::size_t>(i)];
      text_ += "  " + side.document.name() + ":" +
               std::to_string(side.document.place(sentence.source.begin).line) + "  " +
               one_line(side.document, sentence.text) + "\n";
    }
  }

  void line(double nats, const std::string& what) {
    text_ += "    " + number(nats) + "  " + what + "\n";
  }

  // Terms that are 0 say nothing and are left out.
  void term(float nats, const std::string& what) {
    if (nats != 0) line(static_cast<double>(nats), what);
  }

  void add_reasons(const align::Bead& bead) {
    const align::BeadShape shape{bead.source.size(), bead.target.size()};
    const int i = bead.source.begin;
    const int j = bead.target.begin;
    const align::EvidenceTerms terms = search_.evidence.terms(i, j, shape);
    text_ += '\n';
    line(static_cast<double>(terms.words), "words");
    term(terms.order, "words in the order of the other side");
    term(terms.length, "length: " + characters(bridge_.source, bead.source) + " and " +
                           characters(bridge_.target, bead.target) + " characters");
    term(terms.cuts, "begins or ends inside a sentence");
    term(terms.quotations, "a quotation begins or ends on one side only");
    term(terms.breaks, "a paragraph ends inside");
    line(search_.prior_log_odds(shape),
         "a " + shape_name(shape) + " of these texts, against leaving its sentences out");
    text_ += "    " + number(search_.log_odds(i, j, shape)) + "  in all\n";
    add_words(bead);
  }

  void add_words(const align::Bead& bead) {
    if (!search_.evidence.words()) return;
    const std::vector<WordLine> lines = WordLines(pair_, bridge_, search_, bead).lines();
    for (const bool speaks_for : {true, false}) {
      std::size_t small = 0;
      double sum = 0;
      text_ += speaks_for ? "\n  for it\n" : "\n  against it\n";
      for (const WordLine& word : lines) {
        if ((word.nats > 0) != speaks_for) continue;
        if (std::abs(word.nats) < kWorthALine) {
          ++small;
          sum += word.nats;
          continue;
        }
        line(word.nats, word.text + (word.likeness ? "  " + number(*word.likeness, "%.2f") : ""));
      }
      if (small > 0) line(sum, std::to_string(small) + " of little weight");
    }
  }

  // The single sentence of the other side that the left-out one belongs to most likely, among those
  // that the search weighed.
  void add_partner(const align::Bead& bead) {
    const bool dropped = bead.target.empty();
    const align::Band& band = search_.table.band();
    std::optional<align::Bead> best;
    const auto consider = [&](int i, int j) {
      const double odds = search_.log_odds(i, j, {1, 1});
      if (!best || odds > best->score) {
        best = align::Bead{.source = {i, i + 1}, .target = {j, j + 1}, .score = odds};
      }
    };
    const int n = search_.table.source_count();
    const int m = search_.table.target_count();
    for (int i = dropped ? bead.source.begin : 0; i < (dropped ? bead.source.end : n); ++i) {
      for (int j = dropped ? 0 : bead.target.begin; j < (dropped ? m : bead.target.end); ++j) {
        if (band.holds(i, j) && band.holds(i + 1, j + 1)) consider(i, j);
      }
    }
    if (!best) {
      text_ += "\n  no sentence of the other side stands near enough to be weighed\n";
      return;
    }
    text_ += "\n  the likeliest partner, not taken\n";
    if (dropped) {
      quote(pair_.target, best->target);
    } else {
      quote(pair_.source, best->source);
    }
    add_reasons(*best);
  }

  static std::string characters(const align::Side& side, align::SentenceSpan sentences) {
    double sum = 0;
    for (int i = sentences.begin; i < sentences.end; ++i) {
      sum += static_cast<double>(side.lengths[static_cast<std::size_t>(i)]);
    }
    return number(sum, "%.0f");
  }

  const Pair& pair_;
  const Bridge& bridge_;
  const align::Search& search_;
  std::string text_;
};

}  // namespace

WantedSentences wanted_sentences(const std::string& list, const Pair& pair) {
  WantedSentences wanted;
  for (std::string_view part : parts_of(list, ',')) {
    const bool second = part.starts_with(':');
    if (second) part.remove_prefix(1);
    const auto name = parse_line_name(part);
    if (!name) {
      throw UsageError("--explain: '" + std::string(part) +
                       "' is no line; say lines of SOURCE like 12,40.3, and of TARGET like :15");
    }
    const bool of_source = second == pair.exchanged;
    const Side& side = of_source ? pair.source : pair.target;
    const align::SentenceSpan span =
        LineIndex(side.document).sentences(*name, "--explain " + std::string(part));
    for (int k = span.begin; k < span.end; ++k) {
      (of_source ? wanted.source : wanted.target).push_back(k);
    }
  }
  for (std::vector<int>* side : {&wanted.source, &wanted.target}) {
    std::sort(side->begin(), side->end());
    side->erase(std::unique(side->begin(), side->end()), side->end());
  }
  return wanted;
}

std::string explain(const Pair& pair, const Bridge& bridge, const align::Search& search,
                    const WantedSentences& wanted) {
  const auto any_within = [](const std::vector<int>& sentences, align::SentenceSpan span) {
    const auto first = std::lower_bound(sentences.begin(), sentences.end(), span.begin);
    return first != sentences.end() && *first < span.end;
  };
  Explainer explainer(pair, bridge, search);
  for (const align::Bead& bead : bridge.alignment.beads) {
    if (any_within(wanted.source, bead.source) || any_within(wanted.target, bead.target)) {
      explainer.add(bead);
    }
  }
  return std::move(explainer).take();
}

}  // namespace qiao::cli
