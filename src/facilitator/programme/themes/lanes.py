"""Many small whole numbers in one large one: sums of vectors, and their signs, without any library for numbers.

A vector has LANES numbers of sixteen bits side by side, each from 0 to 65,535 with ZERO for nothing. Adding two
vectors, or weighing one, is one operation on large numbers. A sign code has a bit a lane: which numbers are above the
mean. Two codes are as like as they have bits in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

LANES = 4096
ZERO = 1 << 14
BYTES = 2 * LANES
ONES = int.from_bytes(b"\x01\x00" * LANES, "little")
_HIGH = ONES << 15
_EVEN = int.from_bytes(b"\xff\xff\x00\x00" * (LANES // 2), "little")
_TO_DIGITS = bytes(48 + min(n, 1) for n in range(256))
_FROM_DIGITS = bytes(max(0, n - 48) for n in range(256))
WHOLE = 7
"""Weights of a mean are parts of two to the power of this."""


def halves(vector: int) -> tuple[int, int]:
    """A vector with room above each of its numbers: those of even and of odd lanes apart."""
    return vector & _EVEN, vector >> 16 & _EVEN


def mean(vectors: Iterable[tuple[int, int]], n: int) -> int:
    """The mean of `n` vectors that are given as halves."""
    even = odd = 0
    for low, high in vectors:
        even, odd = even + low, odd + high
    return _divided(even, n) | _divided(odd, n) << 16


def _divided(sums: int, n: int) -> int:
    data = sums.to_bytes(BYTES, "little")
    parts = (int.from_bytes(data[at : at + 4], "little") // n for at in range(0, BYTES, 4))
    return int.from_bytes(b"".join(part.to_bytes(4, "little") for part in parts), "little")


def weighed(parts: Iterable[tuple[tuple[int, int], int]]) -> tuple[int, int]:
    """The mean of vectors, each given as halves with its weight; the weights come to 2 to the power of WHOLE."""
    even = odd = 0
    for (low, high), weight in parts:
        even, odd = even + low * weight, odd + high * weight
    return even >> WHOLE & _EVEN, odd >> WHOLE & _EVEN


def above(vector: tuple[int, int], middle: int) -> int:
    """Which lanes of a vector, given as halves, are above those of `middle`: a sign code."""
    whole = vector[0] | vector[1] << 16
    return _packed((whole + (_HIGH - middle)) >> 15 & ONES)


def _packed(flags: int) -> int:
    """A bit a lane, side by side, the first lane's highest."""
    return int(flags.to_bytes(BYTES, "little")[::2].translate(_TO_DIGITS), 2)


def spread(code: int) -> int:
    """A code as a vector of zeros and ones."""
    flags = bytearray(BYTES)
    flags[::2] = format(code, f"0{LANES}b").encode().translate(_FROM_DIGITS)
    return int.from_bytes(flags, "little")


def majority(total: int, n: int) -> int:
    """The code whose every bit is that of most of `n` codes (at most 30,000), given the sum of them, each spread."""
    return _packed((total + ONES * (0x8000 - n // 2 - 1)) >> 15 & ONES)


def planes(total: int, n: int) -> tuple[int, ...]:
    """The mean of `n` spread codes, given their sum, as codes to lay beside another with `likeness`, the finest first.

    Of each lane it is the share of codes that have its bit, in sixteenths.
    """
    data = total.to_bytes(BYTES, "little")
    shares = (round(15 * int.from_bytes(data[at : at + 2], "little") / n) for at in range(0, BYTES, 2))
    whole = bytes(shares)
    return tuple(int(bytes(48 + (part >> bit & 1) for part in whole), 2) for bit in range(4))


def likeness(code: int, mean_of: Sequence[int]) -> float:
    """How like a code is to many, given their `planes`, on the scale of `common`."""
    ones = code.bit_count()
    both = sum((code & plane).bit_count() << bit for bit, plane in enumerate(mean_of)) / 15
    theirs = sum(plane.bit_count() << bit for bit, plane in enumerate(mean_of)) / 15
    return 1 - 2 * (ones + theirs - 2 * both) / LANES


def common(one: int, other: int) -> float:
    """How like two codes are: 1 the same, 0 like any two, below that unlike."""
    return 1 - 2 * (one ^ other).bit_count() / LANES
