#include "tmx/bead_reader.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "text/input_error.h"
#include "tmx/shallow_json.h"

namespace qiao::tmx {
namespace {

using nlohmann::json;

// Reads one line; every complaint names the file and the line.
class LineReader {
 public:
  LineReader(std::string_view line, std::string place)
      : place_(std::move(place)), object_(parse_shallow(line)) {
    if (!object_.is_object()) fail("is no JSON object of one bead");
  }

  std::string text(const char* field) const {
    const auto found = object_.find(field);
    if (found == object_.end() || !found->is_string()) {
      fail("\"" + std::string(field) + "\" is no text");
    }
    return found->get<std::string>();
  }

  std::string text_or(const char* field, std::string otherwise) const {
    return object_.contains(field) ? text(field) : otherwise;
  }

  double score() const {
    const auto found = object_.find("score");
    if (found == object_.end()) return 0;
    const double score = found->is_number() ? found->get<double>() : -1;
    if (!(score >= 0 && score <= 1)) fail("\"score\" is no number from 0 to 1");
    return score;
  }

  std::string status() const {
    constexpr std::array<std::string_view, 5> kNames = {"aligned", "dropped", "added", "moved",
                                                        "uncertain"};
    std::string status = text_or("status", "aligned");
    if (std::find(kNames.begin(), kNames.end(), status) == kNames.end()) {
      fail("\"status\" is none of aligned, dropped, added, moved, uncertain");
    }
    return status;
  }

  bool reviewed() const {
    const auto found = object_.find("reviewed");
    return found != object_.end() && found->is_boolean() && found->get<bool>();
  }

  std::vector<SentencePlace> sentences(const char* field) const {
    const auto found = object_.find(field);
    if (found == object_.end() || !found->is_array()) {
      fail("\"" + std::string(field) + "\" is no list of sentences");
    }
    std::vector<SentencePlace> places;
    for (const json& sentence : *found) {
      places.push_back(
          {number(sentence, "id"), {number(sentence, "begin"), number(sentence, "end")}});
    }
    return places;
  }

 private:
  // Sentence numbers end up in ladders, whose numbers are ints.
  std::size_t number(const json& sentence, const char* field) const {
    constexpr std::size_t kLimit = 0x7fffffff;
    const auto found = sentence.is_object() ? sentence.find(field) : sentence.end();
    if (found == sentence.end() || !found->is_number_unsigned() ||
        (std::string_view(field) == "id" && found->get<std::size_t>() > kLimit)) {
      fail("a sentence has no number \"" + std::string(field) + "\"");
    }
    return found->get<std::size_t>();
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw InputError(place_ + ": " + what + "; give what qiao align or a review page wrote");
  }

  std::string place_;
  json object_;
};

}  // namespace

BeadFile read_beads(std::string_view text, std::string_view name) {
  BeadFile file;
  std::string previous_source;
  bool first = true;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    const std::string_view bytes = text.substr(0, length);
    text.remove_prefix(std::min(length + 1, text.size()));
    if (bytes.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const LineReader reader(bytes, std::string(name) + ":" + std::to_string(line));
    BeadRow row{
        .source = reader.text("source"),
        .target = reader.text("target"),
        .score = reader.score(),
        .status = reader.status(),
        .reviewed = reader.reviewed(),
        .source_sentences = reader.sentences("source_sentences"),
        .target_sentences = reader.sentences("target_sentences"),
        .previous_source = previous_source,
    };
    row.bead = std::to_string(row.source_sentences.size()) + "-" +
               std::to_string(row.target_sentences.size());
    if (!row.source.empty()) previous_source = row.source;
    if (first) {
      UnitMaking& making = file.making;
      making.source_language = reader.text_or("source_language", making.source_language);
      making.target_language = reader.text_or("target_language", making.target_language);
      making.document = reader.text_or("document", "");
      first = false;
    }
    file.rows.push_back(std::move(row));
  }
  if (first) throw InputError(std::string(name) + ": holds no bead; give a review's JSON Lines");
  return file;
}

}  // namespace qiao::tmx
