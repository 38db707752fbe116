"""Mistakes on purpose: each is a program that somebody could have written, and each has to be found.

They live here and not in the program. Importing a module plants nothing: it puts its mistakes into the table.
"""

from tests.faults.simulation.mutants import deciding, restoring, serving, storing, wiring
from tests.faults.simulation.mutants.planting import MUTANTS, NOW, Mutant

__all__ = ["MUTANTS", "NOW", "Mutant", "deciding", "restoring", "serving", "storing", "wiring"]
