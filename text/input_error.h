// The one exception that Qiao throws at strangers' input: files, encodings, models,
// TMX, options. Its message is one line that starts with the place and ends with a
// remedy:
//
//   story.txt:12: not UTF-8 at byte 871; convert it with iconv or use --lossy
//
// Broken promises by a caller are bugs and meet an assert instead.
#pragma once

#include <stdexcept>
#include <string>

namespace qiao {

class InputError : public std::runtime_error {
 public:
  explicit InputError(const std::string& message) : std::runtime_error(message) {}
};

}  // namespace qiao
