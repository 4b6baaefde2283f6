// The words of each line of standard input, folded as features fold them, with spaces between: what
// fastText wants to be trained on.
#include <iostream>
#include <string>
#include <vector>

#include "text/fold.h"
#include "text/words.h"

int main() {
  std::ios::sync_with_stdio(false);
  std::vector<qiao::text::Word> words;
  for (std::string line; std::getline(std::cin, line);) {
    const std::string folded = qiao::text::fold_case(qiao::text::fold_chinese(line));
    words.clear();
    qiao::text::append_words(folded, words);
    for (const auto& word : words) std::cout << word.range.in(folded) << ' ';
    std::cout << '\n';
  }
}
