// Rows of the word witness are made once and used by the beads that begin up to `longest` rows
// before them: a chunk of rows keeps a ring of them. Chunks overlap by a few rows, which are made
// twice.
#include "align/evidence.h"

#include <algorithm>
#include <cmath>

namespace qiao::align {
namespace {

constexpr std::size_t kRowsPerChunk = 64;
constexpr std::size_t kRowsAtOnce = 4;  // they share most of their words and what they are asked of
constexpr float kLeastLevel = 0.01F;    // cosine; below it, nothing translates anything
constexpr double kSmoothing = 3;        // characters added to both lengths: short lines vary more

std::vector<double> cumulate(const std::vector<float>& lengths) {
  std::vector<double> sums(1, 0);
  for (const float length : lengths) sums.push_back(sums.back() + static_cast<double>(length));
  return sums;
}

double span(const std::vector<double>& sums, int begin, int count) {
  return sums[static_cast<std::size_t>(begin + count)] - sums[static_cast<std::size_t>(begin)];
}

// Paragraph breaks inside the sentences [begin, begin + count), a heading's end included.
float breaks(const std::vector<int>& paragraphs, int begin, int count) {
  if (paragraphs.empty()) return 0;
  int found = 0;
  for (auto i = static_cast<std::size_t>(begin) + 1; i < static_cast<std::size_t>(begin + count);
       ++i) {
    found += paragraphs[i] != paragraphs[i - 1];
  }
  return static_cast<float>(found);
}

// Whether sentence k, which may lie outside the text, is not the end of what it says.
bool goes_on(const std::vector<text::SegmentEnds>& ends, int k) {
  return k >= 0 && k < static_cast<int>(ends.size()) && ends[static_cast<std::size_t>(k)].goes_on;
}

// Vectors that overflow tell nothing; the search must still end.
float possible(float evidence) { return std::isfinite(evidence) ? evidence : kImpossible; }

// How many ends of [begin, begin + count) lie inside a sentence.
float cuts(const std::vector<text::SegmentEnds>& ends, int begin, int count) {
  return static_cast<float>(goes_on(ends, begin - 1) + goes_on(ends, begin + count - 1));
}

}  // namespace

double length_ratio(const Side& source, const Side& target, const std::vector<Bead>& path) {
  double source_length = 0;
  double target_length = 0;
  const auto add = [](double& sum, const std::vector<float>& lengths, SentenceSpan span) {
    for (int k = span.begin; k < span.end; ++k) sum += lengths[static_cast<std::size_t>(k)];
  };
  for (const Bead& bead : path) {
    if (bead.is_null()) continue;
    add(source_length, source.lengths, bead.source);
    add(target_length, target.lengths, bead.target);
  }
  if (source_length == 0 || target_length == 0) {
    source_length = target_length = 0;
    add(source_length, source.lengths, {0, source.size()});
    add(target_length, target.lengths, {0, target.size()});
  }
  return source_length > 0 && target_length > 0 ? target_length / source_length : 1;
}

float sentence_level(const SentenceWitness& sentences, const std::vector<Bead>& path) {
  std::vector<float> closeness;
  for (const Bead& bead : path) {
    if (bead.is_null()) continue;
    closeness.push_back(
        sentences(bead.source.begin, bead.target.begin, bead.source.size(), bead.target.size()));
  }
  if (closeness.empty()) return 1;
  const auto quartile = closeness.begin() + static_cast<std::ptrdiff_t>(closeness.size() * 3 / 4);
  std::nth_element(closeness.begin(), quartile, closeness.end());
  return *quartile > kLeastLevel ? *quartile : 1;
}

Evidence::Evidence(const Side& source, const Side& target, const SentenceWitness& sentences,
                   const std::vector<Bead>& path, const EvidenceOptions& options, embed::Pool& pool)
    : source_(source),
      target_(target),
      sentences_(sentences),
      options_(options),
      source_lengths_(cumulate(source.lengths)),
      target_lengths_(cumulate(target.lengths)),
      length_ratio_(std::sqrt(length_ratio(source, target, path))),
      sentence_level_(sentence_level(sentences, path)) {
  if (!source.sentences.word_ids.empty() && !target.sentences.word_ids.empty()) {
    words_.emplace(source, target, path, options.words, pool);
  }
}

void Evidence::learn(const std::vector<Bead>& beads) {
  if (words_) words_->learn(OwnWords(source_.sentences, target_.sentences, beads));
}

EvidenceTerms Evidence::weigh(const std::vector<const WordWitness::Row*>& rows, int i, int j, int a,
                              int b) const {
  const auto log_ratio =
      static_cast<float>(std::log((span(target_lengths_, j, b) / length_ratio_ + kSmoothing) /
                                  (span(source_lengths_, i, a) * length_ratio_ + kSmoothing)));
  return {.length = -options_.length_weight * std::abs(log_ratio),
          .cuts = -options_.cut_weight * (cuts(source_.ends, i, a) + cuts(target_.ends, j, b)),
          .quotations = -options_.quotation_weight * quotation_ends_alone(i, j, a, b),
          .breaks = -options_.break_weight *
                    (breaks(source_.paragraphs, i, a) + breaks(target_.paragraphs, j, b)),
          .words =
              words_ ? options_.word_weight * (*words_)(rows, i, j, a, b)
                     : options_.sentence_weight_alone * 0.5F * static_cast<float>(a + b) *
                           (sentences_(i, j, a, b) / sentence_level_ - options_.least_share_alone)};
}

float Evidence::quotation_ends_alone(int i, int j, int a, int b) const {
  if (source_.ends.empty() || target_.ends.empty()) return 0;
  const auto at = [](const std::vector<text::SegmentEnds>& ends, int k) {
    return ends[static_cast<std::size_t>(k)];
  };
  const bool opening = at(source_.ends, i).opens_quotation != at(target_.ends, j).opens_quotation;
  const bool closing =
      at(source_.ends, i + a - 1).closes_quotation != at(target_.ends, j + b - 1).closes_quotation;
  return static_cast<float>(opening + closing);
}

float Evidence::weigh_null(int i, int j, BeadShape shape) const {
  const auto& ends = shape.source > 0 ? source_.ends : target_.ends;
  const int k = shape.source > 0 ? i : j;
  return goes_on(ends, k - 1) || goes_on(ends, k) ? -options_.null_cut_weight : 0;
}

void Evidence::gather(BeadTable& table, embed::Pool& pool, int source_begin,
                      int target_begin) const {
  const Band& band = table.band();
  const int n = table.source_count();
  int longest = 1;
  for (const BeadShape shape : table.shapes()) longest = std::max(longest, shape.source);

  const auto gather_rows = [&](std::size_t begin, std::size_t end) {
    std::vector<WordWitness::Row> ring(static_cast<std::size_t>(longest) + kRowsAtOnce - 1);
    std::vector<const WordWitness::Row*> rows(static_cast<std::size_t>(longest));
    int made = static_cast<int>(begin);  // rows [.., made) are in the ring
    const auto make_rows = [&] {
      const auto first = static_cast<std::size_t>(made);
      std::vector<WordWitness::Row*> next;
      for (; next.size() < kRowsAtOnce && made < n; ++made) {
        next.push_back(&ring[static_cast<std::size_t>(made) % ring.size()]);
      }
      // The band rises: what the first needs begins first and what the last needs ends last.
      words_->fill(source_begin + static_cast<int>(first), target_begin + band.begin[first],
                   target_begin + band.end[static_cast<std::size_t>(made) - 1] - 1, next);
    };
    for (int i = static_cast<int>(begin); i < static_cast<int>(end); ++i) {
      while (words_ && made < std::min(n, i + longest)) make_rows();
      for (std::size_t x = 0; x < rows.size(); ++x) {
        rows[x] = &ring[(static_cast<std::size_t>(i) + x) % ring.size()];
      }
      for (int j = band.begin[static_cast<std::size_t>(i)];
           j < band.end[static_cast<std::size_t>(i)]; ++j) {
        const std::size_t cell = table.cell(i, j);
        for (std::size_t s = 0; s < table.shapes().size(); ++s) {
          const auto [a, b] = table.shapes()[s];
          // The band rises, so a bead is inside when its far corners are.
          if (i + a > n || !band.holds(i + a, j) || !band.holds(i, j + b)) continue;
          const int x = source_begin + i;
          const int y = target_begin + j;
          table.at(cell, s) = a == 0 || b == 0 ? weigh_null(x, y, table.shapes()[s])
                                               : possible(weigh(rows, x, y, a, b).sum());
        }
      }
    }
  };
  pool.for_chunks(static_cast<std::size_t>(n) + 1, kRowsPerChunk, gather_rows);
}

EvidenceTerms Evidence::terms(int i, int j, BeadShape shape) const {
  std::vector<WordWitness::Row> made(static_cast<std::size_t>(shape.source));
  std::vector<const WordWitness::Row*> rows;
  for (WordWitness::Row& row : made) {
    if (words_) words_->fill(i + static_cast<int>(rows.size()), j, j + shape.target, row);
    rows.push_back(&row);
  }
  EvidenceTerms terms = weigh(rows, i, j, shape.source, shape.target);
  terms.order = order(i, j, shape);
  return terms;
}

float Evidence::order(int i, int j, BeadShape shape) const {
  if (!words_) return 0;
  const float order = words_->order({i, i + shape.source}, {j, j + shape.target});
  return std::isfinite(order) ? options_.order_weight * order : 0;
}

float Evidence::operator()(int i, int j, BeadShape shape) const {
  return possible(terms(i, j, shape).sum());
}

}  // namespace qiao::align
