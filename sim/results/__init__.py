"""What runs leave behind: replication files, run directories, metrics with unit, kind and formula, and estimates."""
