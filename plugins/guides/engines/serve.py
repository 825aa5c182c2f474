"""The command behind `make serve`: the preview, also of a site that has mistakes from the start."""

import argparse
import logging
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from guides.engines.preview import refuse_used_port, server_for

log = logging.getLogger("mkdocs.plugins.guides")


def main() -> None:
    """Serve the site of this folder."""
    parser = argparse.ArgumentParser(prog="make serve", description="Show the site and follow every change.")
    parser.add_argument("--dev-addr", default="127.0.0.1:8000", metavar="HOST:PORT")
    parser.add_argument("--config-file", metavar="FILE")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(levelname)-8s-  %(message)s")
    logging.getLogger("watchdog").setLevel(logging.WARNING)
    given = {"dev_addr": options.dev_addr}
    # Whoever ends this process, its pages go too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = Path(tempfile.mkdtemp(prefix="preview-"))
    try:
        config = load_config(options.config_file, **given)
        refuse_used_port(*config.dev_addr)
        server = server_for(config, given, folder / "site")
        try:
            server.rebuild()
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            log.info("Shutting down ...")
        finally:
            server.shutdown()
    except MkDocsException as error:
        sys.exit(str(error))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
