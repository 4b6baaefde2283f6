// One language's vectors turned into another's space, by words whose translation is known.
//
//   W = argmin |X W - Y|  over orthogonal W  =  U V^T   with  U S V^T = X^T Y
//
// (Schönemann, "A generalized solution of the orthogonal Procrustes problem", Psychometrika 1966;
// for word vectors Xing et al., NAACL 2015.)
#pragma once

#include "embed/embeddings.h"

namespace qiao::embed {

// Unit length, then centred, then unit length again: what mapping does best on (Artetxe et al.,
// AAAI 2018, section 2). Zero rows stay zero.
void normalise_rows(Embeddings& rows);

// Scales each row to unit length; zero rows stay zero.
void scale_rows_to_unit(Embeddings& rows);

// d x d. Row i of `target` translates row i of `source`, both n x d. Double inside.
Embeddings orthogonal_map(const EmbeddingsView& source, const EmbeddingsView& target);

// The matrix of spectral norm at most 1 that is nearest to `map` (singular values clipped to 1):
// the convex hull of the orthogonal ones.
Embeddings clip_singular_values(const Embeddings& map);

}  // namespace qiao::embed
