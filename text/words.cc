// ICU's root word iterator serves every language here: German and English follow its default
// rules and Han runs go to its dictionary, so one iterator a thread, opened once, is enough.
//
// The iterator walks UTF-16, with the byte offset of each unit beside: over UTF-8 its dictionary
// asks for the text again character by character, which makes Chinese a fifth slower.
#include "text/words.h"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <cassert>
#include <cstdint>
#include <memory>

#include "text/ascii.h"

namespace qiao::text {
namespace {

class WordIterator {
 public:
  WordIterator() {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    assert(U_SUCCESS(status));
  }
  ~WordIterator() { utext_close(&text_); }
  WordIterator(const WordIterator&) = delete;
  WordIterator& operator=(const WordIterator&) = delete;

  void append(std::string_view utf8, std::vector<Word>& words) {
    widen(utf8);
    UErrorCode status = U_ZERO_ERROR;
    utext_openUChars(&text_, units_.data(), static_cast<std::int64_t>(units_.size()), &status);
    iterator_->setText(&text_, status);
    assert(U_SUCCESS(status));
    std::int32_t begin = iterator_->first();
    for (std::int32_t end = iterator_->next(); end != icu::BreakIterator::DONE;
         begin = end, end = iterator_->next()) {
      const std::int32_t tag = iterator_->getRuleStatus();
      if (tag < UBRK_WORD_NONE_LIMIT) continue;
      const ByteRange range{offsets_[static_cast<std::size_t>(begin)],
                            offsets_[static_cast<std::size_t>(end)]};
      if (tag < UBRK_WORD_NUMBER_LIMIT) {
        words.push_back({range, WordKind::kNumber});
      } else {
        words.push_back({range, tag < UBRK_WORD_LETTER_LIMIT ? WordKind::kLatin : WordKind::kHan});
      }
    }
  }

 private:
  // UTF-16 in `units_`, an invalid byte as U+FFFD; where each unit's character begins in
  // `offsets_`.
  void widen(std::string_view utf8) {
    units_.clear();
    offsets_.clear();
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
    const auto size = static_cast<std::int32_t>(utf8.size());
    for (std::int32_t i = 0; i < size;) {
      const auto begin = static_cast<std::uint32_t>(i);
      UChar32 character;
      U8_NEXT_OR_FFFD(bytes, i, size, character);
      if (U_IS_BMP(character)) {
        units_.push_back(static_cast<char16_t>(character));
      } else {
        units_.push_back(U16_LEAD(character));
        units_.push_back(U16_TRAIL(character));
        offsets_.push_back(begin);
      }
      offsets_.push_back(begin);
    }
    offsets_.push_back(static_cast<std::uint32_t>(size));
  }

  std::unique_ptr<icu::BreakIterator> iterator_;
  std::vector<char16_t> units_;
  std::vector<std::uint32_t> offsets_;
  UText text_ = UTEXT_INITIALIZER;
};

bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

}  // namespace

void append_words(std::string_view utf8, std::vector<Word>& words) {
  thread_local WordIterator iterator;
  iterator.append(utf8, words);
}

std::string fold_case(std::string_view utf8) {
  if (is_ascii(utf8)) return ascii_lower(utf8);
  std::string folded;
  folded.reserve(utf8.size());
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&folded);
  icu::CaseMap::utf8Fold(0, icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())),
                         sink, nullptr, status);
  assert(U_SUCCESS(status));
  return folded;
}

}  // namespace qiao::text
