"""The charts of the page, each drawn by one function of its width."""
