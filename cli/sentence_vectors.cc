#include "cli/sentence_vectors.h"

#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "bridge/side.h"
#include "cli/bridge.h"
#include "cli/overlaps.h"
#include "embed/matrix_file.h"
#include "text/input_error.h"

namespace qiao::cli {
namespace {

align::Side read_side(const text::Document& document, const std::string& path,
                      const std::string& overlaps, int dimensions) {
  const std::vector<std::string_view> sentences = document.sentence_views();
  embed::Embeddings vectors = embed::read_matrix(path, dimensions);
  if (!overlaps.empty()) {
    vectors = rows_of_sentences(overlaps, vectors, path, sentences, document.name());
  }
  const auto rows = static_cast<std::size_t>(vectors.rows());
  if (rows != sentences.size()) {
    const bool fewer = rows < sentences.size();
    throw InputError(path + ": " +
                     (fewer ? "ends after row " + std::to_string(rows)
                            : "goes on after row " + std::to_string(sentences.size())) +
                     ", but " + document.name() + " has " + std::to_string(sentences.size()) +
                     " lines; give one row a line" + (dimensions > 0 ? ", or check --dim" : ""));
  }
  return bridge::side_of(sentences, std::move(vectors));
}

}  // namespace

std::uint64_t SentenceVectors::file_bytes() const {
  std::uint64_t bytes = 0;
  for (const std::string& path : {source, target, source_overlaps, target_overlaps}) {
    std::error_code none;
    const auto size = std::filesystem::file_size(path, none);
    if (!none) bytes += size;
  }
  return bytes;
}

void SentenceVectors::check(bool pre_split) const {
  if (source.empty()) throw UsageError("--target-vectors: --source-vectors is missing");
  if (target.empty()) throw UsageError("--source-vectors: --target-vectors is missing");
  if (!pre_split) throw UsageError("--source-vectors: a row a line goes with --pre-split only");
  if (source_overlaps.empty() != target_overlaps.empty()) {
    throw UsageError("--source-overlaps, --target-overlaps: one is missing");
  }
  if (dimensions < 0) throw UsageError("--dim: a number below 0");
}

align::Alignment SentenceVectors::align(const Pair& pair, const align::AlignOptions& options,
                                        embed::Pool& pool) const {
  const auto read = [&](const text::Document& document, bool of_source) {
    return read_side(document, of_source ? source : target,
                     of_source ? source_overlaps : target_overlaps, dimensions);
  };
  const align::Side first = read(pair.source.document, !pair.exchanged);
  const align::Side second = read(pair.target.document, pair.exchanged);
  const auto columns = first.sentences.sums.cols();
  if (second.sentences.sums.cols() != columns) {
    throw InputError(target + ": rows of " + std::to_string(second.sentences.sums.cols()) +
                     " numbers, those of " + source + " have " + std::to_string(columns) +
                     "; embed both texts with one encoder");
  }
  return align_sides(first, second, options, pool);
}

void add_vector_options(po::options_description& options, SentenceVectors& vectors) {
  options.add_options()("source-vectors", po::value(&vectors.source)->value_name("FILE"),
                        "vectors of SOURCE's lines in the place of a model: .npy or float32")(
      "target-vectors", po::value(&vectors.target)->value_name("FILE"), "likewise, of TARGET's")(
      "source-overlaps", po::value(&vectors.source_overlaps)->value_name("FILE"),
      "the vectors are of the lines of this file, as Vecalign's overlap.py writes it")(
      "target-overlaps", po::value(&vectors.target_overlaps)->value_name("FILE"), "likewise")(
      "dim", po::value(&vectors.dimensions)->value_name("D"),
      "numbers in a row of the vectors; .npy files say it themselves");
}

}  // namespace qiao::cli
