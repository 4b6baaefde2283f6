// Lines from a pipe, one JSON object each, that may be as long as a whole document.
#pragma once

#include <cstddef>
#include <string>

#include "text/byte_source.h"

namespace qiao::cli {

// A line with its documents inline has up to so many bytes; larger texts are given as paths.
inline constexpr std::size_t kLongestPipeLine = 64u << 20;

// Without a look ahead: what has come is given at once.
class PipeLines {
 public:
  explicit PipeLines(text::ByteSource& bytes) : bytes_(bytes) {}

  // Replaces `line` by the next one, without its end; false at the end. A line over
  // kLongestPipeLine is given as that many bytes and one. Throws what reading throws.
  bool next(std::string& line);

 private:
  text::ByteSource& bytes_;
  std::string block_;
  std::size_t at_ = 0;
};

}  // namespace qiao::cli
