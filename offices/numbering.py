"""Numbers without gaps: one series per office, kind of paper and period."""

from django.db import connection

from offices.models import Office


def next_number(*, office: Office, kind: str, period: str) -> int:
    """Give out the next number inside the caller's transaction.

    The row stays locked until the transaction ends, so a rolled-back paper gives its number back.
    Decree 30/2020/ND-CP, Article 15: one series per organisation and year, from 01.
    """
    return next_numbers(office=office, kind=kind, period=period, count=1)[0]


def next_numbers(*, office: Office, kind: str, period: str, count: int) -> range:
    """Give out the next `count` numbers at once, as `next_number` gives one."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO offices_numberseries (office_id, kind, period, last) VALUES (%s, %s, %s, %s)
            ON CONFLICT (office_id, kind, period)
            DO UPDATE SET last = offices_numberseries.last + EXCLUDED.last
            RETURNING last
            """,
            [office.pk, kind, period, count],
        )
        last = int(cursor.fetchone()[0])
    return range(last - count + 1, last + 1)
