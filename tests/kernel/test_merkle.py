"""The tree against RFC 6962 as it is written there, and against the vectors Certificate Transparency published."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.kernel.merkle import EMPTY, HASH, Tree, grown, root_of
from luodi.spine.journal.luodi_verify import consistent, included

PUBLISHED = {  # leaf input: root of the tree that ends with it
    "": "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "00": "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "10": "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "2021": "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "3031": "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "40414243": "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "5051525354555657": "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "606162636465666768696a6b6c6d6e6f": "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
PATHS = {  # leaf of the tree of eight
    0: ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"],
    5: ["bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
}  # fmt: skip
SIZES = [size for k in range(1, 9) for size in (2**k - 1, 2**k, 2**k + 1)]


def _leaves(size: int) -> list[bytes]:
    return [hashlib.sha256(b"\x00" + str(one).encode()).digest() for one in range(size)]


def _split(size: int) -> int:
    """The largest power of two smaller than the size."""
    k = 1
    while k * 2 < size:
        k *= 2
    return k


def _mth(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = _split(len(leaves))
    return hashlib.sha256(b"\x01" + _mth(leaves[:k]) + _mth(leaves[k:])).digest()


def _path(m: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = _split(len(leaves))
    if m < k:
        return [*_path(m, leaves[:k]), _mth(leaves[k:])]
    return [*_path(m - k, leaves[k:]), _mth(leaves[:k])]


def _subproof(m: int, leaves: list[bytes], *, whole: bool) -> list[bytes]:
    if m == len(leaves):
        return [] if whole else [_mth(leaves)]
    k = _split(len(leaves))
    if m <= k:
        return [*_subproof(m, leaves[:k], whole=whole), _mth(leaves[k:])]
    return [*_subproof(m - k, leaves[k:], whole=False), _mth(leaves[:k])]


def test_published_roots_and_paths() -> None:
    leaves = [hashlib.sha256(b"\x00" + bytes.fromhex(one)).digest() for one in PUBLISHED]
    for size, root in enumerate(PUBLISHED.values(), 1):
        assert Tree(b"".join(leaves[:size])).root.hex() == root
    for index, path in PATHS.items():
        assert [one.hex() for one in Tree(b"".join(leaves)).inclusion(index)] == path


@pytest.mark.parametrize("size", SIZES)
def test_roots_and_paths_are_those_of_the_definition(size: int) -> None:
    leaves = _leaves(size)
    tree = Tree(b"".join(leaves))
    assert tree.root == _mth(leaves)
    for index in {0, 1, size // 2, size - 2, size - 1} & set(range(size)):
        assert tree.inclusion(index) == _path(index, leaves)
        assert included(leaves[index], index, size, tree.inclusion(index), tree.root)
    for before in {1, 2, size // 2, size - 1, size} & set(range(1, size + 1)):
        assert tree.consistency(before) == _subproof(before, leaves, whole=True)
        assert consistent(before, _mth(leaves[:before]), size, tree.root, tree.consistency(before))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_a_tree_grown_in_batches_is_the_tree_at_once(batches: list[int]) -> None:
    leaves = _leaves(sum(batches))
    ends = [sum(batches[:n]) for n in range(len(batches) + 1)]
    peaks = b""
    for before, end in pairwise(ends):
        peaks = grown(peaks, before, b"".join(leaves[before:end]))
        assert root_of(peaks) == _mth(leaves[:end])
        assert len(peaks) == HASH * end.bit_count()


@given(st.integers(2, 70), st.data())
def test_a_path_proves_one_leaf_at_one_place_of_one_tree(size: int, data: st.DataObject) -> None:
    leaves = _leaves(size)
    tree = Tree(b"".join(leaves))
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda one: one != index))
    path = tree.inclusion(index)
    assert not included(leaves[other], index, size, path, tree.root)
    assert not included(leaves[index], other, size, path, tree.root)
    assert not included(leaves[index], index, size, path[:-1], tree.root)
    assert not included(leaves[index], index, size, [*path, leaves[0]], tree.root)
    assert not included(leaves[index], index, 0, path, tree.root)
    assert not included(leaves[index], index, size, path, EMPTY)


@given(st.integers(2, 70), st.data())
def test_a_tree_that_was_rewritten_is_no_continuation(size: int, data: st.DataObject) -> None:
    leaves = _leaves(size)
    before = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, before - 1))
    tree = Tree(b"".join([*leaves[:changed], leaves[changed][::-1], *leaves[changed + 1 :]]))
    assert not consistent(before, _mth(leaves[:before]), size, tree.root, tree.consistency(before))


def test_no_proof_of_what_is_not_there() -> None:
    tree = Tree(b"".join(_leaves(3)))
    for index in (-1, 3):
        with pytest.raises(ValueError, match="no such leaf"):
            tree.inclusion(index)
    for before in (0, 4):
        with pytest.raises(ValueError, match="no beginning"):
            tree.consistency(before)
    with pytest.raises(ValueError, match="peaks"):
        grown(b"", 1, b"")
    assert Tree(b"").root == EMPTY == root_of(b"")
