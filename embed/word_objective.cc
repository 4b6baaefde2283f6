#include "embed/word_objective.h"

#include <algorithm>
#include <cmath>

namespace qiao::embed {
namespace {

using Index = Eigen::Index;

constexpr float kLeastNorm = 1e-2F;  // of a word: a shorter one would be turned about by a breath

// One side of a block: unit rows, norms and omega of its distinct words, and how often each stands.
struct Words {
  Embeddings units;
  Eigen::VectorXf norms;
  Eigen::VectorXf importance;
  Eigen::VectorXf shares;  // of the running words' importance; sum 1

  Words(const Embeddings& sums, const std::vector<BlockSentence>& sentences, float alpha)
      : units(sums), norms(sums.rows()), importance(sums.rows()) {
    for (Index w = 0; w < units.rows(); ++w) {
      norms[w] = std::max(units.row(w).norm(), kLeastNorm);
      units.row(w) /= norms[w];
      importance[w] = std::pow(norms[w], alpha);
    }
    shares.setZero(units.rows());
    for (const BlockSentence& sentence : sentences) {
      for (const std::uint32_t w : sentence) shares[w] += importance[w];
    }
    shares /= shares.sum();
  }
};

// Returns the loss of `theirs`' words by the sentences of `mine`, and adds its gradient by
// close(w, v) = exp(beta (cos(w, v) - 1)).
double ask(const std::vector<BlockSentence>& my_sentences, const Words& mine,
           const std::vector<BlockSentence>& their_sentences, const Words& theirs,
           const Embeddings& close, float p0, Embeddings& gradient) {
  const Eigen::RowVectorXf background = mine.shares.transpose() * close;
  Eigen::RowVectorXf by_background = Eigen::RowVectorXf::Zero(close.cols());
  double total = 0;
  for (const BlockSentence& sentence : their_sentences) {
    for (const std::uint32_t v : sentence) total += static_cast<double>(theirs.importance[v]);
  }
  double loss = 0;
  for (std::size_t i = 0; i < my_sentences.size(); ++i) {
    float sum = 0;
    for (const std::uint32_t w : my_sentences[i]) sum += mine.importance[w];
    if (sum <= 0) continue;
    for (const std::uint32_t v : their_sentences[i]) {
      float f = 0;
      for (const std::uint32_t w : my_sentences[i]) f += mine.importance[w] * close(w, v);
      f /= sum;
      const float b = background[v];
      const float x = p0 + (1 - p0) * f / b;
      const auto weight = static_cast<float>(static_cast<double>(theirs.importance[v]) / total);
      loss -= static_cast<double>(weight * std::log(x));
      const float by_f = -weight * (1 - p0) / (b * x);
      by_background[v] -= by_f * f / b;
      for (const std::uint32_t w : my_sentences[i]) {
        gradient(w, v) += by_f * mine.importance[w] / sum;
      }
    }
  }
  gradient.noalias() += mine.shares * by_background;
  return loss;
}

// From the gradient by unit rows to the one by the sums.
void turn(Embeddings& gradient, const Words& words) {
  for (Index w = 0; w < gradient.rows(); ++w) {
    const float along = gradient.row(w).dot(words.units.row(w));
    gradient.row(w) = (gradient.row(w) - along * words.units.row(w)) / words.norms[w];
  }
}

}  // namespace

WordLoss word_objective(const WordBlock& block, const WordObjectiveOptions& options) {
  const Words source(block.source_words, block.source, options.alpha);
  const Words target(block.target_words, block.target, options.alpha);
  Embeddings close = source.units * target.units.transpose();
  close = ((close.array() - 1) * options.beta).exp();
  Embeddings gradient = Embeddings::Zero(close.rows(), close.cols());
  double loss = ask(block.source, source, block.target, target, close, options.nowhere, gradient);
  const Embeddings turned = close.transpose();
  Embeddings back = Embeddings::Zero(close.cols(), close.rows());
  loss += ask(block.target, target, block.source, source, turned, options.nowhere, back);
  gradient += back.transpose();
  gradient.array() *= close.array() * (options.beta / 2);
  WordLoss result{.loss = loss / 2,
                  .source = gradient * target.units,
                  .target = gradient.transpose() * source.units};
  turn(result.source, source);
  turn(result.target, target);
  return result;
}

}  // namespace qiao::embed
