"""What is asked of many replications: one scenario alone, or several on the same luck."""
