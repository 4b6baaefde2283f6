#include "cli/pipe_lines.h"

#include <algorithm>

namespace qiao::cli {
namespace {

constexpr std::size_t kBlock = 1 << 16;

}  // namespace

bool PipeLines::next(std::string& line) {
  line.clear();
  bool any = false;
  for (;;) {
    if (at_ == block_.size()) {
      block_.resize(kBlock);
      block_.resize(bytes_.read(block_.data(), kBlock));
      at_ = 0;
      if (block_.empty()) return any;
    }
    any = true;
    const std::size_t end = std::min(block_.find('\n', at_), block_.size());
    line.append(block_, at_, std::min(end - at_, kLongestPipeLine + 1 - line.size()));
    at_ = end;
    if (end < block_.size()) {
      ++at_;
      return true;
    }
  }
}

}  // namespace qiao::cli
