// What libFuzzer's main does, in small and with any compiler, so that every build tries the
// targets: runs one on its seeds and on chance changes of them, the same ones each time.
//
//   fuzz_html fuzz/seeds/html fuzz/dictionaries/html.dict
//
// Ends well, or as the target ends: what it was given then is left in fuzz_html.input. Far
// shallower than libFuzzer, which sees the branches that are taken; scripts/fuzz.sh is for that.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::chrono::milliseconds kTime{1000};
constexpr std::size_t kMostBytes = 4096;
constexpr int kMostChanges = 4;

using Random = std::mt19937;

// For the handler of signals, which can neither allocate nor take arguments.
std::string input;
std::string left_in;

void run() {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

extern "C" void leave_input(int signal) {
  const int file = ::open(left_in.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (file >= 0 && ::write(file, input.data(), input.size()) >= 0) ::close(file);
  std::raise(signal);  // SA_RESETHAND has put the default action back
}

void catch_signals() {
  struct sigaction action {};
  action.sa_handler = leave_input;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
    sigaction(signal, &action, nullptr);
  }
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> seeds_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry);
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const auto& path : paths) seeds.push_back(bytes_of(path));
  return seeds;
}

// The quoted words of a dictionary of libFuzzer, with \\, \" and \x0a in them.
std::vector<std::string> words_in(const std::string& path) {
  std::vector<std::string> words;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t begin = line.find('"') + 1;
    const std::size_t end = line.rfind('"');
    std::string word;
    for (std::size_t i = begin; i < end; ++i) {
      if (line[i] == '\\' && line[i + 1] == 'x') {
        word += static_cast<char>(std::stoi(line.substr(i + 2, 2), nullptr, 16));
        i += 3;
      } else {
        if (line[i] == '\\') ++i;
        word += line[i];
      }
    }
    words.push_back(word);
  }
  return words;
}

// Evenly enough: the standard's distributions may differ from one library to the next.
std::size_t below(std::size_t bound, Random& random) { return bound == 0 ? 0 : random() % bound; }

void change(std::string& bytes, const std::vector<std::string>& words,
            const std::vector<std::string>& seeds, Random& random) {
  const std::size_t at = below(bytes.size() + 1, random);
  const std::size_t length = below(std::min<std::size_t>(bytes.size() - at, 32) + 1, random);
  switch (below(words.empty() ? 5 : 6, random)) {
    case 0:
      if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8, random)));
      break;
    case 1:
      bytes.insert(at, 1, static_cast<char>(below(256, random)));
      break;
    case 2:
      bytes.erase(at, length);
      break;
    case 3:
      bytes.insert(below(bytes.size() + 1, random), bytes.substr(at, length));
      break;
    case 4: {
      const std::string& other = seeds[below(seeds.size(), random)];
      bytes.resize(at);
      bytes += other.substr(below(other.size() + 1, random));
      break;
    }
    default:
      bytes.insert(at, words[below(words.size(), random)]);
  }
  if (bytes.size() > kMostBytes) bytes.resize(kMostBytes);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> seeds = argc > 1 ? seeds_in(argv[1]) : std::vector<std::string>();
  if (seeds.empty()) {
    std::fprintf(stderr, "usage: %s FOLDER_OF_SEEDS [DICTIONARY]\n", argv[0]);
    return 2;
  }
  const std::vector<std::string> words = argc > 2 ? words_in(argv[2]) : std::vector<std::string>();
  left_in = std::filesystem::path(argv[0]).filename().string() + ".input";
  catch_signals();
  for (const std::string& seed : seeds) {
    input = seed;
    run();
  }
  Random random(1);
  std::size_t runs = 0;
  for (const auto end = std::chrono::steady_clock::now() + kTime;
       std::chrono::steady_clock::now() < end; ++runs) {
    input = seeds[below(seeds.size(), random)];
    for (std::size_t changes = 1 + below(kMostChanges, random); changes > 0; --changes) {
      change(input, words, seeds, random);
    }
    run();
  }
  std::printf("%zu seeds, %zu changes of them\n", seeds.size(), runs);
  return 0;
}
