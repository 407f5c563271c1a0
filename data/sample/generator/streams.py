"""Independent random streams, one for each subject, so that a change in one leaves all others as they were."""

from zlib import crc32

import numpy as np


def stream(seed: int, *names: str) -> np.random.Generator:
    """The random numbers of one subject.

    Parameters
    ----------
    seed
        Seed of the whole sample [whole number].
    names
        Path of the subject, for example ``"orders", "2024-03", "Food"``.

    Notes
    -----
    The names are hashed with CRC-32, not with ``hash``, which differs from process to process.
    """
    return np.random.default_rng([seed, crc32("/".join(names).encode())])


def pick(cumulative: np.ndarray, uniforms: np.ndarray) -> np.ndarray:
    """Index drawn for each uniform number, given cumulative weights of any positive sum."""
    found = np.searchsorted(cumulative, uniforms * cumulative[-1], side="right")
    return np.asarray(np.minimum(found, len(cumulative) - 1))


def exact_shares(groups: np.ndarray, series: np.ndarray, shares: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """Which rows are chosen, so that every group has its share to within one row.

    Parameters
    ----------
    groups
        Whole number of each row's block of time; blocks of one series follow one another.
    series
        Name of each row's series; remainders are carried from block to block inside a series.
    shares
        Share to choose, of each row [0 to 1]; alike within a block.
    keys
        Random number of each row [0 to 1]; the smallest in a block are chosen first.

    Returns
    -------
    numpy.ndarray
        True for chosen rows. A smaller share chooses a subset of what a larger one chooses.
    """
    chosen = np.zeros(len(groups), dtype=bool)
    for name in np.unique(series):
        wanted = 0.0
        for block in np.unique(groups[series == name]):
            rows = np.flatnonzero((series == name) & (groups == block))
            before, wanted = wanted, wanted + float(shares[rows].sum())
            count = int(np.floor(wanted + 0.5)) - int(np.floor(before + 0.5))
            chosen[rows[np.argsort(keys[rows], kind="stable")[:count]]] = True
    return chosen
