#include "tests/tmx/support.h"

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "text/input_error.h"
#include "tmx/reader.h"
#include "tmx/writer.h"

namespace qiao::tmx {

TranslationUnit pair_unit(std::string_view chinese, std::string_view german) {
  TranslationUnit unit;
  unit.variants = {{"zh-TW", {std::string(chinese), {}}, {}, {}},
                   {"de-DE", {std::string(german), {}}, {}, {}}};
  return unit;
}

std::string written(std::span<const TranslationUnit> units, const Header& header) {
  std::ostringstream out;
  const auto sink = stream_sink(out);
  Writer writer(*sink, header);
  for (const TranslationUnit& unit : units) writer.write(unit);
  writer.finish();
  return out.str();
}

ReadResult read_memory(std::string tmx, bool strict) {
  ReadResult result;
  ReadOptions options;
  options.strict = strict;
  options.on_problem = [&](const Problem& problem) {
    result.problems.push_back(std::to_string(problem.line) + ": " + problem.reason);
  };
  Reader reader({"m.tmx", text::memory_source(std::move(tmx))}, options);
  result.header = reader.header();
  TranslationUnit unit;
  while (reader.next(unit)) {
    result.units.push_back(unit);
    result.lines.push_back(reader.line());
  }
  return result;
}

std::string reading_error(std::string tmx, bool strict) {
  try {
    read_memory(std::move(tmx), strict);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

std::string memory_with(std::string_view body) {
  return "<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" "
         "segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"zh-TW\" "
         "datatype=\"plaintext\"/>\n<body>\n" +
         std::string(body) + "</body></tmx>\n";
}

CommandResult run(const std::string& command) {
  CommandResult result;
  FILE* pipe = popen(("(" + command + ") 2>&1").c_str(), "r");
  if (!pipe) std::abort();
  char buffer[4096];
  std::size_t n;
  while ((n = fread(buffer, 1, sizeof buffer, pipe)) > 0) result.output.append(buffer, n);
  const int status = pclose(pipe);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

}  // namespace qiao::tmx
