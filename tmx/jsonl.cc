#include "tmx/jsonl.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "text/input_error.h"
#include "tmx/json_text.h"
#include "tmx/line_source.h"
#include "tmx/shallow_json.h"

namespace qiao::tmx {
namespace {

class JsonlSource : public UnitSource {
 public:
  JsonlSource(text::NamedSource source, const LanguagePair& languages)
      : lines_(std::move(source)), languages_(languages), header_(pair_header(languages)) {}

  bool next(TranslationUnit& unit) override {
    while (lines_.next(line_)) {
      if (line_.find_first_not_of(" \t") == std::string::npos) continue;
      const nlohmann::json object = parse();
      const std::string source = text(object, "source"), target = text(object, "target");
      if (source.empty() || target.empty()) {
        ++skipped_;
        continue;
      }
      LanguagePair languages = languages_;
      if (object.contains("source_language")) languages.source = text(object, "source_language");
      if (object.contains("target_language")) languages.target = text(object, "target_language");
      unit = make_pair_unit(source, target, languages);
      if (languages.source != header_.source_language) {
        set_attribute(unit.attributes, "srclang", languages.source);
      }
      if (const auto score = object.find("score"); score != object.end() && score->is_number()) {
        unit.annotations.push_back({Annotation::Kind::kProperty, "x-score", score->dump(), {}});
      }
      if (const auto bead = object.find("bead"); bead != object.end() && bead->is_string()) {
        unit.annotations.push_back(
            {Annotation::Kind::kProperty, "x-bead", bead->get<std::string>(), {}});
      }
      return true;
    }
    return false;
  }
  const Header& header() const override { return header_; }
  std::size_t skipped_units() const override { return skipped_; }

 private:
  nlohmann::json parse() const {
    const nlohmann::json object = parse_shallow(line_);
    if (!object.is_object()) {
      throw InputError(lines_.place() + ": is no JSON object of one unit; one is needed a line");
    }
    return object;
  }

  std::string text(const nlohmann::json& object, const char* name) const {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) {
      throw InputError(lines_.place() + ": \"" + name + "\" is no string; each line needs one");
    }
    return found->get<std::string>();
  }

  LineSource lines_;
  LanguagePair languages_;
  Header header_;
  std::string line_;
  std::size_t skipped_ = 0;
};

class JsonlSink : public UnitSink {
 public:
  JsonlSink(ByteSink& sink, std::string source_language)
      : sink_(sink), source_language_(std::move(source_language)) {}

  void write(const TranslationUnit& unit) override {
    const Sides pair = sides(unit, source_language_);
    if (!pair.source || !pair.target) {
      ++skipped_;
      return;
    }
    nlohmann::ordered_json object = {{"source", pair.source->segment.words()},
                                     {"target", pair.target->segment.words()}};
    if (const auto score = score_of(unit)) object["score"] = *score;
    if (const auto bead = property(unit.annotations, "x-bead"); !bead.empty()) {
      object["bead"] = bead;
    }
    object["source_language"] = pair.source->language;
    object["target_language"] = pair.target->language;
    sink_.write(json_text(object) + "\n");
  }
  void finish() override { sink_.finish(); }
  std::size_t skipped_units() const override { return skipped_; }

 private:
  ByteSink& sink_;
  std::string source_language_;
  std::size_t skipped_ = 0;
};

}  // namespace

std::unique_ptr<UnitSource> jsonl_source(text::NamedSource source, const LanguagePair& languages) {
  return std::make_unique<JsonlSource>(std::move(source), languages);
}

std::unique_ptr<UnitSink> jsonl_sink(ByteSink& sink, const std::string& source_language) {
  return std::make_unique<JsonlSink>(sink, source_language);
}

}  // namespace qiao::tmx
