#include "text/utf8_source.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <string_view>
#include <utility>
#include <vector>

#include "text/input_error.h"

namespace qiao::text {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kBlock = 1 << 16;
// An XML declaration is shorter; encodings of one or two bytes to the character.
constexpr std::size_t kHeadSize = 256;

void forbid_the_undecodable(const void*, UConverterToUnicodeArgs* arguments, const char*, int32_t,
                            UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;  // the converter is reset or closed
  *status = U_ZERO_ERROR;
  const UChar forbidden = 0xFFFF;
  ucnv_cbToUWriteUChars(arguments, &forbidden, 1, 0, status);
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

class Converting : public ByteSource {
 public:
  Converting(std::unique_ptr<ByteSource> source, Converter from, Converter to)
      : source_(std::move(source)),
        from_(std::move(from)),
        to_(std::move(to)),
        input_(kBlock),
        pivot_(kBlock) {}

  std::size_t read(char* buffer, std::size_t capacity) override {
    char* out = buffer;
    while (out == buffer && !done_) {
      if (next_ == end_ && !at_end_) {
        const std::size_t n = source_->read(input_.data(), input_.size());
        at_end_ = n == 0;
        next_ = input_.data();
        end_ = next_ + n;
      }
      UErrorCode status = U_ZERO_ERROR;
      ucnv_convertEx(to_.get(), from_.get(), &out, buffer + capacity, &next_, end_, pivot_.data(),
                     &pivot_begin_, &pivot_end_, pivot_.data() + pivot_.size(), !started_, at_end_,
                     &status);
      started_ = true;
      done_ = at_end_ && status != U_BUFFER_OVERFLOW_ERROR;
    }
    return static_cast<std::size_t>(out - buffer);
  }

 private:
  std::unique_ptr<ByteSource> source_;
  Converter from_;
  Converter to_;
  std::vector<char> input_;
  std::vector<UChar> pivot_;
  UChar* pivot_begin_ = pivot_.data();
  UChar* pivot_end_ = pivot_.data();
  const char* next_ = nullptr;
  const char* end_ = nullptr;
  bool started_ = false;
  bool at_end_ = false;
  bool done_ = false;
};

// The value of encoding="…" in an XML declaration at the front, empty when there is none.
std::string_view declared_encoding(std::string_view head) {
  if (!head.starts_with("<?xml")) return {};
  head = head.substr(0, head.find("?>"));
  const std::size_t at = head.find("encoding");
  if (at == head.npos) return {};
  const std::size_t open = head.find_first_of("\"'", at);
  if (open == head.npos) return {};
  const std::size_t close = head.find(head[open], open + 1);
  if (close == head.npos) return {};
  return head.substr(open + 1, close - open - 1);
}

struct Found {
  std::string encoding;
  std::size_t mark = 0;  // bytes of the byte-order mark
};

Found find_encoding(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF"sv)) return {"UTF-8", 3};
  if (head.starts_with("\xFF\xFE\0\0"sv)) return {"UTF-32LE", 4};
  if (head.starts_with("\0\0\xFE\xFF"sv)) return {"UTF-32BE", 4};
  if (head.starts_with("\xFF\xFE"sv)) return {"UTF-16LE", 2};
  if (head.starts_with("\xFE\xFF"sv)) return {"UTF-16BE", 2};
  if (head.starts_with("<\0"sv)) return {"UTF-16LE", 0};
  if (head.starts_with("\0<"sv)) return {"UTF-16BE", 0};
  const std::string name(declared_encoding(head));
  // The declaration was readable, so its characters are single bytes.
  if (name.starts_with("UTF-16") || name.starts_with("utf-16")) return {"UTF-8", 0};
  return {name.empty() ? "UTF-8" : name, 0};
}

bool is_utf8(const std::string& encoding) {
  return ucnv_compareNames(encoding.c_str(), "UTF-8") == 0 ||
         ucnv_compareNames(encoding.c_str(), "US-ASCII") == 0;
}

Converter open_converter(const std::string& encoding, const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(encoding.c_str(), &status));
  if (U_FAILURE(status)) {
    throw InputError(name + ":1: unknown encoding \"" + encoding +
                     "\"; convert it with iconv to UTF-8");
  }
  return converter;
}

}  // namespace

Utf8Source decode_xml(std::unique_ptr<ByteSource> source, const std::string& name) {
  auto bytes = std::make_unique<PeekSource>(std::move(source));
  const Found found = find_encoding(bytes->peek(kHeadSize));
  char mark[4];
  if (found.mark > 0) bytes->read(mark, found.mark);
  if (is_utf8(found.encoding)) return {"UTF-8", std::move(bytes)};
  Converter from = open_converter(found.encoding, name);
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(from.get(), forbid_the_undecodable, nullptr, nullptr, nullptr, &status);
  return {found.encoding, std::make_unique<Converting>(std::move(bytes), std::move(from),
                                                       open_converter("UTF-8", name))};
}

}  // namespace qiao::text
