"""What was measured of the program is stored with its date and machine, and put together on one page.

`python -m tools.evidence store KIND PATH` keeps figures under results/reference; `python -m tools.evidence` writes
docs/evidence.md from what is there, and says what is not.
"""
