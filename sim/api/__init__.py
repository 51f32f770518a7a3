"""What a user of Python calls: every verb of the command line, with frames for answers."""
