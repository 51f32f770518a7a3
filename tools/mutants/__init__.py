"""The engine is changed by one small mistake at a time, and the tests must notice.

`python -m tools.mutants` draws a seeded sample of mistakes in sim/engine and sim/model, plays for each the tests that
come past its line, and keeps a table in results/reference/proof. What these leave the oracle may find.
"""
