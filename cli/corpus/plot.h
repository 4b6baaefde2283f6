// Bars in SVG, for pages that need nothing else to be shown.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace qiao::cli {

struct Bar {
  std::string label;
  std::size_t value = 0;
  std::size_t part = 0;  // of the value, drawn stronger
};

// Upright bars side by side, as a histogram: labels below, the largest value beside the axis.
std::string histogram(const std::vector<Bar>& bars);

// Lying bars below each other, each with its value and share of `of`.
std::string bar_list(const std::vector<Bar>& bars, std::size_t of);

}  // namespace qiao::cli
