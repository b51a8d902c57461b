"""numpy, which only suggestions load, on one thread: the other processors are the window's and the phones', and the
same comments give the same sums however many there are.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["VECLIB_MAXIMUM_THREADS"] = "1"

import numpy as np
from numpy.typing import NDArray

__all__ = ["Places", "Vectors", "np", "unit"]

Vectors = NDArray[np.float32]
"""A row of numbers for each of some comments; or for each of some pieces of words."""
Places = NDArray[np.int64]
"""Which of them, counted from 0."""


def unit(vectors: Vectors) -> Vectors:
    """Each of these made one long; nothing stays nothing."""
    lengths = np.sqrt(np.sum(vectors * vectors, axis=1, keepdims=True))
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)
