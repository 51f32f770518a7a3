"""The figures of proof, truth and speed, stored with their date, and the page that shows them."""
