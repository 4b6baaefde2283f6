// Vectors in Vecalign's form: a text file of "overlaps" (every line of a document, and every few
// neighbouring lines joined, each once, as its overlap.py writes them) and a matrix with a row for
// each of its lines (Thompson & Koehn, EMNLP 2019; github.com/thompsonb/vecalign).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "embed/embeddings.h"

namespace qiao::cli {

// The rows of single sentences, one for each. Joined sentences are sums of these here
// (align/sentence_witness.h), so the rows of joined ones are not asked for. `document` names the
// sentences in messages, `matrix` the rows. Throws InputError where the overlaps and the matrix
// differ in length, and where a sentence is no overlap.
embed::Embeddings rows_of_sentences(const std::string& overlaps, const embed::Embeddings& rows,
                                    const std::string& matrix,
                                    std::span<const std::string_view> sentences,
                                    const std::string& document);

}  // namespace qiao::cli
