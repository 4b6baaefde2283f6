// Lines of text from bytes: LF or CR LF, UTF-8, or UTF-16 by its byte-order mark. Text that is
// neither is refused, not mended: "Mller" for "Müller" would go unseen into every memory made of
// it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "text/byte_source.h"

namespace qiao::tmx {

// A line of a bilingual text is shorter; what is longer is no such text.
inline constexpr std::size_t kLongestLine = 16u << 20;

class LineSource {
 public:
  explicit LineSource(text::NamedSource source);
  // Replaces `line` by the next one, without its end; false at the end of the text. Throws
  // InputError for a line over kLongestLine, not UTF-8, or with a NUL byte.
  bool next(std::string& line);
  // "name:12", of the line last given.
  std::string place() const { return name_ + ":" + std::to_string(line_); }
  const std::string& name() const { return name_; }

 private:
  void check(std::string_view line) const;

  std::string name_;
  std::unique_ptr<text::ByteSource> bytes_;
  std::string block_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
};

}  // namespace qiao::tmx
