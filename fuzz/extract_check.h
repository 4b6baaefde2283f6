// What holds of every extract, whatever it was taken from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/demand.h"
#include "text/readers/extract.h"

// The blocks lie in order and their texts came from bytes of the file, in order.
inline void check_extract(const qiao::text::Extract& extract, std::size_t file_size) {
  demand(extract.to_source.size() == extract.text.size());
  demand(extract.text.empty() == extract.blocks.empty());
  std::size_t source = 0;
  for (std::size_t i = 0; i < extract.blocks.size(); ++i) {
    const std::size_t begin = extract.blocks[i].begin;
    demand(i == 0 ? begin == 0 : begin > extract.blocks[i - 1].begin);
    demand(begin < extract.text.size() && (begin == 0 || extract.text[begin - 1] == '\n'));
    const std::size_t at = extract.to_source(begin);
    demand(at >= source && at <= file_size);
    source = at;
  }
}
