#include "bridge/sections.h"

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <optional>

#include "align/coarse_path.h"
#include "align/sentence_witness.h"
#include "embed/encoder.h"

namespace qiao::bridge {
namespace {

using align::Alignment;
using align::Bead;
using align::SentenceSpan;

constexpr int kWindows = 4;          // tried for a cut, one after the other
constexpr int kBlocksEncoded = 128;  // together: words that return are looked up once
constexpr int kLongest = 3;          // lengths of the longest section

// Sentences before a point of both texts.
struct Point {
  int source = 0;
  int target = 0;
};

bool is_before(Point a, Point b) { return a.source <= b.source && a.target <= b.target; }
int distance(Point from, Point to) {
  return std::max(to.source - from.source, to.target - from.target);
}

embed::Embeddings block_sums(const Sentences& sentences, int block, const embed::Model& model,
                             embed::Pool& pool) {
  const auto size = static_cast<std::size_t>(block);
  const std::size_t n = sentences.views.size();
  const std::size_t blocks = (n + size - 1) / size;
  embed::Embeddings sums =
      embed::Embeddings::Zero(static_cast<Eigen::Index>(blocks), model.dimensions());
  pool.for_chunks(blocks, kBlocksEncoded, [&](std::size_t begin, std::size_t end) {
    embed::Pool alone(1);
    const std::size_t first = begin * size;
    const auto views = std::span(sentences.views).subspan(first, std::min(n, end * size) - first);
    const embed::Embeddings rows = embed::encode(model, views, alone).sums;
    for (Eigen::Index i = 0; i < rows.rows(); ++i) {
      sums.row(static_cast<Eigen::Index>(begin) + i / block) += rows.row(i);
    }
  });
  return sums;
}

// Points on the way through both texts, from the first to the last, rising on at least one side.
std::vector<Point> rough_way(const Sentences& source, const Sentences& target,
                             const embed::Model& model, int block, embed::Pool& pool) {
  const embed::Embeddings source_sums = block_sums(source, block, model, pool);
  const embed::Embeddings target_sums = block_sums(target, block, model, pool);
  const align::SentenceWitness witness(source_sums, target_sums, pool);
  std::vector<Point> way(1);
  for (const Bead& bead : align::coarse_path(source_sums, target_sums, witness, pool)) {
    way.push_back({std::min(source.size(), bead.source.end * block),
                   std::min(target.size(), bead.target.end * block)});
  }
  return way;
}

// The first point that is at least `sentences` further than `from`.
std::optional<Point> further(const std::vector<Point>& way, Point from, int sentences) {
  const auto at = std::partition_point(way.begin(), way.end(), [&](Point point) {
    return !is_before(from, point) || distance(from, point) < sentences;
  });
  return at == way.end() ? std::nullopt : std::optional(*at);
}

SentenceSpan window_around(int place, int radius, int count) {
  return {std::max(0, place - radius), std::min(count, place + radius)};
}

bool is_sure(const Bead& bead, double sure) {
  return bead.status == align::Status::kAligned && bead.score >= sure;
}

// The boundary of two beads nearest to the middle of those that have sure beads on both sides.
std::optional<Point> sure_boundary(const std::vector<Bead>& beads, const SectionOptions& how) {
  const auto beside = static_cast<std::size_t>(how.beside);
  std::vector<Point> sure;
  std::size_t run = 0;
  for (std::size_t b = 0; b < beads.size(); ++b) {
    run = is_sure(beads[b], how.sure) ? run + 1 : 0;
    if (run < 2 * beside) continue;
    const Bead& next = beads[b + 1 - beside];
    sure.push_back({next.source.begin, next.target.begin});
  }
  if (sure.empty()) return std::nullopt;
  return sure[sure.size() / 2];
}

// Where texts may be cut near a point of the rough way.
class Cutter {
 public:
  Cutter(const Sentences& source, const Sentences& target, const embed::Model& model,
         const align::AlignOptions& options, const SectionOptions& how)
      : source_(source), target_(target), model_(model), options_(options), how_(how) {
    options_.learn_words = align::LearnWords::kNever;  // only what is sure is cut at
  }

  std::optional<Point> near(const std::vector<Point>& way, Point place) const {
    for (int t = 0; t < kWindows; ++t) {
      if (const auto cut = in_window(place)) return cut;
      const auto next = further(way, place, 2 * how_.window);
      if (!next) break;
      place = *next;
    }
    return std::nullopt;
  }

