// The bilingual model: one vector a feature, in one space for Chinese, German and English.
//
// A model is one file (.qiao), mapped into memory, never copied: put another in its place by a
// rename, for one that is cut short under a running program ends it by SIGBUS. Its bytes, see
// docs/model.md:
//
//   header    64 bytes  magic "QIAOVEC\n", version, byte order, sizes, XXH3 of all that follows
//   metadata  JSON      name, sources and licences, training options, date
//   keys      uint32    hashed features in ascending order
//   scales    float32   one a row
//   codes     n rows of d components of 4, 8 or 16 bits: component = scale * (code - middle)
//
// Rows follow the vocabulary: keys first, then buckets (vocabulary.h).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "embed/embeddings.h"
#include "embed/vocabulary.h"

namespace qiao::embed {

class Model {
 public:
  // Maps the file and checks every length in the header and the checksum. Throws InputError for a
  // file that is no model, cut short or altered; whatever the bytes, nothing outside them is read.
  static Model open(const std::string& path);

  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

  int dimensions() const { return dimensions_; }
  int bits() const { return bits_; }
  std::size_t file_size() const { return size_; }
  const Vocabulary& vocabulary() const& { return vocabulary_; }
  std::string_view metadata() const& { return metadata_; }  // JSON
  const std::string& path() const& { return path_; }

  // Adds row `row` of the table to `sum` (d floats). Requires row < vocabulary().row_count().
  void add_row(std::uint32_t row, float* sum) const;

  // Adds several, in order; kNoRow adds nothing. The next are on their way from memory while one is
  // added.
  void add_rows(std::span<const std::uint32_t> rows, float* sum) const;

  // Asks for a row that will be added soon.
  void prefetch_row(std::uint32_t row) const;

 private:
  Model() = default;
  std::string path_;
  const unsigned char* bytes_ = nullptr;  // the mapping, owned
  std::size_t size_ = 0;
  int dimensions_ = 0;
  int bits_ = 0;
  std::string_view metadata_;
  Vocabulary vocabulary_;
  const float* scales_ = nullptr;
  const unsigned char* codes_ = nullptr;
};

// What is written: a table in floats and the features it belongs to.
struct ModelContents {
  std::vector<FeatureKey> keys;  // ascending, distinct
  std::uint32_t buckets = 0;
  Embeddings table;      // (keys + buckets) x d, d a multiple of 8
  std::string metadata;  // JSON
};

// The bytes of a model file with components of `bits` (4, 8 or 16). A row's scale is the one that
// loses least (sum of squares) among a few; 4 bits lose about 1 % of a row's energy, 16 what a
// float has below a 65,000th of the largest component.
std::string serialise_model(const ModelContents& contents, int bits);

// The table of a model in floats, to train on from.
ModelContents read_contents(const Model& model);

// Where the model is: `said` when not empty, else $QIAO_MODEL, else "default.qiao" beside the
// running program or in share/qiao of a folder above it, the same for the shared library that this
// is part of, else where Qiao was installed. Throws InputError naming the places when there is
// none.
std::string find_model(const std::string& said);

}  // namespace qiao::embed
