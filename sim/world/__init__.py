"""What exists in the world of the model: persons, two diagrams, lines, appointments, and what is recorded of them."""
