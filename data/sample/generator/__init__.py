"""Seeded sample data of Halden Instruments, a made-up maker of sensors, with planted effects."""

from generator.effects import EFFECTS, UnknownEffect
from generator.workspace import generate

__all__ = ["EFFECTS", "UnknownEffect", "generate"]
