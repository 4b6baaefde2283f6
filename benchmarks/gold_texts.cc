#include "benchmarks/gold_texts.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "bridge/side.h"
#include "text/document.h"
#include "text/files.h"

namespace qiao {
namespace {

namespace fs = std::filesystem;

align::Side side_of(std::string text, const fs::path& path, text::Language language,
                    const embed::Model& model, embed::Pool& pool) {
  text::ReadOptions options;
  options.language = language;
  options.pre_split = true;
  return bridge::side_of(text::Document::read(std::move(text), path.string(), options), model,
                         pool);
}

}  // namespace

std::vector<GoldText> read_gold_texts(const fs::path& folder, const embed::Model& model,
                                      embed::Pool& pool) {
  std::vector<GoldText> texts;
  const auto add = [&](const fs::path& name, std::string source, std::string target,
                       text::Language target_language, align::Ladder gold) {
    texts.push_back(
        {.name = name.stem().string(),
         .source = side_of(std::move(source), name, text::Language::kChinese, model, pool),
         .target = side_of(std::move(target), name, target_language, model, pool),
         .gold = std::move(gold)});
  };
  const auto add_files = [&](const fs::path& name, const fs::path& source, const fs::path& target,
                             const fs::path& gold) {
    add(name, text::read_file(source), text::read_file(target),
        target.extension() == ".en" ? text::Language::kEnglish : text::Language::kGerman,
        align::parse_ladder(text::read_file(gold), gold.string()));
  };
  const auto add_rows = [&](const fs::path& path) {
    std::ifstream in(path);
    std::string source, target;
    align::Ladder gold;
    for (std::string line; std::getline(in, line);) {
      const std::size_t first = line.find('\t');
      const std::size_t second = std::min(line.find('\t', first + 1), line.size());
      source += line.substr(0, first) + '\n';
      target += line.substr(first + 1, second - first - 1) + '\n';
      const int row = static_cast<int>(gold.size());
      gold.push_back({.source = {row}, .target = {row}});
    }
    add(path, std::move(source), std::move(target), text::Language::kGerman, std::move(gold));
  };

  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    if (fs::exists(path / "gold")) {
      add_files(path, path / "zh.lines", path / "de.lines", path / "gold");
    } else if (path.extension() == ".tsv") {
      add_rows(path);
    } else if (path.extension() == ".gold") {
      const auto first_of = [&](const char* one, const char* other) {
        const fs::path chosen = fs::path(path).replace_extension(one);
        return fs::exists(chosen) ? chosen : fs::path(path).replace_extension(other);
      };
      add_files(path, first_of(".zhHant", ".zh"), first_of(".de", ".en"), path);
    }
  }
  return texts;
}

}  // namespace qiao
