#include "cli/pair/candidates.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <string_view>

#include "embed/graph_index.h"
#include "embed/nearest.h"
#include "text/language.h"
#include "text/words.h"

namespace qiao::cli {
namespace {

using embed::Embeddings;
using embed::EmbeddingsView;
using embed::Neighbours;

// In units of closeness. Set by looking at the documents of docs/corpora.md; a trial decides
// anyway.
constexpr double kUsualBackground = 0.25;
constexpr double kUsualWeight = 2;
// Of a document's neighbours so many may be versions of it, and say nothing of documents at large.
constexpr std::size_t kMayBeVersions = 3;
constexpr double kAnchorWeight = 0.15;
constexpr double kUsualAnchors = 0.3;  // where nothing can be said
constexpr double kLengthWeight = 0.03;
constexpr double kNameWeight = 0.1;

Embeddings wholes(const Collection& collection) {
  const auto rows = collection.rows();
  Embeddings result(static_cast<Eigen::Index>(collection.documents.size()), rows.cols());
  for (Eigen::Index i = 0; i < result.rows(); ++i) {
    result.row(i) =
        rows.row(static_cast<Eigen::Index>(collection.first_row[static_cast<std::size_t>(i)]));
  }
  return result;
}

Neighbours nearest(const EmbeddingsView& queries, const EmbeddingsView& rows,
                   const CandidateOptions& options, embed::Pool& pool) {
  const int k = static_cast<int>(std::min<Eigen::Index>(options.neighbours, rows.rows()));
  return static_cast<std::size_t>(rows.rows()) <= options.exact_rows
             ? embed::nearest_rows(queries, rows, {}, k, pool)
             : embed::approximately_nearest_rows(queries, rows, k, pool);
}

// The document that a row belongs to.
std::size_t owner(const Collection& collection, Eigen::Index row) {
  const auto& first = collection.first_row;
  const auto at = std::upper_bound(first.begin(), first.end(), static_cast<std::size_t>(row));
  return static_cast<std::size_t>(at - first.begin()) - 1;
}

struct Found {
  std::size_t source, target;
  float cosine;
  bool operator<(const Found& other) const {
    if (source != other.source) return source < other.source;
    if (target != other.target) return target < other.target;
    return cosine > other.cosine;
  }
};

// What the documents of `from` are near to among `to`, and how near each is to documents at large.
struct Looked {
  std::vector<Found> found;  // source: of `from`
  std::vector<double> background;
};

Looked look(const Collection& from, const Collection& to, const CandidateOptions& options,
            embed::Pool& pool) {
  const Embeddings queries = wholes(from);
  const auto rows = to.rows();
  const Neighbours neighbours = nearest(queries, rows, options, pool);
  Looked looked;
  for (Eigen::Index i = 0; i < queries.rows(); ++i) {
    std::vector<std::size_t> met;  // documents, the nearest first
    double sum = kUsualWeight * kUsualBackground;
    double count = kUsualWeight;
    for (Eigen::Index rank = 0; rank < neighbours.cols(); ++rank) {
      const Eigen::Index row = neighbours(i, rank);
      if (row == embed::kNoRow) break;
      const std::size_t document = owner(to, row);
      if (std::find(met.begin(), met.end(), document) != met.end()) continue;
      const float cosine = queries.row(i).dot(rows.row(row));
      looked.found.push_back({static_cast<std::size_t>(i), document, cosine});
      met.push_back(document);
      if (met.size() <= kMayBeVersions) continue;
      sum += cosine;
      ++count;
    }
    looked.background.push_back(sum / count);
  }
  return looked;
}

double median_log_ratio(const std::vector<Found>& found, const Collection& source,
                        const Collection& target) {
  std::vector<double> ratios;
  for (const Found& pair : found) {
    ratios.push_back(std::log(target.documents[pair.target].characters /
                              source.documents[pair.source].characters));
  }
  const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
  std::nth_element(ratios.begin(), middle, ratios.end());
  return *middle;
}

}  // namespace

bool same_name(const std::string& a, const std::string& b) {
  static const std::set<std::string, std::less<>> kMarks = {
      "zh",  "cn", "tw",   "hk",  "hant", "hans", "de",  "at",  "ch",  "en",   "us",  "gb",
      "txt", "md", "html", "htm", "gz",   "po",   "xlf", "srt", "vtt", "docx", "odt", "epub"};
  const auto parts = [](const std::string& path) {
    std::vector<std::string> words;
    std::string word;
    const std::string name = std::filesystem::path(path).filename().string() + '.';
    for (const char c : text::fold_case(name)) {
      if (c != '.' && c != '-' && c != '_') {
        word += c;
        continue;
      }
      if (!word.empty() && !kMarks.contains(word)) words.push_back(word);
      word.clear();
    }
    return words;
  };
  const auto words = parts(a);
  return !words.empty() && words == parts(b);
}

std::vector<Candidate> find_candidates(const Collection& source, const Collection& target,
                                       const CandidateOptions& options, embed::Pool& pool) {
  if (source.documents.empty() || target.documents.empty()) return {};
  Looked forward = look(source, target, options, pool);
  const Looked backward = look(target, source, options, pool);
  std::vector<Found>& found = forward.found;
  for (const Found& pair : backward.found) found.push_back({pair.target, pair.source, pair.cosine});
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end(),
                          [](const Found& a, const Found& b) {
                            return a.source == b.source && a.target == b.target;
                          }),
              found.end());
  const double usual = median_log_ratio(found, source, target);
  std::vector<Candidate> candidates;
  candidates.reserve(found.size());
  for (const Found& pair : found) {
    const Sketch& x = source.documents[pair.source];
    const Sketch& y = target.documents[pair.target];
    Candidate candidate{
        .source = pair.source, .target = pair.target, .same_name = same_name(x.path, y.path)};
    candidate.closeness =
        pair.cosine - (forward.background[pair.source] + backward.background[pair.target]) / 2;
    candidate.anchors = shared_anchors(x, y);
    candidate.promise =
        candidate.closeness +
        kAnchorWeight * (candidate.anchors.value_or(kUsualAnchors) - kUsualAnchors) -
        kLengthWeight * std::abs(std::log(y.characters / x.characters) - usual) +
        (candidate.same_name ? kNameWeight : 0);
    candidates.push_back(candidate);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.source != b.source ? a.source < b.source : a.promise > b.promise;
                   });
  return candidates;
}

}  // namespace qiao::cli
