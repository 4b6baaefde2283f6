// What becomes of the program when it is told to stop, or may write no more.
#pragma once

namespace qiao::cli {

// From here on
//   - Ctrl-C, SIGTERM and a closed terminal remove the results that are not whole, then end the
//     program by the same signal, so that a shell sees 130 and a script stops as well. What was
//     ignored (nohup) stays ignored;
//   - a file that is cut short while it is mapped into memory (a model: embed/model.h), which the
//     system tells by SIGBUS, is bad input: one line, no half results, exit code 3;
//   - a closed pipe and a limit on the size of files (ulimit -f) are errors of write(), which say
//     which of the outputs it was.
void install_signal_handlers();

}  // namespace qiao::cli
