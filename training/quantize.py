"""Rounding to eight bits and fewer, as the exported encoder does it, so that the network can learn to live with it.

Matrices have one scale for each output channel and values of -64 to 64: with a bit less than the type has, sums of two
products fit in 16 bits, and processors that have no 8-bit dot product give the same results as those that do. What is
multiplied with them is rounded to 0 to 255, with one scale and zero point for each window. Tables of vectors have one
scale a row.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

MOST_WEIGHT, MOST_VALUE, MOST_ROW = 64, 255, 127


class _RoundedWeights(torch.autograd.Function):
    """Weights as stored; the gradient goes through unchanged (Bengio et al. 2013)."""

    @staticmethod
    def forward(ctx: Any, weight: Tensor) -> Tensor:
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-12) / MOST_WEIGHT
        return (weight / scale).round_().mul_(scale)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        return gradients[0]


class _RoundedValues(torch.autograd.Function):
    """Values as they go into a product of integers; the gradient goes through unchanged."""

    @staticmethod
    def forward(ctx: Any, values: Tensor) -> Tensor:
        values = values.float()
        low = values.amin((1, 2), keepdim=True).clamp(max=0.0)
        high = values.amax((1, 2), keepdim=True).clamp(min=0.0)
        scale = ((high - low) / MOST_VALUE).clamp(min=1e-12)
        zero = (-low / scale).round_()
        return (values / scale).round_().add_(zero).clamp_(0, MOST_VALUE).sub_(zero).mul_(scale)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        return gradients[0]


def rounded_weights(weight: Tensor) -> Tensor:
    """Return a matrix [out, in] as it is stored."""
    return _RoundedWeights.apply(weight)  # type: ignore[no-any-return, no-untyped-call]


def rounded_values(values: Tensor) -> Tensor:
    """Return [windows, pieces, width] as it goes into a product."""
    return _RoundedValues.apply(values)  # type: ignore[no-any-return, no-untyped-call]


def rounded_rows(table: Tensor) -> tuple[Tensor, Tensor]:
    """Return a table of vectors as int8 and its scales [rows, 1]."""
    scale = table.abs().amax(1, keepdim=True).clamp(min=1e-12) / MOST_ROW
    return (table / scale).round().to(torch.int8), scale
