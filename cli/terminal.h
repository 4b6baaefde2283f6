// Talking to whoever called: results on standard output, all else on standard error.
#pragma once

#include <string_view>

namespace qiao::cli {

// Writes to standard output, at once. Throws OutputError.
void print(std::string_view text);

// "qiao: <message>" on standard error, as one line whatever the message holds.
void say(std::string_view message);

// Whether standard error is a terminal, where a person waits.
bool person_waits();

// Whether standard output is a pipe that nobody reads any more (qiao … | head).
bool nobody_reads();

}  // namespace qiao::cli
