"""The pages behind the wall in words. No title names a child."""

from protection.presenters.case import (
    PARTS,
    case_page,
    deed_page,
    may_read_record,
    record_page,
    seal_rows,
    step_page,
)
from protection.presenters.queue import queue_row, task_row

__all__ = [
    "PARTS",
    "case_page",
    "deed_page",
    "may_read_record",
    "queue_row",
    "record_page",
    "seal_rows",
    "step_page",
    "task_row",
]
