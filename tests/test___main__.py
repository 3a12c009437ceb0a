"""The entry of the program."""

from __future__ import annotations

import subprocess
import sys

_INTERRUPTED = """
import sys

class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == "samskab.cli.main":
            raise KeyboardInterrupt
        if not name.startswith(("samskab", "__future__")):
            raise SystemExit(f"{name} is imported where nothing guards it")

sys.meta_path.insert(0, Stop())
from samskab.__main__ import main
main()
"""


def test_ctrl_c_during_the_imports_is_no_traceback() -> None:
    done = subprocess.run([sys.executable, "-c", _INTERRUPTED], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
