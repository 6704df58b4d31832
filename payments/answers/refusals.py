"""Why an answer is refused whole."""

from __future__ import annotations

from collections.abc import Sequence


class AnswerNotUnderstood(ValueError):
    """The file cannot be read with certainty; `problems` are sentences, each naming its place."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)
