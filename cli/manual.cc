#include "cli/manual.h"

#include <algorithm>
#include <iterator>
#include <regex>
#include <sstream>

namespace qiao::cli {
namespace {

void add_topics(const Menu& menu, const std::string& path, std::vector<Topic>& all) {
  for (const Command& command : menu.commands) {
    Topic topic{.path = path + std::string(command.name),
                .summary = command.summary,
                .menu = command.menu ? &command.menu() : nullptr,
                .line = {}};
    if (topic.menu) {
      all.push_back(topic);
      add_topics(*topic.menu, topic.path + ' ', all);
      continue;
    }
    try {
      command.run(0, nullptr);
    } catch (const CommandLine& line) {
      topic.line = line;
      all.push_back(topic);
    }
  }
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string replaced(std::string_view text, char what, std::string_view with) {
  std::string out;
  for (const char c : text) {
    if (c == what) {
      out += with;
    } else {
      out += c;
    }
  }
  return out;
}

// The pages' language, mdoc(7). A line of running text says nothing to it once backslashes and
// the hyphens of options are spelt out and no full stop or apostrophe comes first.
std::string roff(std::string_view line) {
  std::string safe = replaced(replaced(line, '\\', "\\e"), '-', "\\-");
  if (safe.starts_with('.') || safe.starts_with('\'')) safe.insert(0, "\\&");
  return safe;
}

// Running text, a line for each sentence as mdoc wants it, and none much longer than a screen's.
void add_words(std::ostream& page, std::string_view text) {
  constexpr std::size_t kWidth = 78;
  std::istringstream words{std::string(text)};
  std::string line;
  const auto end_line = [&] {
    if (!line.empty()) page << roff(line) << '\n';
    line.clear();
  };
  for (std::string word; words >> word;) {
    if (line.size() + word.size() >= kWidth) end_line();
    line += (line.empty() ? "" : " ") + word;
    if (word.ends_with('.')) end_line();
  }
  end_line();
}

// Help texts are paragraphs with empty lines between; lines that begin with two spaces are a table
// or an example and stay as they are.
void add_text(std::ostream& page, std::string_view text) {
  std::istringstream lines{std::string(text)};
  std::string paragraph;
  bool table = false;
  bool gap = false;
  const auto end_paragraph = [&] {
    add_words(page, paragraph);
    paragraph.clear();
  };
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) {
      end_paragraph();
      gap = true;
      continue;
    }
    const bool indented = line.starts_with("  ");
    if (indented && !table) {
      end_paragraph();
      page << ".Bd -literal -offset indent\n";
    }
    if (table && !indented) page << ".Ed\n";
    if (gap && !indented) page << ".Pp\n";
    if (indented) page << roff(line.substr(2)) << '\n';
    if (!indented) paragraph += line + ' ';
    table = indented;
    gap = false;
  }
  end_paragraph();
  if (table) page << ".Ed\n";
}

void add_options(std::ostream& page, const std::vector<OptionHelp>& options) {
  page << ".Sh OPTIONS\n.Bl -tag -width Ds\n";
  for (const OptionHelp& option : options) {
    const std::string argument = option.argument.empty() ? "" : " Ar " + option.argument;
    page << ".It ";
    if (!option.short_name.empty()) page << "Fl " << option.short_name << argument << " , ";
    page << "Fl -" << option.name << argument << '\n';
    add_words(page, option.description + '.');
    if (!option.default_value.empty()) {
      page << "Default: " << roff(option.default_value) << ".\n";
    }
  }
  page << ".El\n";
}

constexpr std::string_view kSurroundings =
    ".Sh ENVIRONMENT\n"
    ".Bl -tag -width SOURCE_DATE_EPOCH\n"
    ".It Ev QIAO_MODEL\nThe model to use where no\n.Fl -model\nis said.\n"
    ".It Ev SOURCE_DATE_EPOCH\nSeconds since 1970 to write as the date of a memory, so that the "
    "same texts give the same bytes.\n"
    ".It Ev TMPDIR\nWhere large memories are sorted.\n"
    ".El\n"
    ".Sh FILES\n"
    ".Bl -tag -width Ds\n"
    ".It Pa default.qiao\nThe model, beside the program or in\n.Pa ../share/qiao\nfrom there.\n"
    ".El\n"
    ".Sh EXIT STATUS\n"
    ".Bl -tag -width Ds\n"
    ".It 0\nDone.\n"
    ".It 1\n.Cm check\nonly: there are findings at or above\n.Fl -fail-on .\n"
    ".It 2\nBad usage.\n"
    ".It 3\nBad input.\n"
    ".It 4\nAnything else: no room on the disk, no memory.\n"
    ".El\n";

void add_synopsis(std::ostream& page, const Topic& topic) {
  page << ".Sh SYNOPSIS\n.Nm qiao";
  std::istringstream words(topic.path);
  for (std::string word; words >> word;) page << " Cm " << word;
  if (topic.menu) {
    page << " Ar " << topic.menu->kind << " Oo Ar option ... Oc Ar argument ...\n";
    return;
  }
  page << " Oo Ar option ... Oc";
  std::istringstream operands{std::string(topic.line.usage.operands)};
  for (std::string operand; operands >> operand;) {
    const bool repeats = operand.ends_with("...");
    if (repeats) operand.resize(operand.size() - 3);
    page << " Ar " << operand << (repeats ? " ..." : "");
  }
  page << '\n';
}

bool stands_under(const Topic& topic, const Topic& menu) {
  const std::string front = menu.path.empty() ? "" : menu.path + ' ';
  return topic.path.starts_with(front) && topic.path.size() > front.size() &&
         topic.path.find(' ', front.size()) == std::string::npos;
}

void add_menu(std::ostream& page, const Topic& topic, const std::vector<Topic>& all) {
  page << ".Bl -tag -width Ds\n";
  for (const Topic& other : all) {
    if (stands_under(other, topic))
      page << ".It Xr " << page_name(other) << " 1\n" << roff(other.summary) << ".\n";
  }
  page << ".El\n";
}

std::string last_word(const std::string& path) { return path.substr(path.rfind(' ') + 1); }

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

std::vector<std::string> words_under(const Topic& menu, const std::vector<Topic>& all) {
  std::vector<std::string> words;
  for (const Topic& topic : all) {
    if (stands_under(topic, menu)) words.push_back(last_word(topic.path));
  }
  return words;
}

// What comes after an option.
enum class Completes { kNothing, kChoice, kFile };
Completes completes(const OptionHelp& option) {
  static constexpr std::string_view kWords[] = {"FORMAT", "TAG",   "REGEX",
                                                "LEVEL",  "KINDS", "WHICH"};
  if (!choices(option).empty()) return Completes::kChoice;
  const bool number = option.argument.size() == 1;
  const bool word =
      std::find(std::begin(kWords), std::end(kWords), option.argument) != std::end(kWords);
  return number || word ? Completes::kNothing : Completes::kFile;
}

}  // namespace

