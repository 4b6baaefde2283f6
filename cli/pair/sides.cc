#include "cli/pair/sides.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "text/input_error.h"

namespace qiao::cli {
namespace {

using text::Language;
using text::LanguageGuess;

// The language of most documents but `other`; kUnknown when there is none.
LanguageGuess usual_language(const Collection& collection, Language other) {
  std::map<std::pair<Language, text::Script>, int> counts;
  for (const Sketch& sketch : collection.documents) {
    const LanguageGuess& guess = sketch.language;
    if (guess.language == Language::kUnknown || guess.language == other) continue;
    ++counts[{guess.language, guess.script}];
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == counts.end()) return {};
  return {.language = most->first.first, .script = most->first.second, .confidence = 1};
}

// kUnknown when the folders hold no documents, but memories.
LanguageGuess settle(const LanguageGuess& said, const Collection& collection, Language other,
                     bool any_memory, const char* option) {
  LanguageGuess found = said;
  if (said.language == Language::kUnknown) found = usual_language(collection, other);
  if (found.language == Language::kUnknown && !any_memory) {
    throw InputError(collection.folder + ": no document in a language that can be told; say --" +
                     option);
  }
  return found;
}

// What is known of a side when its documents are looked through.
struct Side {
  Language language = Language::kUnknown;
  Language other = Language::kUnknown;  // of the other side
  bool is_source = false;
  bool said = false;  // by the user, who knows of documents that are half in another language
  bool same_folder = false;  // as the other side

  bool takes(Language found) const {
    if (found == language || found == Language::kUnknown || language == Language::kUnknown) {
      return true;
    }
    return said && !same_folder && found != other;
  }
};

// Keeps the documents that can be paired; the others become verdicts.
void set_aside(Collection& collection, const Side& side, std::vector<Verdict>& verdicts) {
  std::vector<Sketch> kept;
  std::vector<std::size_t> first_row{0};
  const auto d = static_cast<std::size_t>(collection.dimensions);
  for (std::size_t i = 0; i < collection.documents.size(); ++i) {
    Sketch& sketch = collection.documents[i];
    const Language found = sketch.language.language;
    if (sketch.problem.empty() && side.takes(found)) {
      const auto begin = collection.numbers.begin();
      const std::size_t count = collection.first_row[i + 1] - collection.first_row[i];
      std::copy_n(begin + static_cast<std::ptrdiff_t>(collection.first_row[i] * d), count * d,
                  begin + static_cast<std::ptrdiff_t>(first_row.back() * d));
      first_row.push_back(first_row.back() + count);
      kept.push_back(std::move(sketch));
      continue;
    }
    // In a folder of both languages the other language belongs to the other side.
    if (side.same_folder && (!side.takes(found) || !side.is_source)) continue;
    Verdict verdict;
    (side.is_source ? verdict.source : verdict.target) = sketch.path;
    if (!sketch.problem.empty()) {
      verdict.kind = PairKind::kBroken;
      verdict.reason = sketch.problem;
    } else {
      verdict.reason = std::string(text::language_name(found)) + ", not " +
                       std::string(text::language_name(side.language));
    }
    verdicts.push_back(std::move(verdict));
  }
  collection.documents = std::move(kept);
  collection.first_row = std::move(first_row);
  collection.numbers.resize(collection.first_row.back() * d);
}

void append_memories(const Collection& collection, bool is_source, std::vector<Verdict>& verdicts) {
  for (const std::string& path : collection.memories) {
    Verdict verdict{.kind = PairKind::kMemory, .score = 1, .reason = "holds pairs already"};
    (is_source ? verdict.source : verdict.target) = path;
    verdicts.push_back(std::move(verdict));
  }
}

}  // namespace

PairSides read_sides(const std::string& source_folder, const std::string& target_folder,
                     const PairOptions& options, const embed::Model& model, embed::Pool& pool,
                     MemoryBudget& memory, const OnSketched& on_sketched) {
  PairSides sides;
  sides.source = sketch_folder(source_folder, options.read, model, pool, memory, on_sketched);
  sides.passed_over = sides.source.passed_over;
  std::error_code missing;
  const bool same = std::filesystem::equivalent(source_folder, target_folder, missing);
  if (same) {
    sides.target = sides.source;
  } else {
    sides.target = sketch_folder(target_folder, options.read, model, pool, memory, on_sketched);
    sides.passed_over += sides.target.passed_over;
  }

  LanguageGuess said = options.source_language;
  const auto is_chinese = [](const Sketch& s) { return s.language.language == Language::kChinese; };
  if (same && said.language == Language::kUnknown &&
      options.target_language.language != Language::kChinese &&
      std::any_of(sides.source.documents.begin(), sides.source.documents.end(), is_chinese)) {
    said.language = Language::kChinese;
  }
  append_memories(sides.source, true, sides.settled);
  if (!same) append_memories(sides.target, false, sides.settled);
  const bool any_memory = !sides.settled.empty();
  sides.source_language =
      settle(said, sides.source, options.target_language.language, any_memory, "source-lang");
  sides.target_language = settle(options.target_language, sides.target,
                                 sides.source_language.language, any_memory, "target-lang");
  const Language source = sides.source_language.language;
  const Language target = sides.target_language.language;
  const auto is_said = [](const LanguageGuess& l) { return l.language != Language::kUnknown; };
  set_aside(sides.source, {source, target, true, is_said(options.source_language), same},
            sides.settled);
  set_aside(sides.target, {target, source, false, is_said(options.target_language), same},
            sides.settled);
  return sides;
}

}  // namespace qiao::cli
