"""The pages of payments in words, one module per noun."""
