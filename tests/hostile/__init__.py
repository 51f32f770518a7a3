"""What careless and hostile people feed the program: it answers each with a message, never with a traceback."""
