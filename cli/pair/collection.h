// The documents of a folder, each as the little that has to be known of all of them at once: where
// it lies, what it is about, how long it is, which figures and names it holds. The texts themselves
// are read and let go, so a million documents are some gigabytes, not all their words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/memory_budget.h"
#include "embed/embeddings.h"
#include "embed/model.h"
#include "embed/parallel.h"
#include "text/document.h"
#include "text/language.h"

namespace qiao::cli {

struct Sketch {
  std::string path;     // below the folder
  std::string problem;  // why it cannot be read; empty: it can
  text::LanguageGuess language;
  int sentences = 0;
  float characters = 0;
  // Hashes of its figures (by value) and of its Latin words that may be names, ascending. Of more
  // than kMostAnchors those with the lowest hashes: both sides keep the same ones (Broder, "On the
  // resemblance and containment of documents", 1997).
  std::vector<std::uint32_t> anchors;
  Measure measure;  // where memory is limited
};

inline constexpr std::size_t kMostAnchors = 256;

struct Collection {
  std::string folder;
  std::vector<Sketch> documents;      // by path
  std::vector<std::string> memories;  // paths below the folder of files that hold pairs already
  std::size_t passed_over = 0;        // files whose ending is of no known format
  // Of each document that could be read a row for the whole, then rows for its parts, so that a
  // shortened version is near to the part that it keeps. Unit length.
  std::vector<float> numbers;
  std::vector<std::size_t> first_row{0};  // of each document, and one more for the end
  int dimensions = 0;

  std::string path_of(std::size_t document) const {
    return folder + '/' + documents[document].path;
  }
  Eigen::Map<const embed::Embeddings> rows() const {
    return {numbers.data(), static_cast<Eigen::Index>(first_row.back()), dimensions};
  }
};

// Parts that a document of so many sentences is cut into beside the whole: none when it is short,
// eight at most.
int part_count(int sentences);

// Hears how many documents are sketched, of how many; from one thread at a time.
using OnSketched = std::function<void(std::size_t done, std::size_t of)>;

// Reads and sketches the files of the folder. A file that cannot be read is a sketch with a
// problem, and so is one whose reading would not fit into the memory. The same for any number of
// threads.
Collection sketch_folder(const std::string& folder, const text::ReadOptions& read,
                         const embed::Model& model, embed::Pool& pool, MemoryBudget& memory,
                         const OnSketched& on_sketched);

// How alike the anchors of two documents are, within [0, 1]: the share of the fewer that the other
// has too. Nothing when either has less than three.
std::optional<double> shared_anchors(const Sketch& a, const Sketch& b);

}  // namespace qiao::cli
