"""Pure decisions of reports: what a changed law would cost, what birthdays will change."""
