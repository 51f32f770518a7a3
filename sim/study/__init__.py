"""What is asked of many replications: one scenario alone, or several with common random numbers."""
