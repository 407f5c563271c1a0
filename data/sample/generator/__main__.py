"""Command line: ``python data/sample/generator --seed 2027 --out DIR [--off EFFECT]... [--turn EFFECT]...``."""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Run as a directory, Python puts this directory itself first on the path; the package is one above it.
sys.path[:] = [str(HERE.parent), *(entry for entry in sys.path if Path(entry or ".").resolve() != HERE)]

from generator import EFFECTS, UnknownEffect, generate  # noqa: E402  (the path has to be set first)


def whole_number(text: str) -> int:
    """A seed: a whole number that is not negative."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 0 or more")
    return int(text)


def main(arguments: list[str] | None = None) -> int:
    """Write the workspace that the arguments describe; 0 when done, 2 when an argument is wrong."""
    parser = argparse.ArgumentParser(prog="generator", description="Write a sample workspace of Halden Instruments.")
    parser.add_argument("--seed", type=whole_number, default=2027, help="whole number; the same seed gives same bytes")
    parser.add_argument("--out", type=Path, required=True, help="workspace to write: OUT/data/*.csv and OUT/truth.yml")
    names = ", ".join(EFFECTS)
    parser.add_argument("--off", action="append", default=[], metavar="EFFECT", help=f"leave out: {names}")
    parser.add_argument("--turn", action="append", default=[], metavar="EFFECT", help="reverse an effect's sign")
    given = parser.parse_args(arguments)
    try:
        generate(given.seed, given.out, off=given.off, turn=given.turn)
    except UnknownEffect as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
