"""The forms of picture that the questions ask for, one file each."""
