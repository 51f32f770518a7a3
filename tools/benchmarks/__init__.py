"""How fast the program is, as ratios measured side by side in one sitting; nothing here passes or fails."""
