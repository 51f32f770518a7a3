"""One pipeline of hold rooms, officers, beds, two dockets and charter flights, written once for each kind of engine."""
