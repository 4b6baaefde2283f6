#include "cli/check/coverage.h"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <utility>

#include "align/aligner.h"
#include "embed/features.h"
#include "text/han_sets.h"
#include "text/utf8.h"

namespace qiao::cli {
namespace {

constexpr float kSameFigure = 2;          // nats: as a word with one good translation
constexpr std::size_t kMostWords = 1000;  // of a side: their products are kept
constexpr std::size_t kGrain = 16;        // beads

std::int32_t first_character(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : text::next_character(text, at);
}

bool holds_any(std::string_view text, std::u32string_view characters) {
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<char32_t>(text::next_character(text, at));
    if (characters.find(c) != characters.npos) return true;
  }
  return false;
}

// What may stand within a name: between its words, or between it and the parenthesis.
bool within_name(std::string_view gap) {
  for (std::size_t at = 0; at < gap.size();) {
    constexpr std::u32string_view kSigns = U" ·‧•・・\"“”「」『』《》";
    if (kSigns.find(static_cast<char32_t>(text::next_character(gap, at))) == kSigns.npos) {
      return false;
    }
  }
  return true;
}

// Han words before "(Latin words)" are as covered as the best of these. A name has about two
// Chinese words for a Latin one.
void cover_glossed_names(std::string_view text, CoveredSide& side) {
  const auto gap = [&](std::size_t w) { return gap_before(side, w, text); };
  std::vector<CoveredWord>& words = side.words;
  for (std::size_t first = 1; first < words.size(); ++first) {
    if (!holds_any(gap(first), U"(（") ||
        text::is_han(first_character(words[first].text.in(text)))) {
      continue;
    }
    std::size_t last = first + 1;
    while (last < words.size() && !holds_any(gap(last), U")）")) ++last;
    align::WordSupport best = words[first].support;
    for (std::size_t w = first; w < last; ++w) {
      best.evidence = std::max(best.evidence, words[w].support.evidence);
      best.taken = std::max(best.taken, words[w].support.taken);
    }
    const std::size_t reach = 2 * (last - first) + 1;
    for (std::size_t w = first; w-- > 0 && first - w <= reach;) {
      if (!text::is_han(first_character(words[w].text.in(text)))) break;
      if (w + 1 < first && !within_name(gap(w + 1))) break;
      align::WordSupport& support = words[w].support;
      support.evidence = std::max(support.evidence, best.evidence);
      support.taken = std::max(support.taken, best.taken);
    }
  }
}

}  // namespace

text::ByteRange range_of(const CoveredSide& side, std::size_t first, std::size_t last) {
  return {side.words[first].text.begin, side.words[last - 1].text.end};
}

std::string_view gap_before(const CoveredSide& side, std::size_t w, std::string_view text) {
  const std::size_t begin = side.words[w - 1].text.end;
  return text.substr(begin, side.words[w].text.begin - begin);
}

Coverage::Words Coverage::find_words(const Side& side,
                                     [[maybe_unused]] const align::Side& vectors) {
  Words words;
  const text::Document& document = side.document;
  for (std::size_t i = 0; i < document.sentence_count(); ++i) {
    std::vector<text::ByteRange> ranges = embed::word_ranges(document.sentence(i));
    assert(ranges.size() == vectors.sentences.sentence_words(i).size());
    const std::size_t begin = document.sentences()[i].text.begin;
    for (text::ByteRange& range : ranges) range = {range.begin + begin, range.end + begin};
    words.ranges.push_back(std::move(ranges));
  }
  return words;
}

Coverage::Coverage(const Pair& pair, const Bridge& bridge, const PairFigures& figures,
                   embed::Pool& pool)
    : pair_(pair),
      bridge_(bridge),
      figures_(figures),
      witness_(bridge.source, bridge.target, bridge.alignment.beads,
               align::AlignOptions{}.evidence.words, pool),
      source_(find_words(pair.source, bridge.source)),
      target_(find_words(pair.target, bridge.target)) {}

CoveredSide Coverage::cover(SideName side, align::SentenceSpan sentences,
                            std::vector<align::WordSupport> support) const {
  const Words& words = side == SideName::kSource ? source_ : target_;
  const embed::SentenceSet& vectors =
      side == SideName::kSource ? bridge_.source.sentences : bridge_.target.sentences;
  CoveredSide covered{.sentences = sentences, .vectors = &vectors.words};
  auto next = support.begin();
  for (int i = sentences.begin; i < sentences.end; ++i) {
    const auto k = static_cast<std::size_t>(i);
    const auto ids = vectors.sentence_words(k);
    for (std::size_t w = 0; w < words.ranges[k].size(); ++w) {
      covered.words.push_back({words.ranges[k][w], *next++, ids[w]});
    }
  }
  cover_glossed_names(side_of(pair_, side).document.text(), covered);
  return covered;
}

void Coverage::cover_figures(CoveredBead& bead) const {
  const auto cover_range = [](CoveredSide& side, text::ByteRange range) {
    for (CoveredWord& word : side.words) {
      if (!word.text.overlaps(range)) continue;
      word.support.evidence = std::max(word.support.evidence, kSameFigure);
      word.support.taken = std::max(word.support.taken, 1.0F);
    }
  };
  for (const text::Figure* source : figures_in(figures_.source, bead.source.sentences)) {
    for (const text::Figure* target : figures_in(figures_.target, bead.target.sentences)) {
      if (!text::same_figure(*source, *target)) continue;
      cover_range(bead.source, source->range);
      cover_range(bead.target, target->range);
    }
  }
}

CoveredBead Coverage::operator()(align::SentenceSpan source, align::SentenceSpan target) const {
  const auto count = [](const Words& words, align::SentenceSpan span) {
    std::size_t n = 0;
    for (int i = span.begin; i < span.end; ++i)
      n += words.ranges[static_cast<std::size_t>(i)].size();
    return n;
  };
  const std::size_t most = std::max(count(source_, source), count(target_, target));
  if (most == 0 || most > kMostWords) return {{.sentences = source}, {.sentences = target}};
  align::Explanation explanation = witness_.explain(source, target);
  CoveredBead bead{cover(SideName::kSource, source, std::move(explanation.source)),
                   cover(SideName::kTarget, target, std::move(explanation.target))};
  cover_figures(bead);
  return bead;
}

std::vector<CoveredBead> Coverage::beads(embed::Pool& pool) const {
  const std::vector<align::Bead>& beads = bridge_.alignment.beads;
  std::vector<CoveredBead> covered(beads.size());
  pool.for_chunks(beads.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) {
      if (!beads[k].is_null()) covered[k] = (*this)(beads[k].source, beads[k].target);
    }
  });
  return covered;
}

}  // namespace qiao::cli
