"""What a page itself says, without the help in its top bar, which names buttons of everybody."""

from __future__ import annotations

import re
from typing import Any

_HELP = re.compile(r'<details class="menu page-help".*?</details>', re.DOTALL)


def own_text(answer: Any) -> str:
    """The HTML of an answer without the help panel."""
    text, found = _HELP.subn("", answer.content.decode())
    assert found <= 1
    return text
