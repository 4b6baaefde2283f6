// The nearest rows among so many that comparing all would take too long: most of them, found by
// walking a graph of neighbours from the far to the near.
//
// Hierarchical navigable small worlds (Malkov & Yashunin, "Efficient and robust approximate nearest
// neighbor search using HNSW graphs", PAMI 2020), as hnswlib has them. What a graph holds depends
// on the order of insertion, so the rows are cut into shards of a fixed size, each filled by one
// thread: any number of threads gives the same neighbours.
#pragma once

#include "embed/embeddings.h"
#include "embed/nearest.h"
#include "embed/parallel.h"

namespace qiao::embed {

inline constexpr Eigen::Index kNoRow = -1;

// As nearest_rows without penalties, but about one neighbour in a hundred may be passed over,
// mostly far ones. O((n + m) log m) products, if m is some tens of thousands; beyond, each shard is
// walked. Memory: the rows once more and 200 bytes a row. Ends with kNoRow where the walk met fewer
// than k rows. Requires k <= rows.rows().
Neighbours approximately_nearest_rows(const EmbeddingsView& queries, const EmbeddingsView& rows,
                                      int k, Pool& pool);

}  // namespace qiao::embed
