"""A stateful local imitation of Google Sheets v4 and the Drive v3 calls in use."""

from .editor import Editor
from .errors import ApiError
from .faults import Fault
from .quota import Quota
from .server import SheetsServer
from .store import SERVICE_ACCOUNT

__all__ = ["SERVICE_ACCOUNT", "ApiError", "Editor", "Fault", "Quota", "SheetsServer"]
