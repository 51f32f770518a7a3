"""What people read: numbers as text, tables, and one page that opens without a network."""
