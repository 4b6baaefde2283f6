// How: every thread takes the next line, works on it alone, and lays its answer down; whoever lays
// down the one that is due writes it and those behind it that wait.
#include "cli/align_jobs.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "cli/bead_rows.h"
#include "cli/bridge.h"
#include "cli/options.h"
#include "cli/pipe_lines.h"
#include "cli/summary.h"
#include "cli/unit_making.h"
#include "cli/wanted_text.h"
#include "embed/parallel.h"
#include "text/input_error.h"
#include "tmx/bilingual_writers.h"
#include "tmx/json_text.h"
#include "tmx/shallow_json.h"

namespace qiao::cli {
namespace {

using Json = nlohmann::ordered_json;

class Job {
 public:
  // `place` is "standard input:12".
  Job(const std::string& line, std::string place, const JobOptions& options)
      : place_(std::move(place)), options_(options) {
    if (line.size() > kLongestPipeLine) {
      throw InputError(place_ + ": a job of over " + std::to_string(kLongestPipeLine >> 20) +
                       " MiB; give its texts as paths");
    }
    json_ = tmx::parse_shallow(line);
    if (!json_.is_object()) {
      throw InputError(place_ + ": no JSON object; write one job a line");
    }
    if (json_.contains("id")) id = json_["id"];
  }

  std::string answer(const embed::Model& model) const {
    const WantedText source = wanted("source", options_.pair.source_language);
    const WantedText target = wanted("target", options_.pair.target_language);
    PairOptions pair_options = options_.pair;
    pair_options.source_language = source.language;
    pair_options.target_language = target.language;
    Json notes = Json::array();
    const Pair pair = pair_of(source.text, target.text, pair_options,
                              [&](const std::string& note) { notes.push_back(note); });
    const tmx::UnitMaking making = unit_making(pair, options_.language_tags);
    options_.memory.check(pair, model, options_.align, AfterAligning::kWriting, 1);
    embed::Pool alone(1);
    const align::Alignment alignment = align_pair(pair, model, alone, options_.align);
    const Summary summary = summarize(alignment);
    Json head = {
        {"id", id},
        {"source_language", making.source_language},
        {"target_language", making.target_language},
        {"exchanged", pair.exchanged},
        {"strangers", summary.nearly_nothing()},
        {"pairs", summary.pairs},
        {"moved", summary.moved},
        {"uncertain", summary.uncertain},
        {"dropped", summary.dropped},
        {"added", summary.added},
    };
    if (!notes.empty()) head["notes"] = std::move(notes);
    std::string answer = tmx::json_text(head);
    answer.pop_back();  // its brace
    answer += ",\"beads\":[";
    bool first = true;
    for (const tmx::BeadRow& row : bead_rows(alignment, pair.source, pair.target)) {
      if (!std::exchange(first, false)) answer += ',';
      answer += tmx::json_of(row);
    }
    return answer + "]}";
  }

  nlohmann::json id;  // null when the job has none

 private:
  WantedText wanted(const std::string& side, text::LanguageGuess usual) const {
    const std::string place = place_ + ": \"" + side + "\"";
    const auto found = json_.find(side);
    if (found == json_.end()) {
      throw InputError(place + " is missing; give a path or {\"text\": …}");
    }
    WantedText wanted = wanted_text(*found, place, place_ + " " + side);
    if (wanted.language.language == text::Language::kUnknown) wanted.language = usual;
    return wanted;
  }

  std::string place_;
  const JobOptions& options_;
  nlohmann::json json_;
};

// Whatever happens, an answer.
std::string answer_to(const std::string& line, const std::string& place, const embed::Model& model,
                      const JobOptions& options) {
  nlohmann::json id;
  try {
    const Job job(line, place, options);
    id = job.id;
    return job.answer(model) + "\n";
  } catch (const std::exception& error) {
    return tmx::json_text(Json{{"id", id}, {"error", error.what()}}) + "\n";
  }
}

class Desk {
 public:
  Desk(text::ByteSource& in, const std::string& name, const embed::Model& model,
       const JobOptions& options, const std::function<void(std::string_view)>& write)
      : lines_(in), name_(name), model_(model), options_(options), write_(write) {}

  void run() {
    const unsigned threads =
        options_.threads > 0 ? options_.threads : std::max(1U, std::thread::hardware_concurrency());
    window_ = 2 * std::size_t{threads};
    std::vector<std::thread> workers;
    for (unsigned i = 1; i < threads; ++i) workers.emplace_back([this] { work(); });
    work();
    for (std::thread& worker : workers) worker.join();
    if (error_) std::rethrow_exception(error_);
  }

 private:
  void work() {
    try {
      std::string line;
      std::size_t number = 0;
      while (take(line, number)) {
        lay_down(number,
                 answer_to(line, name_ + ":" + std::to_string(number + 1), model_, options_));
      }
    } catch (...) {
      const std::lock_guard lock(answers_mutex_);
      if (!error_) error_ = std::current_exception();
      room_.notify_all();
    }
  }

  // The next line and its number from zero; false at the end. Waits while too many answers wait
  // for one before them.
  bool take(std::string& line, std::size_t& number) {
    const std::lock_guard reading(lines_mutex_);
    {
      std::unique_lock lock(answers_mutex_);
      room_.wait(lock, [&] { return taken_ - written_ < window_ || error_; });
      if (error_) return false;
    }
    if (at_end_ || !lines_.next(line)) {
      at_end_ = true;
      return false;
    }
    number = taken_++;
    return true;
  }

  void lay_down(std::size_t number, std::string answer) {
    const std::lock_guard lock(answers_mutex_);
    answers_.emplace(number, std::move(answer));
    while (!answers_.empty() && answers_.begin()->first == written_) {
      write_(answers_.begin()->second);
      answers_.erase(answers_.begin());
      ++written_;
    }
    room_.notify_all();
  }

  PipeLines lines_;
  const std::string& name_;
  const embed::Model& model_;
  const JobOptions& options_;
  const std::function<void(std::string_view)>& write_;
  std::size_t window_ = 0;

  std::mutex lines_mutex_;  // guards lines_, at_end_ and, against other writers, taken_
  bool at_end_ = false;
  std::size_t taken_ = 0;

  std::mutex answers_mutex_;  // guards what follows; taken after lines_mutex_
  std::condition_variable room_;
  std::map<std::size_t, std::string> answers_;
  std::size_t written_ = 0;
  std::exception_ptr error_;
};

}  // namespace

void align_jobs(text::ByteSource& in, const std::string& name, const embed::Model& model,
                const JobOptions& options, const std::function<void(std::string_view)>& write) {
  Desk(in, name, model, options, write).run();
}

}  // namespace qiao::cli
