#include "tmx/po.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

#include "text/input_error.h"
#include "tmx/external_sort.h"
#include "tmx/line_source.h"
#include "tmx/text_spool.h"

namespace qiao::tmx {
namespace {

struct Message {
  std::string id;
  std::string translation;
  bool has_id = false;
  bool fuzzy = false;
};

class PoSource : public UnitSource {
 public:
  PoSource(text::NamedSource source, const LanguagePair& languages)
      : lines_(std::move(source)), languages_(languages), header_(pair_header(languages)) {}

  bool next(TranslationUnit& unit) override {
    Message message;
    while (read(message)) {
      if (message.id.empty()) {
        take_language(message.translation);
      } else if (message.fuzzy || message.translation.empty()) {
        ++skipped_;
      } else {
        unit = make_pair_unit(message.id, message.translation, languages_);
        return true;
      }
    }
    return false;
  }
  const Header& header() const override { return header_; }
  std::size_t skipped_units() const override { return skipped_; }

 private:
  // A message ends where the next one's comments, context or id begin.
  bool read(Message& message) {
    message = {};
    std::string* field = nullptr;
    bool translated = false;
    std::string ignored;
    while (held_ || lines_.next(line_)) {
      held_ = false;
      std::string_view line = line_;
      line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
      if (line.empty()) continue;
      const bool begins = line[0] == '#' || line.starts_with("msgctxt") ||
                          (line.starts_with("msgid") && !line.starts_with("msgid_plural"));
      if (begins && translated) {
        held_ = true;
        return true;
      }
      if (line[0] == '#') {
        if (line.starts_with("#,") && line.find("fuzzy") != line.npos) message.fuzzy = true;
        continue;
      }
      if (line[0] != '"') {
        const std::size_t quote = line.find('"');
        const std::string_view keyword =
            line.substr(0, std::min(line.find_first_of(" \t\"["), quote));
        if (quote == line.npos) fail("neither a message nor a comment");
        if (keyword == "msgid") {
          field = &message.id;
          message.has_id = true;
        } else if (keyword == "msgstr") {
          if (!message.has_id) fail("a msgstr without a msgid");
          // msgstr[1] and on are the plural.
          field = translated ? &ignored : &message.translation;
          translated = true;
        } else if (keyword == "msgctxt" || keyword == "msgid_plural") {
          field = &ignored;
        } else {
          fail("neither a message nor a comment");
        }
        line = line.substr(quote);
      }
      if (!field) fail("a text that belongs to nothing");
      append(line, *field);
      if (field->size() > kLongestLine) fail("a text too long for a message");
    }
    if (message.has_id && !translated) fail("a msgid without a msgstr at the end");
    return translated;
  }

  [[noreturn]] void fail(const char* what) const {
    throw InputError(lines_.place() + ": " + what + "; check the file with msgfmt -c");
  }

  // "text\n", quotes and escapes of C.
  void append(std::string_view quoted, std::string& out) const {
    for (std::size_t i = 1; i < quoted.size(); ++i) {
      if (quoted[i] == '"') return;
      if (quoted[i] != '\\' || i + 1 == quoted.size()) {
        out += quoted[i];
        continue;
      }
      switch (const char c = quoted[++i]) {
        case 'n':
          out += '\n';
          break;
        case 't':
          out += '\t';
          break;
        case 'r':
          out += '\r';
          break;
        default:
          out += c;
      }
    }
    fail("a quotation mark that is not closed");
  }

  void take_language(std::string_view header) {
    const std::string_view name = "Language: ";
    const std::size_t at = header.find(name);
    if (at == header.npos) return;
    std::string language(header.substr(at + name.size(), header.find('\n', at) - at - name.size()));
    for (char& c : language) {
      if (c == '_') c = '-';
    }
    if (!language.empty()) languages_.target = language;
  }

  LineSource lines_;
  LanguagePair languages_;
  Header header_;
  std::string line_;
  bool held_ = false;  // line_ is of the next message
  std::size_t skipped_ = 0;
};

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\t':
        result += "\\t";
        break;
      case '\r':
        result += "\\r";
        break;
      default:
        result += c;
    }
  }
  return result + "\"\n";
}

class PoSink : public UnitSink {
 public:
  PoSink(ByteSink& sink, std::string source_language, const std::string& target_language)
      : sink_(sink), source_language_(std::move(source_language)) {
    std::string header =
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Content-Transfer-Encoding: 8bit\n";
    if (!target_language.empty()) {
      std::string name = target_language;  // gettext writes de_DE
      for (char& c : name) {
        if (c == '-') c = '_';
      }
      header += "Language: " + name + "\n";
    }
    sink_.write("msgid \"\"\nmsgstr " + quoted(header));
  }

  void write(const TranslationUnit& unit) override {
    const Sides pair = sides(unit, source_language_);
    const std::string source = pair.source ? pair.source->segment.words() : "";
    // An empty msgid is the header, an empty msgstr no translation.
    if (source.empty() || !pair.target || pair.target->segment.words().empty()) {
      ++skipped_;
      return;
    }
    // gettext wants both texts to end alike in line breaks; a memory does not promise that.
    const TextSpool::Place place =
        messages_.add("msgid " + quoted(source) + "msgstr " + quoted(pair.target->segment.words()));
    const XXH128_hash_t hash = XXH3_128bits(source.data(), source.size());
    by_source_.add({hash.high64, hash.low64, place});
  }

  void finish() override {
    ExternalSorter<Numbered> by_place;
    by_source_.finish();
    BySource last, next;
    for (std::uint64_t time = 1; by_source_.next(next); last = next) {
      time = last.place.size > 0 && last.same_source(next) ? time + 1 : 1;
      by_place.add({next.place, time});
    }
    by_place.finish();
    for (Numbered message; by_place.next(message);) {
      sink_.write("\n");
      if (message.time > 1) sink_.write("msgctxt " + quoted(std::to_string(message.time)));
      sink_.write(messages_.text(message.place));
    }
    sink_.finish();
  }
  std::size_t skipped_units() const override { return skipped_; }

 private:
  // A message by what its source says, and by when it came.
  struct BySource {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    TextSpool::Place place;
    bool same_source(const BySource& other) const { return high == other.high && low == other.low; }
    bool operator<(const BySource& other) const {
      return std::tie(high, low, place.at) < std::tie(other.high, other.low, other.place.at);
    }
  };
  struct Numbered {
    TextSpool::Place place;
    std::uint64_t time = 1;  // that its source comes
    bool operator<(const Numbered& other) const { return place.at < other.place.at; }
  };

  ByteSink& sink_;
  std::string source_language_;
  TextSpool messages_;
  ExternalSorter<BySource> by_source_;
  std::size_t skipped_ = 0;
};

}  // namespace

std::unique_ptr<UnitSource> po_source(text::NamedSource source, const LanguagePair& languages) {
  return std::make_unique<PoSource>(std::move(source), languages);
}

std::unique_ptr<UnitSink> po_sink(ByteSink& sink, const std::string& source_language,
                                  const std::string& target_language) {
  return std::make_unique<PoSink>(sink, source_language, target_language);
}

}  // namespace qiao::tmx
