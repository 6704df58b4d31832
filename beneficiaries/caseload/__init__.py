"""The caseload workbooks communes keep, read without guessing. Pure: no database, no clock."""
