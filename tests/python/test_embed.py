"""qiao.embed, qiao.split and qiao.Model."""

import os

import numpy as np
import pytest

import qiao


def test_rows_of_unit_length_near_their_translations():
    vectors = qiao.embed(["老太太每天早上餵鴿子。", "Jeden Morgen füttert die alte Frau die Tauben.",
                          "Die Brücke wird im Frühjahr gesperrt."])
    assert vectors.dtype == np.float32 and vectors.shape == (3, qiao.Model().dimensions)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    cosines = vectors @ vectors[0]
    assert cosines[1] > cosines[2]


def test_what_is_not_known_is_zero_and_nothing_is_no_rows():
    assert not qiao.embed([""]).any()
    assert qiao.embed([]).shape == (0, qiao.Model().dimensions)


def test_the_matrix_outlives_all_else_and_may_be_changed():
    vectors = qiao.embed(["橋"])
    vectors *= 2
    np.testing.assert_allclose(np.linalg.norm(vectors), 2, atol=1e-5)


def test_a_model_is_opened_once_and_used_often():
    model = qiao.Model(os.environ["QIAO_MODEL"])
    assert model.path == os.environ["QIAO_MODEL"] and '"' in model.metadata
    assert (qiao.embed(["橋"], model=model) == qiao.embed(["橋"], model=model.path)).all()


def test_what_is_no_model_is_an_exception(tmp_path):
    (tmp_path / "x.qiao").write_bytes(b"no model" * 100)
    with pytest.raises(qiao.InputError, match="not a Qiao model"):
        qiao.Model(tmp_path / "x.qiao")


def test_a_list_is_wanted():
    with pytest.raises(TypeError, match="sentences: item 1 is not a str"):
        qiao.embed(["a", None])
    with pytest.raises(TypeError, match="sentences: one str; give a list of them"):
        qiao.embed("abc")


def test_split():
    assert qiao.split("Am 3. März kam Dr. Weber. Er blieb.") == \
        ["Am 3. März kam Dr. Weber.", "Er blieb."]
    assert qiao.split("橋斷了。人都走了。", language="zh") == ["橋斷了。", "人都走了。"]


def test_version():
    assert qiao.__version__.count(".") == 2
