// A word is a row of one matrix a side, its vector made as if it stood alone. A word and its like
// on the other side are linked when each is (nearly) the other's best in the pair of sentences.
#include "cli/review/word_links.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "embed/encoder.h"
#include "text/figures.h"
#include "text/words.h"

namespace qiao::cli {
namespace {

struct SideWords {
  std::vector<std::vector<text::ByteRange>> words;  // of each sentence, figures left out
  std::vector<std::vector<int>> rows;               // of these, in `units`
  FigureTable figures;                              // ranges within the sentence, as of `words`
  embed::Embeddings units;                          // one a distinct word
};

SideWords words_of(const text::Document& document, FigureTable figures, const embed::Model& model,
                   embed::Pool& pool) {
  SideWords side{.figures = std::move(figures)};
  std::vector<text::Word> words;
  std::unordered_map<std::string_view, int> numbers;
  std::vector<std::string_view> distinct;
  for (std::size_t i = 0; i < document.sentence_count(); ++i) {
    const std::string_view sentence = document.sentence(i);
    words.clear();
    text::append_words(sentence, words);
    side.words.emplace_back();
    side.rows.emplace_back();
    const std::size_t begin = document.sentences()[i].text.begin;
    for (text::Figure& figure : side.figures[i]) {
      figure.range = {figure.range.begin - begin, figure.range.end - begin};
    }
    for (const text::Word& word : words) {
      if (std::any_of(
              side.figures[i].begin(), side.figures[i].end(),
              [&](const text::Figure& figure) { return figure.range.overlaps(word.range); })) {
        continue;
      }
      const auto [at, fresh] =
          numbers.try_emplace(word.range.in(sentence), static_cast<int>(distinct.size()));
      if (fresh) distinct.push_back(at->first);
      side.words.back().push_back(word.range);
      side.rows.back().push_back(at->second);
    }
  }
  side.units = embed::encode_units(model, distinct, pool);
  return side;
}

class Linker {
 public:
  Linker(const SideWords& source, const SideWords& target, const LinkOptions& options)
      : source_(source), target_(target), options_(options) {}

  void link(int i, int j, std::vector<WordLink>& links) const {
    for (const text::Figure& mine : source_.figures[static_cast<std::size_t>(i)]) {
      for (const text::Figure& theirs : target_.figures[static_cast<std::size_t>(j)]) {
        if (same_figure(mine, theirs)) links.push_back({i, j, mine.range, theirs.range});
      }
    }
    link_words(i, j, links);
  }

 private:
  void link_words(int i, int j, std::vector<WordLink>& links) const {
    const auto& mine = source_.rows[static_cast<std::size_t>(i)];
    const auto& theirs = target_.rows[static_cast<std::size_t>(j)];
    if (mine.empty() || theirs.empty()) return;
    const embed::Embeddings my_units = gather(mine, source_.units);
    const embed::Embeddings their_units = gather(theirs, target_.units);
    const Eigen::MatrixXf cosines = my_units * their_units.transpose();
    const Eigen::VectorXf best_of_mine = cosines.rowwise().maxCoeff();
    const Eigen::VectorXf best_of_theirs = cosines.colwise().maxCoeff();
    for (Eigen::Index w = 0; w < cosines.rows(); ++w) {
      for (Eigen::Index v = 0; v < cosines.cols(); ++v) {
        const float cosine = cosines(w, v);
        if (cosine < options_.least_cosine || cosine < best_of_mine[w] - options_.close_to_best ||
            cosine < best_of_theirs[v] - options_.close_to_best) {
          continue;
        }
        links.push_back({i, j,
                         source_.words[static_cast<std::size_t>(i)][static_cast<std::size_t>(w)],
                         target_.words[static_cast<std::size_t>(j)][static_cast<std::size_t>(v)]});
      }
    }
  }

  static embed::Embeddings gather(const std::vector<int>& rows, const embed::Embeddings& units) {
    embed::Embeddings gathered(static_cast<Eigen::Index>(rows.size()), units.cols());
    for (std::size_t w = 0; w < rows.size(); ++w) {
      gathered.row(static_cast<Eigen::Index>(w)) = units.row(rows[w]);
    }
    return gathered;
  }

  const SideWords& source_;
  const SideWords& target_;
  LinkOptions options_;
};

// The pairs of sentences within a bead and between neighbouring beads, each once.
std::vector<std::pair<int, int>> near_pairs(const std::vector<align::Bead>& beads) {
  std::vector<std::pair<int, int>> pairs;
  for (std::size_t k = 0; k < beads.size(); ++k) {
    const std::size_t first = k == 0 ? 0 : k - 1;
    const std::size_t last = std::min(k + 1, beads.size() - 1);
    for (std::size_t l = first; l <= last; ++l) {
      for (int i = beads[k].source.begin; i < beads[k].source.end; ++i) {
        for (int j = beads[l].target.begin; j < beads[l].target.end; ++j) pairs.emplace_back(i, j);
      }
    }
  }
  return pairs;
}

}  // namespace

std::vector<WordLink> word_links(const Pair& pair, const PairFigures& figures,
                                 const align::Alignment& alignment, const embed::Model& model,
                                 embed::Pool& pool, const LinkOptions& options) {
  const SideWords source = words_of(pair.source.document, figures.source, model, pool);
  const SideWords target = words_of(pair.target.document, figures.target, model, pool);
  const Linker linker(source, target, options);
  std::vector<WordLink> links;
  for (const auto& [i, j] : near_pairs(alignment.beads)) linker.link(i, j, links);
  std::sort(links.begin(), links.end());
  return links;
}

}  // namespace qiao::cli
