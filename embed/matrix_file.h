// Matrices of sentence vectors that others have made (LaBSE, LASER, SONAR …), one sentence a row.
//
//   raw     little-endian float32, row after row, nothing else: what Vecalign and LASER call .emb;
//           the number of dimensions must be said
//   .npy    NumPy's format 1.0 to 3.0, known by its first bytes: '<f4', C order, two dimensions
//           (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html)
#pragma once

#include <string>
#include <string_view>

#include "embed/embeddings.h"

namespace qiao::embed {

// `dimensions` is what the user said, 0 for nothing. Throws InputError for a file that is no such
// matrix, whose size and shape differ, or that holds NaN or infinity, naming the row (from 1, as
// the lines of a text count). O(n d).
Embeddings read_matrix(const std::string& path, int dimensions);

// The same from memory; `name` starts the messages.
Embeddings parse_matrix(std::string_view bytes, const std::string& name, int dimensions);

}  // namespace qiao::embed
