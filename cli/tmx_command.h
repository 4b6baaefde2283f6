// The verbs of `qiao tmx`, one a file: `qiao tmx merge …` is tmx_merge.cc.
#pragma once

namespace qiao::cli {

int tmx_validate(int argc, char** argv);
int tmx_merge(int argc, char** argv);
int tmx_filter(int argc, char** argv);
int tmx_stats(int argc, char** argv);
int tmx_convert(int argc, char** argv);
int tmx_diff(int argc, char** argv);

}  // namespace qiao::cli
