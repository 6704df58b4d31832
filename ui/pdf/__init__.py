"""Paper: official documents and printed lists as PDF. The same input gives the same bytes."""
