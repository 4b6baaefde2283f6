// Numbers as people and files want them.
#pragma once

#include <cstddef>
#include <string>

namespace qiao::cli {

// Rounded to four decimals, as scores and shares are written.
double four_decimals(double x);

// A number with commas between its thousands: "1,234,567".
std::string grouped(std::string digits);
std::string grouped(std::size_t number);

}  // namespace qiao::cli
