"""The one catalogue of everything a person reads: Indonesian and English stand side by side under one key."""

from functools import cache
from importlib import import_module
from typing import Literal

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")


@cache
def room(name: str) -> dict[str, tuple[str, str]]:
    """All texts of one room, `kinerja_es/texts/<name>.py`, as key → (Indonesian, English)."""
    texts: dict[str, tuple[str, str]] = import_module(f"kinerja_es.texts.{name}").TEXTS
    return texts


def text(key: str, language: str, /, **params: object) -> str:
    """The sentence under `room.name` in a language, with its `{params}` filled in; an unknown key is a KeyError."""
    place, _, name = key.partition(".")
    sentence = room(place)[name][LANGUAGES.index(language)]
    return sentence.format_map({k: str(v) for k, v in params.items()}) if params else sentence
