#include "cli/pair/hearing.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <span>
#include <utility>

#include "bridge/sections.h"
#include "bridge/side.h"
#include "cli/bridge.h"
#include "cli/numbers.h"
#include "text/input_error.h"
#include "text/readers/read_file.h"

namespace qiao::cli {
namespace {

using OnHeard = std::function<void(std::size_t done, std::size_t of)>;

// Candidates less close are not aligned: none of the pairs of docs/corpora.md is below .14.
constexpr double kHopeless = 0.12;
constexpr double kSure = 0.9;
constexpr double kNearly = 0.3;  // of what the sure partner promises

// Aligns candidates, each at most once.
class Court {
 public:
  Court(const PairSides& sides, const text::ReadOptions& read, const embed::Model& model,
        embed::Pool& pool, MemoryBudget& memory)
      : source_(sides.source),
        target_(sides.target),
        source_read_(read),
        target_read_(read),
        model_(model),
        pool_(pool),
        memory_(memory) {
    source_read_.language = sides.source_language.language;
    target_read_.language = sides.target_language.language;
  }

  // Cases come by source, so that each source is read once.
  void hear(std::vector<Case>& cases, const OnHeard& on_heard) const {
    std::vector<std::size_t> begins;  // of the cases of one source
    for (std::size_t k = 0; k < cases.size(); ++k) {
      if (k == 0 || cases[k].candidate->source != cases[k - 1].candidate->source) {
        begins.push_back(k);
      }
    }
    begins.push_back(cases.size());
    std::mutex mutex;
    std::size_t done = 0;
    on_heard(done, cases.size());
    pool_.for_chunks(begins.size() - 1, 1, [&](std::size_t group, std::size_t) {
      hear_source(std::span(cases).subspan(begins[group], begins[group + 1] - begins[group]));
      const std::lock_guard lock(mutex);
      done += begins[group + 1] - begins[group];
      on_heard(done, cases.size());
    });
  }

 private:
  // Cases of one source.
  void hear_source(std::span<Case> cases) const {
    const std::uint64_t need = refuse_too_large(cases);
    const auto is_heard = [](const Case& one) { return one.problem.empty(); };
    if (std::none_of(cases.begin(), cases.end(), is_heard)) return;
    const MemoryBudget::Share share = memory_.take(need, "aligning takes about");
    embed::Pool alone(1);
    const std::optional<text::Document> source =
        read(source_, cases.front().candidate->source, source_read_);
    const bridge::Sentences of_source = sentences_of(source);
    std::optional<align::Side> source_side;  // made once for all targets
    for (Case& one : cases) {
      if (!is_heard(one)) continue;
      const std::optional<text::Document> target =
          read(target_, one.candidate->target, target_read_);
      const bridge::Sentences of_target = sentences_of(target);
      if (bridge::is_one_section(of_source.size(), of_target.size(), trial_options())) {
        if (!source_side) source_side = bridge::side_of(of_source, model_, alone);
        one.trial = try_pair(*source_side, bridge::side_of(of_target, model_, alone), alone);
      } else {
        one.trial = try_pair(of_source, of_target, model_, alone);
      }
      one.score =
          four_decimals(pair_score(one.trial, one.candidate->closeness, one.candidate->anchors));
    }
  }

  // What the largest of the others takes.
  std::uint64_t refuse_too_large(std::span<Case> cases) const {
    std::uint64_t most = 0;
    if (!memory_.is_limited()) return most;
    for (Case& one : cases) {
      const std::size_t source = one.candidate->source, target = one.candidate->target;
      Measure both = source_.documents[source].measure;
      both.add(target_.documents[target].measure);
      const std::uint64_t need = aligning_need(both, model_.dimensions(), trial_options());
      if (memory_.would_fit(need)) {
        most = std::max(most, need);
      } else {
        one.problem =
            memory_.refusal(need, source_.path_of(source) + " and " + target_.path_of(target) +
                                      ": aligning them takes about");
      }
    }
    return most;
  }

  // None: the file has gone since it was sketched.
  static std::optional<text::Document> read(const Collection& collection, std::size_t document,
                                            const text::ReadOptions& as) {
    try {
      return text::read_document(collection.path_of(document), as);
    } catch (const InputError&) {
      return std::nullopt;
    }
  }
  static bridge::Sentences sentences_of(const std::optional<text::Document>& document) {
    return document ? bridge::sentences_of(*document) : bridge::Sentences();
  }

  const Collection& source_;
  const Collection& target_;
  text::ReadOptions source_read_, target_read_;
  const embed::Model& model_;
  embed::Pool& pool_;
  MemoryBudget& memory_;
};

// The rank of each candidate among those of its source and among those of its target.
std::vector<std::pair<int, int>> ranks(const std::vector<Candidate>& candidates,
                                       std::size_t sources, std::size_t targets) {
  std::vector<std::size_t> order(candidates.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return candidates[a].promise > candidates[b].promise;
  });
  std::vector<int> of_source(sources), of_target(targets);
  std::vector<std::pair<int, int>> result(candidates.size());
  for (const std::size_t k : order) {
    result[k] = {of_source[candidates[k].source]++, of_target[candidates[k].target]++};
  }
  return result;
}

}  // namespace

std::vector<Case> hear_cases(const PairSides& sides, const std::vector<Candidate>& candidates,
                             const text::ReadOptions& read, int trials, const embed::Model& model,
                             embed::Pool& pool, MemoryBudget& memory, const OnHeard& on_heard) {
  const Court court(sides, read, model, pool, memory);
  const std::size_t n = sides.source.documents.size();
  const std::size_t m = sides.target.documents.size();
  const auto rank = ranks(candidates, n, m);
  const auto each_hopeful = [&](const auto& visit) {
    for (std::size_t k = 0; k < candidates.size(); ++k) {
      if (candidates[k].closeness > kHopeless) visit(candidates[k], rank[k]);
    }
  };
  const std::pair nearest_of_both(0, 0);

  std::vector<Case> cases;
  each_hopeful([&](const Candidate& candidate, const std::pair<int, int>& place) {
    if (place == nearest_of_both) cases.push_back({.candidate = &candidate});
  });
  court.hear(cases, on_heard);

  std::vector<double> sure_of_source(n), sure_of_target(m);  // what the sure partner promised
  for (const Case& one : cases) {
    if (one.score < kSure) continue;
    sure_of_source[one.candidate->source] = one.candidate->promise;
    sure_of_target[one.candidate->target] = one.candidate->promise;
  }
  std::vector<Case> others;
  each_hopeful([&](const Candidate& candidate, const std::pair<int, int>& place) {
    if (place == nearest_of_both || std::min(place.first, place.second) >= trials) return;
    const double sure =
        std::max(sure_of_source[candidate.source], sure_of_target[candidate.target]);
    if (candidate.promise > kNearly * sure) others.push_back({.candidate = &candidate});
  });
  court.hear(others, on_heard);
  cases.insert(cases.end(), others.begin(), others.end());
  return cases;
}

}  // namespace qiao::cli