std::vector<Topic> topics(const Menu& root) {
  std::vector<Topic> all = {{.path = {},
                             .summary = "align two versions of a text sentence by sentence",
                             .menu = &root,
                             .line = {}}};
  add_topics(root, "", all);
  return all;
}

std::string page_name(const Topic& topic) {
  return topic.path.empty() ? "qiao" : "qiao-" + replaced(topic.path, ' ', "-");
}

std::string manual_page(const Topic& topic, const std::vector<Topic>& all, std::string_view date) {
  std::ostringstream page;
  page << ".Dd " << date << "\n.Dt " << upper(page_name(topic)) << " 1\n.Os\n"
       << ".Sh NAME\n.Nm " << page_name(topic) << "\n.Nd " << roff(topic.summary) << '\n';
  add_synopsis(page, topic);
  page << ".Sh DESCRIPTION\n";
  add_text(page, topic.menu ? topic.menu->about : topic.line.usage.about);
  if (topic.menu) {
    add_menu(page, topic, all);
    add_text(page, topic.menu->notes);
  } else {
    add_options(page, topic.line.options);
  }
  if (topic.path.empty()) page << kSurroundings;
  if (!topic.line.usage.examples.empty()) {
    page << ".Sh EXAMPLES\n";
    add_text(page, topic.line.usage.examples);
  }
  if (!topic.path.empty())
    page << ".Sh SEE ALSO\n.Xr qiao 1\nfor the environment and the exit status.\n";
  return page.str();
}

std::vector<std::string> choices(const OptionHelp& option) {
  if (option.argument.empty()) return {};
  // "tmx, tsv or html", from the beginning or a colon to the end or a mark.
  static const std::regex kList("(?:^|: )((?:[\\w-]+, )*[\\w-]+) or ([\\w-]+)(?:[;:]|$)");
  static const std::regex kAside(" ?\\([^)]*\\)");
  const std::string text = std::regex_replace(option.description, kAside, "");
  std::smatch list;
  if (!std::regex_search(text, list, kList)) return {};
  std::istringstream front(std::regex_replace(list[1].str(), std::regex(","), ""));
  std::vector<std::string> values{std::istream_iterator<std::string>(front), {}};
  values.push_back(list[2]);
  return values;
}

