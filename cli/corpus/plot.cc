#include "cli/corpus/plot.h"

#include <algorithm>
#include <cmath>

#include "cli/numbers.h"
#include "tmx/xml_text.h"

namespace qiao::cli {
namespace {

constexpr double kWidth = 640;    // of a plot, in pixels
constexpr double kHeight = 180;   // of the tallest bar
constexpr double kAxis = 70;      // room for numbers at the left
constexpr double kLine = 26;      // height of a lying bar with its gap
constexpr double kLabel = 130;    // room for labels at the left
constexpr double kNumbers = 130;  // and for numbers at the right

std::string number(double x) {
  const long tenths = std::lround(x * 10);
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

std::string rectangle(double x, double y, double width, double height, const char* kind) {
  return "<rect class=\"" + std::string(kind) + "\" x=\"" + number(x) + "\" y=\"" + number(y) +
         "\" width=\"" + number(width) + "\" height=\"" + number(height) + "\"/>";
}

std::string words(double x, double y, const char* anchor, const std::string& text) {
  std::string svg =
      "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\">";
  tmx::escape_attribute(text, svg);
  return svg + "</text>";
}

std::string opened(double height) {
  return "<svg viewBox=\"0 0 " + number(kWidth) + ' ' + number(height) + "\" width=\"" +
         number(kWidth) + "\" role=\"img\">";
}

std::size_t largest(const std::vector<Bar>& bars) {
  std::size_t most = 1;
  for (const Bar& bar : bars) most = std::max(most, bar.value);
  return most;
}

double scaled(std::size_t value, std::size_t most, double length) {
  return length * static_cast<double>(value) / static_cast<double>(most);
}

}  // namespace

std::string histogram(const std::vector<Bar>& bars) {
  constexpr double kTop = 10;
  const std::size_t most = largest(bars);
  const double step = (kWidth - kAxis) / static_cast<double>(std::max<std::size_t>(1, bars.size()));
  std::string svg = opened(kTop + kHeight + 24);
  svg += words(kAxis - 8, kTop + 10, "end", grouped(most));
  svg += words(kAxis - 8, kTop + kHeight, "end", "0");
  for (std::size_t k = 0; k < bars.size(); ++k) {
    const Bar& bar = bars[k];
    const double x = kAxis + step * static_cast<double>(k);
    const double whole = scaled(bar.value, most, kHeight);
    const double part = scaled(bar.part, most, kHeight);
    svg += "<g><title>";
    tmx::escape_attribute(bar.label + ": " + grouped(bar.value), svg);
    svg += "</title>" + rectangle(x + 1, kTop + kHeight - whole, step - 2, whole, "whole") +
           rectangle(x + 1, kTop + kHeight - part, step - 2, part, "part") + "</g>";
    // Where bars stand close, every second or fourth label has room.
    const std::size_t every = bars.size() > 12 ? 4 : 1;
    if (k % every == 0) svg += words(x + step / 2, kTop + kHeight + 18, "middle", bar.label);
  }
  return svg + "</svg>\n";
}

std::string bar_list(const std::vector<Bar>& bars, std::size_t of) {
  const std::size_t most = largest(bars);
  std::string svg = opened(kLine * static_cast<double>(bars.size()) + 4);
  for (std::size_t k = 0; k < bars.size(); ++k) {
    const Bar& bar = bars[k];
    const double y = kLine * static_cast<double>(k);
    const double length = scaled(bar.value, most, kWidth - kLabel - kNumbers);
    const double percent =
        of == 0 ? 0 : 100 * static_cast<double>(bar.value) / static_cast<double>(of);
    svg += words(kLabel - 8, y + 17, "end", bar.label) +
           rectangle(kLabel, y + 3, length, kLine - 6, "part") +
           words(kLabel + length + 8, y + 17, "start",
                 grouped(bar.value) + " (" + number(percent) + " %)");
  }
  return svg + "</svg>\n";
}

}  // namespace qiao::cli
