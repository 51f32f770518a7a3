"""What everything costs, and who pays."""
