"""A server of `failing.py` as the entry point puts it together: FOLDER of the log, PORT."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from streamlit.web.server.starlette.starlette_app import App

from lib import problems, settings
from lib.ui.problems import on_script_error

# What the dashboard's own configuration says of errors.
OURS = ("client.showErrorDetails", "client.showErrorLinks", "logger.enableRich")
folder, port = sys.argv[1:]
problems.begin(Path(folder))
told = tomllib.loads((settings.ROOT / ".streamlit" / "config.toml").read_text())
page = Path(__file__).with_name("failing.py")
sys.argv = [str(page)]
App(page, on_script_error=on_script_error).run(
    config={
        "server.port": int(port),
        "server.address": "127.0.0.1",
        "server.headless": True,
        "browser.gatherUsageStats": False,
        "logger.level": "debug",
        **{name: told[name.split(".")[0]][name.split(".")[1]] for name in OURS},
    }
)
