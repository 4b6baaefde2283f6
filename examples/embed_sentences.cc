// Which of these German sentences says the same as the Chinese one? Asks the vectors.
#include <iostream>
#include <string_view>
#include <vector>

#include "embed/encoder.h"
#include "embed/model.h"
#include "embed/parallel.h"
#include "text/input_error.h"

int main() try {
  using namespace qiao;
  const std::vector<std::string_view> sentences = {
      "老太太每天早上餵鴿子。",
      "Das Konzert war schon nach einer Stunde ausverkauft.",
      "Jeden Morgen füttert die alte Frau die Tauben.",
      "Die Brücke wird im Frühjahr gesperrt.",
  };
  const auto model = embed::Model::open(embed::find_model(""));
  embed::Pool pool;

  // 4 x d, one sentence a row, rows of unit length: so a product of rows is their cosine.
  const embed::Embeddings vectors = embed::encode_units(model, sentences, pool);
  const Eigen::VectorXf cosines = vectors.bottomRows(3) * vectors.row(0).transpose();

  Eigen::Index nearest = 0;
  cosines.maxCoeff(&nearest);
  std::cout << sentences[0] << '\n' << sentences[static_cast<std::size_t>(nearest) + 1] << '\n';
  return 0;
} catch (const qiao::InputError& error) {
  std::cerr << error.what() << '\n';
  return 3;
}
