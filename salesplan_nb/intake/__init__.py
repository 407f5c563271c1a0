"""Data in: from files as they are to the contract's tables, every row and every cent accounted for."""

from salesplan_nb.intake.cube import Cube
from salesplan_nb.intake.result import Quality, QualityFacts
from salesplan_nb.intake.taking import Intake, read, source_files

__all__ = ["Cube", "Intake", "Quality", "QualityFacts", "read", "source_files"]
