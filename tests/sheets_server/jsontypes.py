"""Names for the JSON that passes through the server."""

from typing import Any

JsonObject = dict[str, Any]
JsonList = list[Any]
Json = Any
