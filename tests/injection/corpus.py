"""The texts of `texts.toml`, put together: what must stay inert, and what must not be damaged."""

import tomllib
from pathlib import Path

_PARTS = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))

HOSTILE: tuple[str, ...] = tuple(
    dict.fromkeys(
        [
            *(sign + formula for sign in _PARTS["signs"] for formula in _PARTS["formulas"]),
            *(
                cover + sign + text
                for cover in _PARTS["covers"]
                for sign in _PARTS["signs"]
                for text in _PARTS["covered"]
            ),
            *_PARTS["whole"],
        ]
    )
)
LEGITIMATE: tuple[str, ...] = tuple(_PARTS["legitimate"])
MARKED: tuple[str, ...] = tuple(_PARTS["marked"])
TEXTS = (*HOSTILE, *LEGITIMATE, *MARKED)
