"""Numbers without gaps: one series per office, kind of paper and period."""

from django.db import connection

from offices.models import Office


def next_number(*, office: Office, kind: str, period: str) -> int:
    """Give out the next number inside the caller's transaction.

    The row stays locked until the transaction ends, so a rolled-back paper gives its number back.
    Decree 30/2020/ND-CP, Article 15: one series per organisation and year, from 01.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO offices_numberseries (office_id, kind, period, last) VALUES (%s, %s, %s, 1)
            ON CONFLICT (office_id, kind, period) DO UPDATE SET last = offices_numberseries.last + 1
            RETURNING last
            """,
            [office.pk, kind, period],
        )
        row = cursor.fetchone()
    return int(row[0])
