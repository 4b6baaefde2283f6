// Texts laid down in a scratch file, to be taken up again in any order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/scratch_file.h"

namespace qiao::tmx {

class TextSpool {
 public:
  struct Place {
    std::uint64_t at = 0;
    std::uint64_t size = 0;
  };

  Place add(std::string_view text);
  // Lent until the next call. Good for many calls in ascending order: a page is kept.
  std::string_view text(Place place);

 private:
  void flush();

  text::ScratchFile file_;
  std::string tail_;  // not written yet
  std::string page_;
  std::uint64_t page_at_ = 0;
};

}  // namespace qiao::tmx