 private:
  std::optional<Point> in_window(Point place) const {
    const SentenceSpan source = window_around(place.source, how_.window, source_.size());
    const SentenceSpan target = window_around(place.target, how_.window, target_.size());
    embed::Pool alone(1);
    const Alignment alignment =
        align::align(side_of(source_, source, model_, alone),
                     side_of(target_, target, model_, alone), options_, alone);
    auto cut = sure_boundary(alignment.beads, how_);
    if (cut) *cut = {cut->source + source.begin, cut->target + target.begin};
    return cut;
  }

  const Sentences& source_;
  const Sentences& target_;
  const embed::Model& model_;
  align::AlignOptions options_;
  const SectionOptions& how_;
};

void move_by(Bead& bead, int source, int target) {
  bead.source = {bead.source.begin + source, bead.source.end + source};
  bead.target = {bead.target.begin + target, bead.target.end + target};
}

}  // namespace

bool is_one_section(int source_count, int target_count, const align::AlignOptions& options,
                    const SectionOptions& how) {
  return std::max(source_count, target_count) < 2 * how.length || !options.anchors.empty() ||
         options.monotone_by == align::MonotoneBy::kParagraph;
}

std::vector<Section> cut_into_sections(const Sentences& source, const Sentences& target,
                                       const embed::Model& model,
                                       const align::AlignOptions& options,
                                       const SectionOptions& how, embed::Pool& pool) {
  const Point end{source.size(), target.size()};
  if (is_one_section(source.size(), target.size(), options, how)) {
    return {{{0, end.source}, {0, end.target}}};
  }

  const std::vector<Point> way = rough_way(source, target, model, how.block, pool);
  std::vector<Point> places;
  for (auto place = further(way, {}, how.length); place && distance(*place, end) >= how.length / 2;
       place = further(way, *place, how.length)) {
    places.push_back(*place);
  }
  const Cutter cutter(source, target, model, options, how);
  std::vector<std::optional<Point>> cuts(places.size());
  pool.for_chunks(places.size(), 1, [&](std::size_t begin, std::size_t stop) {
    for (std::size_t k = begin; k < stop; ++k) cuts[k] = cutter.near(way, places[k]);
  });

  std::vector<Section> sections;
  Point last;
  const auto cut_at = [&](Point point) {
    sections.push_back({{last.source, point.source}, {last.target, point.target}});
    last = point;
  };
  for (std::size_t k = 0; k < places.size(); ++k) {
    if (cuts[k] && is_before(last, *cuts[k])) {
      cut_at(*cuts[k]);
    } else if (is_before(last, places[k]) &&
               distance(last, places[k]) > (kLongest - 1) * how.length) {
      cut_at(places[k]);  // nothing is sure about here, and the section must end
    }
  }
  cut_at(end);
  return sections;
}

Alignment align(const Sentences& source, const Sentences& target, const embed::Model& model,
                const align::AlignOptions& options, embed::Pool& pool, const SectionOptions& how,
                const OnShare& on_share) {
  if (is_one_section(source.size(), target.size(), options, how)) {
    return align::align(side_of(source, model, pool), side_of(target, model, pool), options, pool);
  }

  const std::vector<Section> sections =
      cut_into_sections(source, target, model, options, how, pool);
  std::vector<std::vector<Bead>> beads(sections.size());
  std::mutex telling;
  std::size_t done = 0;
  pool.for_chunks(sections.size(), 1, [&](std::size_t begin, std::size_t end) {
    embed::Pool alone(1);
    for (std::size_t k = begin; k < end; ++k) {
      beads[k] = align::align(side_of(source, sections[k].source, model, alone),
                              side_of(target, sections[k].target, model, alone), options, alone)
                     .beads;
      const std::lock_guard lock(telling);
      on_share(static_cast<double>(++done) / static_cast<double>(sections.size()));
    }
  });
  Alignment alignment{.beads = {}, .source_count = source.size(), .target_count = target.size()};
  for (std::size_t k = 0; k < sections.size(); ++k) {
    for (Bead& bead : beads[k]) {
      move_by(bead, sections[k].source.begin, sections[k].target.begin);
      alignment.beads.push_back(bead);
    }
    beads[k] = {};
  }
  return alignment;
}

}  // namespace qiao::bridge
