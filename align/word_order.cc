#include "align/word_order.h"

namespace qiao::align {
namespace {

using Row = Eigen::Array<float, 1, Eigen::Dynamic>;

// exp(tension * place) of each word.
Eigen::ArrayXf places(const Eigen::ArrayXf& importance, float total, float tension) {
  Eigen::ArrayXf result(importance.size());
  float before = 0;
  for (Eigen::Index w = 0; w < importance.size(); ++w) {
    result[w] = (before + importance[w] / 2) / total;
    before += importance[w];
  }
  return (tension * result).exp();
}

// What the words that ask gain, one an entry of each: the mean of r over all words, over those in
// place, and the importance of the former.
template <class Array>
float gained(const Array& importance, const Array& anywhere, const Array& in_place, float nowhere) {
  const float known = 1 - nowhere;
  return (importance * ((nowhere + known * in_place) / (nowhere + known * anywhere)).log()).sum();
}

}  // namespace

float order_evidence(const WordRatios& ratios, float nowhere, float tension) {
  const Eigen::ArrayXf& source = ratios.source_importance;
  const Eigen::ArrayXf& target = ratios.target_importance;
  const float source_total = source.sum();
  const float target_total = target.sum();
  if (!(source_total > 0) || !(target_total > 0)) return 0;
  // d is the quotient of two words' exp(tension * place), or its inverse: no exponential a pair.
  const Eigen::ArrayXf source_places = places(source, source_total, tension);
  const Eigen::ArrayXf target_places = places(target, target_total, tension);
  const Eigen::ArrayXf source_inverse = source_places.inverse();
  thread_local Eigen::ArrayXXf near, close_near;
  near.resize(source.size(), target.size());
  for (Eigen::Index v = 0; v < target.size(); ++v) {
    near.col(v) = (source_places / target_places[v]).min(target_places[v] * source_inverse);
  }
  close_near = ratios.close * near;

  const auto from_source = source.matrix().transpose();
  const Row target_background = ratios.target_background.transpose();
  const Row by_source = (from_source * ratios.close.matrix()).array() / target_background;
  const Row near_source = (from_source * close_near.matrix()).array() / target_background;
  const Row source_there = from_source * near.matrix();
  const auto from_target = target.matrix();
  const Eigen::ArrayXf by_target =
      (ratios.close.matrix() * from_target).array() / ratios.source_background;
  const Eigen::ArrayXf near_target =
      (close_near.matrix() * from_target).array() / ratios.source_background;
  const Eigen::ArrayXf target_there = near.matrix() * from_target;
  return gained<Row>(target.transpose(), by_source / source_total, near_source / source_there,
                     nowhere) +
         gained<Eigen::ArrayXf>(source, by_target / target_total, near_target / target_there,
                                nowhere);
}

}  // namespace qiao::align
