"""What is done with notices."""

from notices.services.digests import purge as purge
from notices.services.digests import send_digest as send_digest
from notices.services.digests import send_digests as send_digests
from notices.services.reading import choose as choose
from notices.services.reading import read as read
from notices.services.reading import read_all as read_all
from notices.services.reminding import remind as remind
from notices.services.telling import tell as tell
from notices.services.telling import who_sees as who_sees
