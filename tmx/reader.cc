#include "tmx/reader.h"

#include <utility>

#include "text/input_error.h"
#include "text/xml_stream.h"
#include "tmx/unit_builder.h"

namespace qiao::tmx {

class Reader::Builder {
 public:
  Builder(text::NamedSource source, ReadOptions options)
      : options_(std::move(options)),
        units_([this](std::size_t line, std::string_view reason) { skip(line, reason); }),
        stream_(std::move(source), tmx_form(), units_) {
    while (!units_.body_seen() && stream_.advance()) continue;
    if (!units_.body_seen()) {
      throw InputError(stream_.name() + ": is no TMX: it has no " +
                       (units_.root_seen() ? "<body>" : "<tmx>") +
                       "; check that it is the right file");
    }
  }

  bool next(TranslationUnit& unit) {
    while (units_.units().empty()) {
      if (!stream_.advance()) return false;
    }
    unit = std::move(units_.units().front().unit);
    line_ = units_.units().front().line;
    units_.units().pop_front();
    return true;
  }

  ReadOptions options_;
  UnitBuilder units_;
  text::XmlStream stream_;
  std::size_t line_ = 0;
  std::size_t skipped_ = 0;

 private:
  void skip(std::size_t line, std::string_view reason) {
    if (options_.strict) {
      throw InputError(stream_.name() + ":" + std::to_string(line) + ": broken unit: " +
                       std::string(reason) + "; mend it or read without --strict");
    }
    ++skipped_;
    if (options_.on_problem) options_.on_problem({line, std::string(reason)});
  }
};

Reader::Reader(text::NamedSource source, ReadOptions options)
    : builder_(std::make_unique<Builder>(std::move(source), std::move(options))) {}
Reader::~Reader() = default;

const std::string& Reader::name() const { return builder_->stream_.name(); }
const std::string& Reader::version() const { return builder_->units_.version(); }
const std::string& Reader::encoding() const { return builder_->stream_.encoding(); }
const Header& Reader::header() const { return builder_->units_.header(); }
bool Reader::next(TranslationUnit& unit) { return builder_->next(unit); }
std::size_t Reader::line() const { return builder_->line_; }
std::size_t Reader::skipped_units() const { return builder_->skipped_; }

}  // namespace qiao::tmx
