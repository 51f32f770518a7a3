"""What is claimed about the world: seeds and sources, scenario parts, layers, and levers by section of the memos."""
