#include "cli/terminal.h"

#include <poll.h>
#include <unistd.h>

#include <iostream>
#include <string>

#include "text/files.h"

namespace qiao::cli {

void print(std::string_view text) {
  text::OutputFile out("-");
  out.write(text);
  out.commit();
}

void say(std::string_view message) {
  std::string line = "qiao: ";
  // Names of files may hold anything.
  for (const char c : message) line += static_cast<unsigned char>(c) < ' ' || c == '\x7F' ? '?' : c;
  std::cerr << line + '\n';
}

bool person_waits() { return ::isatty(STDERR_FILENO) != 0; }

bool nobody_reads() {
  pollfd standard_output{.fd = STDOUT_FILENO, .events = 0, .revents = 0};
  return ::poll(&standard_output, 1, 0) == 1 && (standard_output.revents & POLLERR) != 0;
}

}  // namespace qiao::cli