// One function that finds out which command the words before the cursor name, then offers its
// options after a dash, the values of the option before, or files.
std::string bash_completion(const std::vector<Topic>& all) {
  std::ostringstream out;
  out << "# Completion of qiao for bash; written by the build from the commands' own help.\n"
         "_qiao() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
         "  local command= words= files=yes\n"
         "  # --format=t comes as three words.\n"
         "  if [[ $cur == = ]]; then\n"
         "    cur=\n"
         "  elif [[ $prev == = ]]; then\n"
         "    prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
         "  fi\n"
         "  if ((COMP_CWORD > 1)); then command=${COMP_WORDS[1]}; fi\n"
         "  case $command in\n";
  for (const Topic& topic : all) {
    if (topic.menu && !topic.path.empty()) {
      out << "    " << topic.path
          << ") if ((COMP_CWORD > 2)); then command+=\" ${COMP_WORDS[2]}\"; fi ;;\n";
    }
  }
  out << "  esac\n"
         "  case $command in\n";
  for (const Topic& topic : all) {
    out << "    '" << topic.path << "')\n";
    if (topic.menu) {
      out << "      files=\n      words='" << joined(words_under(topic, all))
          << " --help --version' ;;\n";
      continue;
    }
    std::vector<std::string> names;
    out << "      case $prev in\n";
    for (const OptionHelp& option : topic.line.options) {
      names.push_back("--" + option.name);
      if (!option.short_name.empty()) names.push_back("-" + option.short_name);
      if (option.argument.empty()) continue;
      out << "        --" << option.name;
      if (!option.short_name.empty()) out << " | -" << option.short_name;
      switch (completes(option)) {
        case Completes::kNothing:
          out << ") return ;;\n";
          break;
        case Completes::kChoice:
          out << ") files= words='" << joined(choices(option)) << "' ;;\n";
          break;
        case Completes::kFile:
          out << ") ;;\n";
          break;
      }
    }
    out << "        *) if [[ $cur == -* ]]; then files= words='" << joined(names) << "'; fi ;;\n"
        << "      esac ;;\n";
  }
  out << "  esac\n"
         "  if [[ $files ]]; then\n"
         "    compopt -o filenames 2>/dev/null\n"
         "    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
         "  else\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
         "  fi\n"
         "}\n"
         "complete -F _qiao qiao\n";
  return out.str();
}

namespace {

// A text inside the single quotes of an argument of _arguments or _describe, which read a colon as
// the end of a part and brackets as those of a description.
std::string zsh_text(std::string_view text) {
  std::string safe = replaced(text, '\'', "'\\''");
  for (const char mark : {':', '[', ']'}) safe = replaced(safe, mark, std::string("\\") + mark);
  return safe;
}

void add_zsh_options(std::ostream& out, const Topic& topic) {
  out << "      _arguments -s \\\n";
  for (const OptionHelp& option : topic.line.options) {
    std::string rest = "[" + zsh_text(option.description) + "]";
    if (!option.argument.empty()) {
      rest += ":" + zsh_text(option.argument) + ":";
      const Completes kind = completes(option);
      if (kind == Completes::kFile) rest += "_files";
      if (kind == Completes::kChoice) rest += "(" + joined(choices(option)) + ")";
      if (kind == Completes::kNothing) rest += " ";
    }
    const std::string equals = option.argument.empty() ? "" : "=";
    out << "        '*--" << option.name << equals << rest << "' \\\n";
    if (!option.short_name.empty()) {
      out << "        '*-" << option.short_name << (equals.empty() ? "" : "+") << rest << "' \\\n";
    }
  }
  out << "        '*:file:_files' ;;\n";
}

}  // namespace

std::string zsh_completion(const std::vector<Topic>& all) {
  std::ostringstream out;
  out << "#compdef qiao\n"
         "# Completion of qiao for zsh; written by the build from the commands' own help.\n"
         "_qiao() {\n"
         "  local command=\n"
         "  local -a choice\n"
         "  if ((CURRENT > 2)); then command=$words[2]; fi\n"
         "  case $command in\n";
  for (const Topic& topic : all) {
    if (topic.menu && !topic.path.empty()) {
      out << "    " << topic.path << ") if ((CURRENT > 3)); then command+=\" $words[3]\"; fi ;;\n";
    }
  }
  out << "  esac\n"
         "  case $command in\n";
  for (const Topic& topic : all) {
    out << "    '" << topic.path << "')\n";
    if (!topic.menu) {
      add_zsh_options(out, topic);
      continue;
    }
    out << "      choice=(\n";
    for (const Topic& other : all) {
      if (!stands_under(other, topic)) continue;
      out << "        '" << last_word(other.path) << ":" << zsh_text(other.summary) << "'\n";
    }
    out << "        '--help:print this help' '--version:print the version')\n"
        << "      _describe '" << topic.menu->kind << "' choice ;;\n";
  }
  out << "  esac\n"
         "}\n"
         "_qiao \"$@\"\n";
  return out.str();
}

}  // namespace qiao::cli
