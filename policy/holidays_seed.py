"""Vietnam's public holidays as a first filling of the table an administrator keeps."""

from collections.abc import Iterable

import holidays

from policy.clock import WorkingCalendar


def vietnam_holidays(years: Iterable[int]) -> WorkingCalendar:
    """Holidays with Vietnamese names, days off in lieu, and the Saturdays worked for them.

    Swaps are decreed year by year: only those already announced are known here.
    """
    days = holidays.country_holidays("VN", years=sorted(set(years)), language="vi")
    wanted = set(days.years)
    return WorkingCalendar(
        holidays={day: name for day, name in sorted(days.items()) if day.year in wanted},
        make_up_days=frozenset(day for day in days.weekend_workdays if day.year in wanted),
    )
