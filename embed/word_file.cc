#include "embed/word_file.h"

#include <algorithm>
#include <cmath>

namespace qiao::embed {
namespace {

std::variant<VecReader, FastTextModel> open(const std::string& path) {
  if (FastTextModel::recognises(path)) return FastTextModel::open(path);
  return VecReader(path);
}

// 1 + 1/2 + … + 1/n by Euler's expansion; the next term is below 1 / (120 n^4).
double harmonic(double n) {
  constexpr double kEulerGamma = 0.57721566490153286;
  return std::log(n) + kEulerGamma + 1 / (2 * n) - 1 / (12 * n * n);
}

}  // namespace

WordFile::WordFile(const std::string& path) : file_(open(path)) {
  harmonic_ = harmonic(static_cast<double>(std::max<std::size_t>(1, size())));
  vector_.resize(static_cast<std::size_t>(dimensions()));
  unknown_.resize(vector_.size());
}

int WordFile::dimensions() const {
  return std::visit([](const auto& file) { return file.dimensions(); }, file_);
}

std::size_t WordFile::size() const {
  if (const auto* model = std::get_if<FastTextModel>(&file_)) return model->word_count();
  return std::get<VecReader>(file_).rows();
}

bool WordFile::next() {
  if (auto* reader = std::get_if<VecReader>(&file_)) {
    if (!reader->next()) return false;
    ++read_;
    return true;
  }
  const auto& model = std::get<FastTextModel>(file_);
  while (read_ < model.word_count()) {
    word_ = model.word(read_++);
    if (!is_vec_word(word_)) continue;
    model.vector(word_, vector_.data());
    return true;
  }
  return false;
}

std::string_view WordFile::word() const& {
  if (const auto* reader = std::get_if<VecReader>(&file_)) return reader->word();
  return word_;
}

std::span<const float> WordFile::vector() const& {
  if (const auto* reader = std::get_if<VecReader>(&file_)) return reader->vector();
  return vector_;
}

double WordFile::frequency() const {
  if (const auto* model = std::get_if<FastTextModel>(&file_)) return model->frequency(read_ - 1);
  return 1 / (static_cast<double>(read_) * harmonic_);
}

std::span<const float> WordFile::vector_of(const std::string& word) & {
  const auto* model = std::get_if<FastTextModel>(&file_);
  if (model == nullptr) return {};
  model->vector(word, unknown_.data());
  const bool none = std::all_of(unknown_.begin(), unknown_.end(), [](float x) { return x == 0; });
  return none ? std::span<const float>() : unknown_;
}

}  // namespace qiao::embed
