from __future__ import annotations

import numpy as np

from training.narrow import narrowed


def scores(weight: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return np.einsum("ni,kij,nj->nk", left, weight, right)


def test_what_lies_in_a_smaller_space_is_scored_the_same_at_its_rank() -> None:
    rng = np.random.default_rng(3)
    weight = rng.standard_normal((5, 12, 12))
    left = rng.standard_normal((200, 4)) @ rng.standard_normal((4, 12))
    right = rng.standard_normal((200, 4)) @ rng.standard_normal((4, 12))
    core, left_basis, right_basis = narrowed(weight, left, right, rank=4)
    assert core.shape == (5, 4, 4)
    wanted = scores(weight, left, right)
    assert np.allclose(scores(core, left @ left_basis, right @ right_basis), wanted, atol=1e-2 * np.abs(wanted).max())


def test_of_what_does_not_the_main_directions_are_kept() -> None:
    rng = np.random.default_rng(4)
    weight = rng.standard_normal((5, 12, 12))
    left, right = (rng.standard_normal((400, 12)) * np.linspace(3, 0.01, 12) for _ in range(2))
    wanted = scores(weight, left, right)

    def error(rank: int) -> float:
        core, left_basis, right_basis = narrowed(weight, left, right, rank=rank)
        return float(np.abs(scores(core, left @ left_basis, right @ right_basis) - wanted).mean())

    assert error(11) < error(8) < error(4) < np.abs(wanted).mean()
