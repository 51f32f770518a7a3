"""What the theory of queues says in closed form comes out of the model or of its parts."""
