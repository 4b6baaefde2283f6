// qiao align --jobs: whatever the lines are, each has an answer in a line, JSON that holds beads or
// says what is wrong.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "cli/align_jobs.h"
#include "embed/model.h"
#include "fuzz/demand.h"
#include "fuzz/memory_file.h"

namespace {

using namespace qiao;

// Eight buckets that all words share.
embed::Model small_model() {
  embed::ModelContents contents;
  contents.buckets = 8;
  contents.table = embed::Embeddings::Identity(8, 8);
  contents.metadata = "{}";
  const std::string bytes = embed::serialise_model(contents, 8);
  const MemoryFile file(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return embed::Model::open(file.path());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const embed::Model model = small_model();
  static const cli::JobOptions options{.threads = 1};
  const std::string jobs(reinterpret_cast<const char*>(data), size);
  // A path would be opened: /dev/zero has no end, and a slash can be written \u002f.
  if (jobs.find('/') != std::string::npos || jobs.find("\\u00") != std::string::npos) return 0;
  std::size_t lines = 0;
  for (const char c : jobs) lines += c == '\n';
  if (!jobs.empty() && jobs.back() != '\n') ++lines;
  std::size_t answers = 0;
  const auto in = text::memory_source(jobs);
  cli::align_jobs(*in, "fuzz", model, options, [&](std::string_view answer) {
    ++answers;
    demand(answer.ends_with('\n') && answer.find('\n') == answer.size() - 1);
    const auto json = nlohmann::json::parse(answer, nullptr, false);
    demand(json.is_object() && json.contains("id"));
    demand(json.contains("beads") != json.contains("error"));
  });
  demand(answers == lines);
  return 0;
}
