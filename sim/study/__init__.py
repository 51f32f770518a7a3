"""Studies made of many replications: runs, comparisons, sweeps, break-evens, backtests, calibration, sensitivity."""
