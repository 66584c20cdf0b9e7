"""Run the server: `python -m tests.sheets_server --port N [--quota]`."""

import argparse
import sys

from .quota import Quota
from .server import SheetsServer


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--quota", action="store_true", help="count 60 reads and 60 writes a minute for each user")
    given = parser.parse_args()
    server = SheetsServer(given.port, quota=Quota() if given.quota else None)
    sys.stdout.write(server.url + "\n")
    sys.stdout.flush()
    try:
        server.http.serve_forever()
    except KeyboardInterrupt:
        server.http.server_close()


if __name__ == "__main__":
    main()
