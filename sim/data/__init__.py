"""Published statistics, their sources, arrivals and observations; and the strict readers of YAML and CSV."""
