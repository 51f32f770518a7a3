"""The same system told as plainly as the rules allow: one generator a person, lists, loops and sorting."""
