"""The program drives itself, as a person would: for `--offscreen`, and for the tests of the journeys."""
