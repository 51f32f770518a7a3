"""The questions of a reader in a hurry, one file each, in the order in which they are answered."""
