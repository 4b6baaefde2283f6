#include "embed/graph_index.h"

// Its prefetching reads past the end of full lists.
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

#include <algorithm>
#include <cassert>
#include <memory>
#include <utility>
#include <vector>

namespace qiao::embed {
namespace {

constexpr Eigen::Index kShardRows = 65536;
// Of the paper's parameters: neighbours of a node, and how many nodes are kept in view while a
// graph is built and while it is searched. Recall of the nearest ten is above .99 then
// (tests/embed/graph_index_test.cc).
constexpr std::size_t kLinks = 16;
constexpr std::size_t kViewBuilding = 128;
constexpr std::size_t kViewSearching = 128;

using Graph = hnswlib::HierarchicalNSW<float>;

// 1 less the product of two rows, as hnswlib's own space has it.
class ProductSpace : public hnswlib::SpaceInterface<float> {
 public:
  explicit ProductSpace(Eigen::Index dimensions) : dimensions_(dimensions) {}
  std::size_t get_data_size() override {
    return static_cast<std::size_t>(dimensions_) * sizeof(float);
  }
  hnswlib::DISTFUNC<float> get_dist_func() override {
    return [](const void* a, const void* b, const void* dimensions) {
      const Eigen::Index d = *static_cast<const Eigen::Index*>(dimensions);
      using Row = Eigen::Map<const Eigen::VectorXf>;
      return 1 - Row(static_cast<const float*>(a), d).dot(Row(static_cast<const float*>(b), d));
    };
  }
  void* get_dist_func_param() override { return &dimensions_; }

 private:
  Eigen::Index dimensions_;
};

}  // namespace

Neighbours approximately_nearest_rows(const EmbeddingsView& queries, const EmbeddingsView& rows,
                                      int k, Pool& pool) {
  assert(k <= rows.rows());
  ProductSpace space(rows.cols());
  std::vector<std::unique_ptr<Graph>> shards(
      static_cast<std::size_t>((rows.rows() + kShardRows - 1) / kShardRows));
  pool.for_chunks(shards.size(), 1, [&](std::size_t s, std::size_t) {
    const Eigen::Index first = static_cast<Eigen::Index>(s) * kShardRows;
    const Eigen::Index last = std::min(first + kShardRows, rows.rows());
    auto graph = std::make_unique<Graph>(&space, static_cast<std::size_t>(last - first), kLinks,
                                         kViewBuilding);
    for (Eigen::Index row = first; row < last; ++row) {
      graph->addPoint(rows.row(row).data(), static_cast<std::size_t>(row));
    }
    graph->setEf(std::max(kViewSearching, static_cast<std::size_t>(k)));
    shards[s] = std::move(graph);
  });

  Neighbours nearest = Neighbours::Constant(queries.rows(), k, kNoRow);
  pool.for_chunks(
      static_cast<std::size_t>(queries.rows()), 64, [&](std::size_t begin, std::size_t end) {
        std::vector<std::pair<float, std::size_t>> found;  // distance, row
        for (std::size_t i = begin; i < end; ++i) {
          const auto query = static_cast<Eigen::Index>(i);
          found.clear();
          for (const auto& graph : shards) {
            for (auto near =
                     graph->searchKnn(queries.row(query).data(), static_cast<std::size_t>(k));
                 !near.empty(); near.pop()) {
              found.push_back(near.top());
            }
          }
          std::sort(found.begin(), found.end());
          const auto count = std::min(static_cast<std::size_t>(k), found.size());
          for (std::size_t rank = 0; rank < count; ++rank) {
            nearest(query, static_cast<Eigen::Index>(rank)) =
                static_cast<Eigen::Index>(found[rank].second);
          }
        }
      });
  return nearest;
}

}  // namespace qiao::embed
