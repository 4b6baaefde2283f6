#include "cli/pair/collection.h"

#include <xxhash.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <mutex>
#include <span>
#include <string_view>
#include <system_error>
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
constexpr Eigen::Index kEmbedded = 16384;         // sentences at a time
constexpr std::ptrdiff_t kAnchorPiece = 1 << 16;  // bytes
constexpr std::size_t kBatch = 512;               // documents whose vectors wait to be put in order

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

void append_anchors(std::string_view text, text::Language language,
                    std::vector<std::uint32_t>& anchors) {
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
}

// A piece of the text at a time, whole sentences, since the words of a text take more room than it.
std::vector<std::uint32_t> anchors_of(const std::vector<std::string_view>& sentences,
                                      text::Language language) {
  std::vector<std::uint32_t> anchors;
  for (auto first = sentences.begin(); first != sentences.end();) {
    auto last = first;
    while (std::next(last) != sentences.end() && last->data() - first->data() < kAnchorPiece)
      ++last;
    const char* const end = last->data() + last->size();
    append_anchors({first->data(), static_cast<std::size_t>(end - first->data())}, language,
                   anchors);
    first = std::next(last);
  }
  return anchors;
}

// At unit length. Zero when no word is known.
void append_row(Eigen::RowVectorXf sum, std::vector<float>& numbers) {
  if (const float norm = sum.norm(); norm > 0) sum /= norm;
  numbers.insert(numbers.end(), sum.data(), sum.data() + sum.size());
}

// The sums of the sentences' vectors, so many parts one a row. A few sentences are embedded at a
// time: the vectors of a book would be larger than the book.
embed::Embeddings part_sums(const std::vector<std::string_view>& sentences, Eigen::Index parts,
                            const embed::Model& model) {
  embed::Pool alone(1);
  embed::Embeddings sums = embed::Embeddings::Zero(parts, model.dimensions());
  const auto n = static_cast<Eigen::Index>(sentences.size());
  for (Eigen::Index part = 0; part < parts; ++part) {
    const Eigen::Index end = (part + 1) * n / parts;
    for (Eigen::Index begin = part * n / parts; begin < end; begin += kEmbedded) {
      const auto some =
          std::span(sentences).subspan(static_cast<std::size_t>(begin),
                                       static_cast<std::size_t>(std::min(kEmbedded, end - begin)));
      sums.row(part) += embed::encode(model, some, alone).sums.colwise().sum();
    }
  }
  return sums;
}

// What sketching a document takes, from the size of its file: the text, and the vectors and words
// of the sentences that are embedded at a time.
std::uint64_t sketching_need(const std::string& file, const embed::Model& model) {
  constexpr double kShortSentence = 40;  // bytes
  constexpr double kItsWords = 400;
  std::error_code none;
  const auto size = static_cast<double>(std::filesystem::file_size(file, none));
  if (none) return 0;  // what reading will refuse
  const double embedded = std::min(size / kShortSentence, static_cast<double>(kEmbedded));
  return reading_need({file}) +
         with_memory_margin(embedded * (4.0 * model.dimensions() + kItsWords));
}

struct Sketched {
  Sketch sketch;
  std::vector<float> rows;
};

Sketched sketch_file(const std::string& folder, std::string path, const text::ReadOptions& read,
                     const embed::Model& model, MemoryBudget& memory) {
  Sketched result{.sketch = {.path = std::move(path)}};
  Sketch& sketch = result.sketch;
  try {
    const std::string file = folder + '/' + sketch.path;
    const MemoryBudget::Share share =
        memory.take(sketching_need(file, model), file + ": reading it takes about");
    const text::Document document = text::read_document(file, read);
    if (memory.is_limited()) sketch.measure = measure_of(document);
    const std::vector<std::string_view> sentences = document.sentence_views();
    for (const std::string_view sentence : sentences) {
      sketch.characters += static_cast<float>(text::character_count(sentence));
    }
    sketch.language = document.language();
    sketch.sentences = static_cast<int>(sentences.size());
    sketch.anchors = anchors_of(sentences, sketch.language.language);
    const Eigen::Index parts = part_count(sketch.sentences);
    const embed::Embeddings sums = part_sums(sentences, std::max<Eigen::Index>(1, parts), model);
    append_row(sums.colwise().sum(), result.rows);
    for (Eigen::Index part = 0; part < parts; ++part) append_row(sums.row(part), result.rows);
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
                         const embed::Model& model, embed::Pool& pool, MemoryBudget& memory,
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
  std::mutex mutex;
  std::size_t done = 0;
  on_sketched(done, files.size());
  for (std::size_t begin = 0; begin < files.size(); begin += kBatch) {
    batch.clear();
    batch.resize(std::min(kBatch, files.size() - begin));
    pool.for_chunks(batch.size(), 1, [&](std::size_t k, std::size_t) {
      batch[k] = sketch_file(folder, std::move(files[begin + k]), read, model, memory);
      const std::lock_guard lock(mutex);
      on_sketched(++done, files.size());
    });
    for (Sketched& sketched : batch) {
      collection.documents.push_back(std::move(sketched.sketch));
      collection.numbers.insert(collection.numbers.end(), sketched.rows.begin(),
                                sketched.rows.end());
      collection.first_row.push_back(collection.numbers.size() /
                                     static_cast<std::size_t>(collection.dimensions));
    }
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
