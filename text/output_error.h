// The exception for results that cannot be written: a full disk, a directory without
// permission. Unlike InputError it does not mean that the input is wrong, so programs
// answer it with another exit code. One line: the place first, a remedy last.
#pragma once

#include <stdexcept>
#include <string>

namespace qiao {

class OutputError : public std::runtime_error {
 public:
  explicit OutputError(const std::string& message) : std::runtime_error(message) {}
};

}  // namespace qiao
