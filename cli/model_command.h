// The verbs of `qiao model`, one a file: `qiao model train …` is model_train.cc. Each behaves as a
// Command does (command.h).
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace qiao::cli {

int model_train(int argc, char** argv);
int model_eval(int argc, char** argv);
int model_import(int argc, char** argv);
int model_map(int argc, char** argv);
int model_export(int argc, char** argv);
int model_info(int argc, char** argv);

// Reads lines of at least two fields separated by tabs and hands on the first two. Throws
// InputError for a line with fewer, naming it.
void read_parallel_lines(
    const std::string& path,
    const std::function<void(std::string_view source, std::string_view target)>& take);

}  // namespace qiao::cli
