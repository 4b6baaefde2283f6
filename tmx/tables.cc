#include "tmx/tables.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "text/input_error.h"
#include "tmx/bilingual_writers.h"
#include "tmx/line_source.h"

namespace qiao::tmx {
namespace {

using Row = std::vector<std::string>;

class Table {
 public:
  Table(text::NamedSource source, TableForm form) : lines_(std::move(source)), form_(form) {}

  bool next(Row& row) {
    if (!lines_.next(line_)) return false;
    if (form_ == TableForm::kTsv) {
      split(row);
    } else {
      read_csv(row);
    }
    return true;
  }
  std::string place() const { return lines_.place(); }

 private:
  void split(Row& row) const {
    row.clear();
    for (std::size_t begin = 0;;) {
      const std::size_t tab = line_.find('\t', begin);
      row.push_back(line_.substr(begin, tab - begin));
      if (tab == std::string::npos) return;
      begin = tab + 1;
    }
  }

  // A quoted field may hold commas, doubled quotes and line breaks.
  void read_csv(Row& row) {
    row.assign(1, "");
    bool quoted = false;
    const std::string start = place();
    std::size_t size = 0;
    for (std::size_t i = 0;; ++i) {
      if (i == line_.size()) {
        if (!quoted) return;
        size += line_.size();
        if (size > kLongestLine || !lines_.next(line_)) {
          throw InputError(start + ": a quotation mark that is not closed; close or double it");
        }
        row.back() += '\n';
        i = std::string::npos;  // the loop makes it 0
        continue;
      }
      const char c = line_[i];
      if (quoted) {
        if (c != '"') {
          row.back() += c;
        } else if (i + 1 < line_.size() && line_[i + 1] == '"') {
          row.back() += c;
          ++i;
        } else {
          quoted = false;
        }
      } else if (c == '"' && row.back().empty()) {
        quoted = true;
      } else if (c == ',') {
        row.emplace_back();
      } else {
        row.back() += c;
      }
    }
  }

  LineSource lines_;
  TableForm form_;
  std::string line_;
};

class TableSource : public UnitSource {
 public:
  TableSource(text::NamedSource source, TableForm form, const LanguagePair& languages)
      : table_(std::move(source), form), languages_(languages), header_(pair_header(languages)) {}

  bool next(TranslationUnit& unit) override {
    while (table_.next(row_)) {
      if (std::exchange(first_, false) && read_names()) continue;
      if (row_.size() < 2) {
        // An empty line, at the end for instance, says nothing.
        if (row_[0].empty()) continue;
        throw InputError(table_.place() + ": has one column; source and target are needed");
      }
      const std::string source = cell(source_), target = cell(target_);
      if (source.empty() || target.empty()) {
        ++skipped_;
        continue;
      }
      unit = make_pair_unit(source, target, languages_);
      add_property(unit, "x-score", score_);
      add_property(unit, "x-bead", bead_);
      return true;
    }
    return false;
  }
  const Header& header() const override { return header_; }
  std::size_t skipped_units() const override { return skipped_; }

 private:
  using Column = std::optional<std::size_t>;

  bool read_names() {
    const auto column = [&](const char* name) -> Column {
      const auto found = std::find(row_.begin(), row_.end(), name);
      if (found == row_.end()) return std::nullopt;
      return static_cast<std::size_t>(found - row_.begin());
    };
    if (!column("source") || !column("target")) return false;
    source_ = column("source");
    target_ = column("target");
    score_ = column("score");
    bead_ = column("bead");
    return true;
  }

  std::string cell(Column column) const {
    return column && *column < row_.size() ? row_[*column] : std::string();
  }

  void add_property(TranslationUnit& unit, const char* type, Column column) const {
    const std::string text = cell(column);
    if (text.empty()) return;
    unit.annotations.push_back({Annotation::Kind::kProperty, type, text, {}});
  }

  Table table_;
  LanguagePair languages_;
  Header header_;
  Row row_;
  bool first_ = true;
  Column source_ = 0;
  Column target_ = 1;
  Column score_;
  Column bead_;
  std::size_t skipped_ = 0;
};

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += c;
    cell += c;
  }
  return cell + "\"";
}

class TableSink : public UnitSink {
 public:
  TableSink(ByteSink& sink, TableForm form, std::string source_language)
      : sink_(sink), form_(form), source_language_(std::move(source_language)) {
    write_row({"source", "target", "score", "bead", "status"});
  }

  void write(const TranslationUnit& unit) override {
    const Sides pair = sides(unit, source_language_);
    if (!pair.source || !pair.target) {
      ++skipped_;
      return;
    }
    write_row({pair.source->segment.words(), pair.target->segment.words(),
               std::string(property(unit.annotations, "x-score")),
               std::string(property(unit.annotations, "x-bead")), "aligned"});
  }
  void finish() override { sink_.finish(); }
  std::size_t skipped_units() const override { return skipped_; }

 private:
  void write_row(const Row& row) {
    std::string line;
    for (const std::string& text : row) {
      if (&text != &row.front()) line += form_ == TableForm::kTsv ? '\t' : ',';
      line += form_ == TableForm::kTsv ? tsv_cell(text) : csv_cell(text);
    }
    sink_.write(line + (form_ == TableForm::kTsv ? "\n" : "\r\n"));
  }

  ByteSink& sink_;
  TableForm form_;
  std::string source_language_;
  std::size_t skipped_ = 0;
};

}  // namespace

std::unique_ptr<UnitSource> table_source(text::NamedSource source, TableForm form,
                                         const LanguagePair& languages) {
  return std::make_unique<TableSource>(std::move(source), form, languages);
}

std::unique_ptr<UnitSink> table_sink(ByteSink& sink, TableForm form,
                                     const std::string& source_language) {
  return std::make_unique<TableSink>(sink, form, source_language);
}

}  // namespace qiao::tmx
