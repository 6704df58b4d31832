"""Pages of payments, one module per noun."""
