#include "tmx/line_source.h"

#include <utility>

#include "text/encoding.h"
#include "text/input_error.h"
#include "text/utf8_source.h"

namespace qiao::tmx {

// decode_xml finds byte-order marks; a line of text begins with no XML declaration.
LineSource::LineSource(text::NamedSource source)
    : name_(source.name), bytes_(text::decode_xml(std::move(source.bytes), source.name).bytes) {}

bool LineSource::next(std::string& line) {
  line.clear();
  for (;;) {
    if (at_ == block_.size()) {
      block_.resize(1 << 16);
      block_.resize(bytes_->read(block_.data(), block_.size()));
      at_ = 0;
      if (block_.empty()) {
        if (line.empty()) return false;
        break;
      }
    }
    const std::size_t end = block_.find('\n', at_);
    const std::size_t stop = end == std::string::npos ? block_.size() : end;
    line.append(block_, at_, stop - at_);
    at_ = stop;
    if (line.size() > kLongestLine) {
      throw InputError(name_ + ":" + std::to_string(line_ + 1) + ": a line of over " +
                       std::to_string(kLongestLine >> 20) +
                       " MiB; check that it is the right file");
    }
    if (end != std::string::npos) {
      ++at_;
      break;
    }
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  ++line_;
  check(line);
  return true;
}

void LineSource::check(std::string_view line) const {
  const std::size_t valid = text::valid_utf8_prefix(line);
  const std::size_t nul = line.substr(0, valid).find('\0');
  const auto at_byte = [](std::size_t at) {
    return " at byte " + std::to_string(at + 1) + " of the line";
  };
  if (nul != std::string_view::npos) {
    throw InputError(place() + ": a NUL byte" + at_byte(nul) +
                     "; this is no text, or UTF-16 to be converted with iconv");
  }
  if (valid < line.size()) {
    throw InputError(place() + ": not UTF-8" + at_byte(valid) + "; convert it with iconv");
  }
}

}  // namespace qiao::tmx
