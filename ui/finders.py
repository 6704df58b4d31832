"""Static files that come from Python packages: the screen font."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

FOLDER = "fonts"
FACES = tuple(f"BeVietnamPro-{style}.ttf" for style in ("Regular", "Medium", "SemiBold", "Bold"))


class FontFinder(BaseFinder):
    """Serves the faces of Be Vietnam Pro as `fonts/BeVietnamPro-*.ttf`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.root = Path(fontpkg_be_vietnam_pro.ROOT) / "files"
        self.storage = FileSystemStorage(location=self.root)
        self.storage.prefix = FOLDER  # type: ignore[attr-defined]  # collectstatic reads it
        super().__init__(*args, **kwargs)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        folder, _slash, name = path.partition("/")
        if folder != FOLDER or name not in FACES:
            return []
        found = str(self.root / name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for name in FACES:
            yield name, self.storage
