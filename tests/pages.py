"""Reading answers: what a page itself says, without the help in its top bar; files that nobody looks at."""

from __future__ import annotations

import re
from typing import Any

_HELP = re.compile(r'<details class="menu page-help".*?</details>', re.DOTALL)


def own_text(answer: Any) -> str:
    """The HTML of an answer without the help panel."""
    text, found = _HELP.subn("", answer.content.decode())
    assert found <= 1
    return text


def let_go(answer: Any) -> None:
    """Read a file that nobody looks at to its end, which closes it.

    `answer.close()` would tell Django that the request is over, and Django would close the connection of the test.
    """
    if answer.streaming:
        b"".join(answer.streaming_content)
