#include "cli/corpus/incoming.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <system_error>

#include "cli/corpus/run_folder.h"
#include "cli/list.h"
#include "cli/pair/file_list.h"
#include "cli/pipe_lines.h"
#include "cli/wanted_text.h"
#include "text/files.h"
#include "text/input_error.h"
#include "text/readers/read_file.h"
#include "tmx/shallow_json.h"

namespace qiao::cli {
namespace {

namespace fs = std::filesystem;
using text::Language;

constexpr std::size_t kLongestPart =
    200;  // bytes; file systems take 255, temporary names need more
constexpr std::size_t kLongestName = 2000;

// Throws InputError for what could not be a file below the folder, or is passed over there.
void check_name(const std::string& name, const std::string& place) {
  const std::vector<std::string_view> parts = parts_of(name, '/');
  const bool fits = !parts.empty() && name.size() <= kLongestName &&
                    name.find_first_of(std::string_view("\0\n\r\t", 4)) == std::string::npos &&
                    std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
                      return !part.empty() && part.front() != '.' && part.size() <= kLongestPart;
                    });
  if (!fits) {
    throw InputError(place + ": '" + name.substr(0, kLongestPart) +
                     "' is no name for a document; give it as \"name\": letters, figures and /, "
                     "no part empty or beginning with a dot");
  }
}

// The documents of one side.
class Shelf {
 public:
  explicit Shelf(std::string folder) : folder_(std::move(folder)) { make_folders(folder_); }

  // Throws InputError when the name is taken.
  void put(const std::string& name, const std::string& bytes, const std::string& place) {
    std::vector<std::string> above;
    for (std::size_t at = name.find('/'); at != std::string::npos; at = name.find('/', at + 1)) {
      above.push_back(name.substr(0, at));
    }
    const bool taken = documents_.contains(name) || folders_.contains(name) ||
                       std::any_of(above.begin(), above.end(), [&](const std::string& folder) {
                         return documents_.contains(folder);
                       });
    if (taken)
      throw InputError(place + ": the name '" + name + "' is taken; name each document once");
    documents_.insert(name);
    for (const std::string& folder : above) {
      if (folders_.insert(folder).second) remove_unless(fs::file_type::directory, folder);
    }
    remove_unless(fs::file_type::regular, name);
    write(name, bytes);
  }

  // What an earlier run with other documents left.
  void remove_others() const {
    for (const std::string& file : list_files(folder_)) {
      if (!documents_.contains(file)) fs::remove(path_of(file));
    }
  }

 private:
  std::string path_of(const std::string& name) const { return folder_ + '/' + name; }

  void remove_unless(fs::file_type type, const std::string& name) const {
    std::error_code missing;
    if (fs::symlink_status(path_of(name), missing).type() != type) fs::remove_all(path_of(name));
  }

  void write(const std::string& name, const std::string& bytes) const {
    const std::string path = path_of(name);
    std::error_code missing;
    if (fs::file_size(path, missing) == bytes.size() && !missing &&
        text::read_file(path) == bytes) {
      return;
    }
    make_folders(fs::path(path).parent_path().string());
    text::OutputFile out(path);
    out.write(bytes);
    out.commit();
  }

  std::string folder_;
  std::set<std::string> documents_;
  std::set<std::string> folders_;  // that documents lie in
};

struct Arrived {
  std::string name;
  std::string bytes;
  Language language = Language::kUnknown;  // of a memory
};

Arrived read_line(const std::string& line, std::size_t number, const std::string& place,
                  const text::ReadOptions& read) {
  if (line.size() > kLongestPipeLine) {
    throw InputError(place + ": a document of over " + std::to_string(kLongestPipeLine >> 20) +
                     " MiB; give its path");
  }
  const nlohmann::json json = tmx::parse_shallow(line);
  if (!json.is_object()) throw InputError(place + ": no JSON object; write one document a line");
  WantedText wanted = wanted_text(json, place, std::to_string(number));
  Arrived arrived{.name = std::move(wanted.text.name), .bytes = std::move(wanted.text.bytes)};
  auto format = text::format_of_path(arrived.name);
  if (!format) {
    arrived.name += ".txt";
    format = text::FileFormat::kPlain;
  }
  check_name(arrived.name, place);
  if (*format == text::FileFormat::kPairs) return arrived;
  arrived.language = wanted.language.language;
  if (arrived.language == Language::kUnknown) {
    arrived.language = text::document_of(arrived.bytes, arrived.name, read).language().language;
  }
  if (arrived.language == Language::kUnknown) {
    throw InputError(place + ": the language of " + arrived.name +
                     " cannot be told; say it as \"language\"");
  }
  return arrived;
}

bool is_source(Language language, const PairOptions& options) {
  const Language source = options.source_language.language;
  const Language target = options.target_language.language;
  if (language == Language::kUnknown) return true;
  if (source != Language::kUnknown) return language == source;
  if (target != Language::kUnknown) return language != target;
  return language == Language::kChinese;
}

}  // namespace

Incoming lay_down(text::ByteSource& in, const std::string& name, const PairOptions& options,
                  const std::string& source_folder, const std::string& target_folder,
                  const std::function<void(std::size_t)>& on_line) {
  Shelf sources(source_folder), targets(target_folder);
  Incoming incoming;
  PipeLines lines(in);
  std::string line;
  for (std::size_t number = 1; lines.next(line); ++number) {
    const std::string place = name + ':' + std::to_string(number);
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    try {
      const Arrived arrived = read_line(line, number, place, options.read);
      (is_source(arrived.language, options) ? sources : targets)
          .put(arrived.name, arrived.bytes, place);
      ++incoming.documents;
    } catch (const InputError& error) {
      const std::string what = error.what();  // of a file it names the file alone
      incoming.problems.push_back(what.starts_with(place) ? what : place + ": " + what);
    }
    on_line(number);
  }
  sources.remove_others();
  targets.remove_others();
  return incoming;
}

}  // namespace qiao::cli
