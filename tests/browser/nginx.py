"""Find an nginx, or unpack Debian's, and serve a site by it with the headers that are written for it."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from browser.chromium import may_use_apt, run
from support import locked


def find() -> str | None:
    """Look for the system's nginx, which is not on everybody's path."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def provide(shared: Path) -> str | None:
    """Give the path of an nginx, unpacked into a folder that all workers share where there is none.

    To install the package would start a server that nobody asked for.
    """
    if (program := find()) or not may_use_apt():
        return program
    unpacked = shared / "nginx/usr/sbin/nginx"
    with locked(shared / "nginx.lock"):
        if not unpacked.exists():
            _ = run("apt-get", "update", "-q") or run("apt-get", "download", "-q", "nginx", cwd=shared)
            for package in shared.glob("nginx_*.deb"):
                run("dpkg", "-x", str(package), str(shared / "nginx"))
    return str(unpacked) if unpacked.exists() and not run(str(unpacked), "-v") else None


@contextmanager
def serving(program: str, root: Path, own: Path, home: str = "/") -> Iterator[str]:
    """Serve a folder in which a site lies at `home`, with the site's `_server/nginx.conf`; give host and port.

    `own` is a folder for nginx itself.
    """
    site = root / home.strip("/")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    places = " ".join(
        f"{name}_temp_path {own}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (own / "nginx.conf").write_text(
        f"daemon off; pid {own}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; {places} {_TYPES} server {{ listen 127.0.0.1:{port};\n"
        f"root {root}; error_page 404 {home}404.html;\n"
        f"include {site}/_server/nginx.conf; }} }}\n",
        encoding="utf-8",
    )
    # Its folders are no others' business, and it drops the rights of root where it has them.
    for folder in (root, own, *own.parents[:3]):
        folder.chmod(0o755)
    process = subprocess.Popen([program, "-c", str(own / "nginx.conf"), "-p", str(own)], stderr=subprocess.PIPE)
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=10)


_PLACES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
_TYPES = (
    "types { text/html html; text/css css; text/javascript js mjs; application/json json; image/svg+xml svg; "
    "image/png png; application/wasm wasm; }"
)
