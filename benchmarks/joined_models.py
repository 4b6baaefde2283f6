#!/usr/bin/env python3
"""How well two models find translations, alone and joined, by the Python module.

    PYTHONPATH=build/release/python joined_models.py PAIRS.tsv FIRST.qiao SECOND.qiao [--weight 0.5 ...]

PAIRS.tsv: source, target a line. A joined vector is the unit vector of the first model beside that of the
second, times the weight: its cosine is the weighted mean of theirs (for two vectors that are both known).
Printed as by `qiao model eval`: share of lines whose translation is the nearest, source to target and back,
by cosine and by margin (twice the cosine less the mean of that of the 4 nearest of either: CSLS, Conneau et
al., ICLR 2018).
"""
import argparse

import numpy
import qiao

NEIGHBOURS = 4


def embedded(path, lines):
    model = qiao.Model(path)
    vectors = numpy.asarray(qiao.embed(lines, model=model), dtype=numpy.float32)
    return vectors / numpy.maximum(numpy.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def found(closeness):
    right = numpy.arange(len(closeness))
    return (closeness.argmax(1) == right).mean(), (closeness.argmax(0) == right).mean()


def retrieval(source, target):
    cosine = source @ target.T

    def mean_of_nearest(rows):
        return numpy.sort(rows, axis=1)[:, -NEIGHBOURS:].mean(1)

    margin = 2 * cosine - mean_of_nearest(cosine)[:, None] - mean_of_nearest(cosine.T)[None, :]
    return found(cosine) + found(margin)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs")
    parser.add_argument("first")
    parser.add_argument("second")
    parser.add_argument("--weight", type=float, nargs="+", default=[0.25, 0.5, 1.0])
    options = parser.parse_args()
    rows = [line.rstrip("\n").split("\t")[:2] for line in open(options.pairs, encoding="utf-8")]
    sources, targets = zip(*rows)
    of_first, of_second = ([embedded(path, list(lines)) for lines in (sources, targets)]
                           for path in (options.first, options.second))
    sides = {options.first: of_first, options.second: of_second}
    for weight in options.weight:
        sides[f"joined, the second times {weight}"] = [
            numpy.hstack([a, weight * b]) for a, b in zip(of_first, of_second)]
    print("plain source, target, margin source, target")
    for name, (source, target) in sides.items():
        print(" ".join(f"{share:.4f}" for share in retrieval(source, target)), name)


if __name__ == "__main__":
    main()
