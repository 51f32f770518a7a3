"""The engine of the simulation: rules about one person, compiled to machine code, and the state that they share."""
