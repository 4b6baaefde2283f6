# Sourced by test-workflow.sh and test-cluster.sh, so not executable: a small corpus made by one run, to compare with.
#
#   prepare WORK    WORK/zh, WORK/de and WORK/single, the result of one `qiao corpus`
#   compare WORK    is WORK/sharded the same to the byte?
export SOURCE_DATE_EPOCH=1700000000
qiao=${1:-$PWD/build/release/qiao}
results="corpus.tmx corpus.tsv corpus.zh-TW corpus.de-DE rejected.tsv documents.tsv report.json report.html pairs.tsv"

prepare() {
  mkdir -p "$1/zh" "$1/de"
  for story in corpora/*/zh.txt; do
    name=$(basename "$(dirname "$story")")
    cp "$story" "$1/zh/$name.txt"
    cp "$(dirname "$story")/de.txt" "$1/de/$name.txt"
  done
  printf 'msgid "%s"\nmsgstr "%s"\n' 水車 Mühlrad > "$1/de/words.po"
  : > "$1/zh/empty.txt"
  (cd "$1" && "$qiao" corpus zh de -o single)
}

compare() {
  for name in $results; do
    cmp "$1/single/$name" "$1/sharded/$name" || return 1
  done
}
