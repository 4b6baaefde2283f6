#include "cli/input.h"

#include <utility>

#include "cli/options.h"
#include "cli/terminal.h"
#include "text/encoding.h"
#include "text/files.h"
#include "text/input_error.h"
#include "text/readers/read_file.h"

namespace qiao::cli {
namespace {

using text::Language;

// UTF-8 and UTF-16 declare themselves, and a page may; every other encoding is a guess that the
// user should see.
void note_encoding(const text::Document& document, const OnNote& on_note) {
  const text::Encoding encoding = document.encoding();
  if (!document.encoding_guessed() || encoding == text::Encoding::kUtf8 ||
      encoding == text::Encoding::kUtf16Le || encoding == text::Encoding::kUtf16Be) {
    return;
  }
  on_note(document.name() + ": read as " + std::string(text::encoding_name(encoding)) +
          ", which is a guess; convert it to UTF-8 if that is wrong");
}

// Languages that no two texts could be in.
void check_languages(const PairOptions& options) {
  const Language said = options.source_language.language;
  if (said == options.target_language.language && said != Language::kUnknown) {
    throw UsageError("--source-lang and --target-lang are both " +
                     std::string(text::language_name(said)));
  }
}

class SideReader {
 public:
  SideReader(const RawText& text, const text::ReadOptions& read) : text_(&text), read_(read) {
    read_.language = Language::kUnknown;
  }

  text::Document guess() const { return text::document_of(text_->bytes, text_->name, read_); }

  // The document in the language that was said, read again if that changes how it is split.
  Side settle(text::Document guessed, text::LanguageGuess said, std::string_view option,
              const OnNote& on_note) const {
    const text::LanguageGuess found = guessed.language();
    if (said.language == Language::kUnknown) {
      if (found.language == Language::kUnknown) {
        throw InputError(text_->name + ": its language cannot be told; say --" +
                         std::string(option));
      }
      return {std::move(guessed), found};
    }
    if (said.script == text::Script::kUnknown && found.language == said.language) {
      said.script = found.script;
    }
    if (found.language == said.language) return {std::move(guessed), said};
    if (found.language != Language::kUnknown) {
      on_note(text_->name + ": looks " + std::string(text::language_name(found.language)) +
              ", but is read as " + std::string(text::language_name(said.language)) +
              " as you say");
    }
    text::ReadOptions read = read_;
    read.language = said.language;
    return {text::document_of(text_->bytes, text_->name, read), said};
  }

 private:
  const RawText* text_;
  text::ReadOptions read_;
};

}  // namespace

text::Document read_document(const std::string& path, const text::ReadOptions& options) {
  auto document = text::read_document(path, options);
  note_encoding(document, say);
  return document;
}

bool are_exchanged(Language first, Language second, const PairOptions& options) {
  const Language source = options.source_language.language;
  const Language target = options.target_language.language;
  if (first == Language::kUnknown || second == Language::kUnknown || first == second) return false;
  if (source == Language::kUnknown && target == Language::kUnknown) {
    return second == Language::kChinese;
  }
  return (source == Language::kUnknown || second == source) &&
         (target == Language::kUnknown || first == target);
}

RawText read_raw(const std::string& path) {
  return {text::read_file(path), text::input_name(path)};
}

Pair read_pair(const std::string& source, const std::string& target, const PairOptions& options) {
  check_languages(options);  // before the files are looked for
  return pair_of(read_raw(source), read_raw(target), options, say);
}

Pair pair_of(const RawText& source, const RawText& target, const PairOptions& options,
             const OnNote& on_note) {
  check_languages(options);
  const text::LanguageGuess& from = options.source_language;
  const text::LanguageGuess& to = options.target_language;
  SideReader first_reader(source, options.read);
  SideReader second_reader(target, options.read);
  text::Document first = first_reader.guess();
  text::Document second = second_reader.guess();
  note_encoding(first, on_note);
  note_encoding(second, on_note);
  const bool turned = are_exchanged(first.language().language, second.language().language, options);
  if (turned) {
    std::swap(first, second);
    std::swap(first_reader, second_reader);
    on_note(first.name() + " is " + std::string(text::language_name(first.language().language)) +
            " and " + second.name() + " is " +
            std::string(text::language_name(second.language().language)) +
            ": taken in this order, source first");
  }
  Pair pair{first_reader.settle(std::move(first), from, "source-lang", on_note),
            second_reader.settle(std::move(second), to, "target-lang", on_note), turned};
  if (pair.source.language.language == pair.target.language.language) {
    throw InputError(pair.source.document.name() + " and " + pair.target.document.name() +
                     ": both are " +
                     std::string(text::language_name(pair.source.language.language)) +
                     "; give one Chinese and one German text, or say --source-lang and "
                     "--target-lang");
  }
  return pair;
}

}  // namespace qiao::cli
