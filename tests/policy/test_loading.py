"""The law in the database is the law that was shipped."""

from policy.law import Law, packaged_law


def test_database_holds_the_packaged_law(law: Law) -> None:
    packaged = packaged_law()
    assert (set(law.rates), set(law.coefficients)) == (set(packaged.rates), set(packaged.coefficients))
