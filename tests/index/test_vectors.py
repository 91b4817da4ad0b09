"""Nearest neighbours and their files."""

import resource
import struct
import time
from pathlib import Path

import numpy as np
import pytest

from index.embedding import Vectors
from index.errors import LibraryError
from index.vectors import NearestNeighbours, read_vectors

HEADER = 45
"""Bytes before the numbers in a file of a flat FAISS index."""


def unit_vectors(count: int, dimension: int, seed: int = 1) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def write_vectors(vectors: Vectors, path: Path) -> None:
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    faiss.write_index(index, str(path))


@pytest.fixture
def vectors() -> Vectors:
    return unit_vectors(20, 8)


@pytest.fixture
def file(vectors: Vectors, tmp_path: Path) -> Path:
    file = tmp_path / "vectors.faiss"
    write_vectors(vectors, file)
    return file


def test_the_nearest_come_first_with_their_cosines(vectors: Vectors) -> None:
    query = unit_vectors(1, 8, seed=2)[0]
    cosines = vectors @ query
    rows, scores = NearestNeighbours(vectors).search(query, 5)
    assert rows.tolist() == np.argsort(-cosines)[:5].tolist()
    assert np.allclose(scores, cosines[rows], atol=1e-6)


def test_fewer_are_found_where_there_are_fewer(vectors: Vectors) -> None:
    rows, scores = NearestNeighbours(vectors).search(vectors[3], 1000)
    assert sorted(rows) == list(range(20))
    assert rows[0] == 3
    assert len(scores) == len(NearestNeighbours(vectors)) == 20


def test_none_are_found_for_a_vector_of_no_numbers(vectors: Vectors) -> None:
    rows, scores = NearestNeighbours(vectors).search(np.full(8, np.nan, dtype=np.float32), 3)
    assert len(rows) == len(scores) == 0


def test_cosines_are_those_of_the_rows_asked(vectors: Vectors) -> None:
    rows = np.array([4, 2, 19])
    assert np.allclose(
        NearestNeighbours(vectors).cosines(vectors[4], rows), vectors[rows] @ vectors[4], atol=1e-6
    )


def test_vectors_come_back_from_a_file_as_they_were(vectors: Vectors, file: Path) -> None:
    assert np.array_equal(read_vectors(file, 8, 20), vectors)


@pytest.mark.parametrize(("dimension", "count"), [(7, 20), (8, 19), (16, 10)])
def test_another_size_is_refused(file: Path, dimension: int, count: int) -> None:
    with pytest.raises(LibraryError, match=rf"vectors.faiss does not hold {count} unit vectors"):
        read_vectors(file, dimension, count)


@pytest.mark.parametrize("factory", ["HNSW4", "IDMap,Flat", "SQ8", "IVF1,Flat", "L2"])
def test_other_kinds_of_index_are_refused(vectors: Vectors, tmp_path: Path, factory: str) -> None:
    import faiss

    metric = faiss.METRIC_L2 if factory == "L2" else faiss.METRIC_INNER_PRODUCT
    index = faiss.index_factory(8, factory.replace("L2", "Flat"), metric)
    index.train(vectors)
    if factory == "IDMap,Flat":
        index.add_with_ids(vectors, np.arange(20))
    else:
        index.add(vectors)
    faiss.write_index(index, str(tmp_path / "other.faiss"))
    with pytest.raises(LibraryError, match=r"other\.faiss does not hold 20 unit vectors of 8"):
        read_vectors(tmp_path / "other.faiss", 8, 20)


@pytest.mark.parametrize("value", [np.nan, np.inf, 0.0, 2.0])
def test_vectors_of_another_length_are_refused(
    vectors: Vectors, tmp_path: Path, value: float
) -> None:
    vectors[7] = value
    write_vectors(vectors, tmp_path / "odd.faiss")
    with pytest.raises(LibraryError, match="unit vectors"):
        read_vectors(tmp_path / "odd.faiss", 8, 20)


def test_a_flipped_byte_of_the_header_is_refused_or_changes_nothing(
    vectors: Vectors, file: Path
) -> None:
    whole = file.read_bytes()
    assert len(whole) == HEADER + 4 * vectors.size
    for place in range(HEADER):
        for mask in (0x01, 0x80, 0xFF):
            raw = bytearray(whole)
            raw[place] ^= mask
            file.write_bytes(raw)
            try:
                read = read_vectors(file, 8, 20)
            except LibraryError:
                continue
            assert np.array_equal(read, vectors)


@pytest.mark.parametrize("length", [0, 1, HEADER, 300])
def test_a_cut_file_is_refused(file: Path, length: int) -> None:
    file.write_bytes(file.read_bytes()[:length])
    with pytest.raises(LibraryError, match=r"vectors\.faiss is damaged"):
        read_vectors(file, 8, 20)


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_vectors(tmp_path / "none.faiss", 8, 20)


@pytest.mark.parametrize("floats", [1_500_000_000, 140_000_000_000, 2**62])
def test_a_small_file_that_asks_for_much_memory_is_refused_at_once(
    tmp_path: Path, floats: int
) -> None:
    file = tmp_path / "bomb.faiss"
    header = struct.pack("<4siqqq?iq", b"IxFI", 8, floats // 8, 0, 0, True, 0, floats)
    file.write_bytes(header + bytes(2000 - len(header)))
    start, memory = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(LibraryError, match=r"bomb\.faiss is damaged"):
        read_vectors(file, 8, floats // 8)
    assert time.process_time() - start < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 200_000  # kilobytes
