"""Programs beside the model: what measures it, what tests its tests, and what writes pages of docs."""
