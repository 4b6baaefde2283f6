// The manual, and what shells complete: written from the same options and words that --help prints,
// so that they cannot say anything else. The build writes them (make_manual.cc), the commands do
// not carry them.
//
//   qiao.1, qiao-align.1, qiao-tmx.1, qiao-tmx-merge.1 …    mdoc(7)
//   qiao.bash, _qiao                                       completion for bash and for zsh
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/menu.h"
#include "cli/options.h"

namespace qiao::cli {

// A command or a menu of commands, with the words that call it.
struct Topic {
  std::string path;            // "align", "tmx merge"; empty: qiao itself
  std::string_view summary;    // one line
  const Menu* menu = nullptr;  // either this,
  CommandLine line;            // or this
};

// All that can be called, each menu before its commands.
std::vector<Topic> topics(const Menu& root);

// "qiao-tmx-merge", as man and its page's file call the topic.
std::string page_name(const Topic& topic);

// `date` as mdoc(7) wants it: "November 22, 2026".
std::string manual_page(const Topic& topic, const std::vector<Topic>& all, std::string_view date);

// The values that an option's description lists, if it does: "tmx, tsv or html; …" names three.
std::vector<std::string> choices(const OptionHelp& option);

std::string bash_completion(const std::vector<Topic>& all);
std::string zsh_completion(const std::vector<Topic>& all);

}  // namespace qiao::cli
