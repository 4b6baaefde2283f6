#include "cli/pair/collection.h"

#include <xxhash.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <tuple>

#include "cli/pair/file_list.h"
#include "embed/encoder.h"
#include "text/figures.h"
#include "text/input_error.h"
#include "text/readers/read_file.h"
#include "text/utf8.h"
#include "text/words.h"

namespace qiao::cli {
namespace {

constexpr int kPartSentences = 16;
constexpr int kMostParts = 8;
constexpr std::size_t kFewAnchors = 3;
constexpr std::size_t kBatch = 512;  // documents whose vectors wait to be put in order

std::uint32_t hash_of(std::string_view text) {
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
}

// In Chinese text Latin words are mostly names; in German text capitals mark them, among all other
// nouns, which cost little, since nothing on the other side is like them.
bool may_be_name(std::string_view word, text::Language language) {
  if (word.size() < 2) return false;
  if (language == text::Language::kChinese) return true;
  const auto first = static_cast<unsigned char>(word.front());
  return first >= 0x80U || (first >= 'A' && first <= 'Z');
}

std::vector<std::uint32_t> anchors_of(std::string_view text, text::Language language) {
  std::vector<std::uint32_t> anchors;
  for (const text::Figure& figure : text::find_figures(text, language)) {
    if (!figure.written_out && figure.value.size() > 1) anchors.push_back(hash_of(figure.value));
  }
  std::vector<text::Word> words;
  text::append_words(text, words);
  for (const text::Word& word : words) {
    const std::string_view spelt = word.range.in(text);
    if (word.kind == text::WordKind::kLatin && may_be_name(spelt, language)) {
      anchors.push_back(hash_of(text::fold_case(spelt)));
    }
  }
  std::sort(anchors.begin(), anchors.end());
  anchors.erase(std::unique(anchors.begin(), anchors.end()), anchors.end());
  if (anchors.size() > kMostAnchors) anchors.resize(kMostAnchors);
  return anchors;
}

// The sum of sentences [begin, end), at unit length. Zero when no word of them is known.
void append_row(const embed::Embeddings& sums, Eigen::Index begin, Eigen::Index end,
                std::vector<float>& numbers) {
  Eigen::RowVectorXf sum = sums.middleRows(begin, end - begin).colwise().sum();
  if (const float norm = sum.norm(); norm > 0) sum /= norm;
  numbers.insert(numbers.end(), sum.data(), sum.data() + sum.size());
}

struct Sketched {
  Sketch sketch;
  std::vector<float> rows;
};

Sketched sketch_file(const std::string& folder, std::string path, const text::ReadOptions& read,
                     const embed::Model& model) {
  Sketched result{.sketch = {.path = std::move(path)}};
  Sketch& sketch = result.sketch;
  try {
    const std::string file = folder + '/' + sketch.path;
    const text::Document document = text::read_document(file, read);
    const std::vector<std::string_view> sentences = document.sentence_views();
    for (const std::string_view sentence : sentences) {
      sketch.characters += static_cast<float>(text::character_count(sentence));
    }
    sketch.language = document.language();
    sketch.sentences = static_cast<int>(sentences.size());
    sketch.anchors = anchors_of(document.text(), sketch.language.language);
    embed::Pool alone(1);
    const embed::Embeddings sums = embed::encode(model, sentences, alone).sums;
    append_row(sums, 0, sums.rows(), result.rows);
    const Eigen::Index parts = part_count(sketch.sentences);
    for (Eigen::Index k = 0; k < parts; ++k) {
      append_row(sums, k * sums.rows() / parts, (k + 1) * sums.rows() / parts, result.rows);
    }
  } catch (const InputError& error) {
    sketch.problem = error.what();
  }
  return result;
}

}  // namespace

int part_count(int sentences) {
  return sentences < 2 * kPartSentences ? 0 : std::min(sentences / kPartSentences, kMostParts);
}

Collection sketch_folder(const std::string& folder, const text::ReadOptions& read,
                         const embed::Model& model, embed::Pool& pool,
                         const OnSketched& on_sketched) {
  Collection collection{.folder = folder, .dimensions = model.dimensions()};
  std::vector<std::string> files;
  for (std::string& file : list_files(folder)) {
    const auto format = text::format_of_path(file);
    if (!format) {
      ++collection.passed_over;
    } else {
      auto& list = *format == text::FileFormat::kPairs ? collection.memories : files;
      list.push_back(std::move(file));
    }
  }
  std::vector<Sketched> batch;
  for (std::size_t begin = 0; begin < files.size(); begin += kBatch) {
    batch.clear();
    batch.resize(std::min(kBatch, files.size() - begin));
    pool.for_chunks(batch.size(), 1, [&](std::size_t k, std::size_t) {
      batch[k] = sketch_file(folder, std::move(files[begin + k]), read, model);
    });
    for (Sketched& sketched : batch) {
      collection.documents.push_back(std::move(sketched.sketch));
      collection.numbers.insert(collection.numbers.end(), sketched.rows.begin(),
                                sketched.rows.end());
      collection.first_row.push_back(collection.numbers.size() /
                                     static_cast<std::size_t>(collection.dimensions));
    }
    on_sketched(begin + batch.size(), files.size());
  }
  return collection;
}

std::optional<double> shared_anchors(const Sketch& a, const Sketch& b) {
  std::span<const std::uint32_t> x = a.anchors, y = b.anchors;
  // Where one side kept only its lowest, the other's higher ones say nothing.
  const auto cut = [](std::span<const std::uint32_t> set, std::span<const std::uint32_t> other) {
    if (other.size() < kMostAnchors) return set;
    const auto end = std::upper_bound(set.begin(), set.end(), other.back());
    return set.first(static_cast<std::size_t>(end - set.begin()));
  };
  std::tie(x, y) = std::pair(cut(x, y), cut(y, x));
  const std::size_t fewer = std::min(x.size(), y.size());
  if (fewer < kFewAnchors) return std::nullopt;
  std::vector<std::uint32_t> shared;
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(shared));
  return static_cast<double>(shared.size()) / static_cast<double>(fewer);
}

}  // namespace qiao::cli
