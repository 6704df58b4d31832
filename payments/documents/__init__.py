"""Papers of payments: a frozen snapshot and its layout, one module per paper."""
