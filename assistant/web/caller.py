"""What the page is told of its caller: who they are, and which actions to offer."""

import json
from typing import TYPE_CHECKING

from assistant.access import PERMISSIONS, Actor, may
from assistant.ui import strings

if TYPE_CHECKING:
    from assistant.assembly import Assistant


def caller_script(assistant: "Assistant", actor: Actor) -> bytes:
    """As JSON that no text in it can leave. Only for show: each call is checked again."""
    known = actor.agency is not None and actor.agency in assistant.agencies
    roles = [strings.ROLES[role] for role in sorted(actor.roles)]
    about = {
        "name": actor.name,
        "alone": strings.ALONE if actor.alone else "",
        "role": " · ".join(roles),
        "agency": assistant.agencies.short(actor.agency or "") if known else "",
        "actions": [action for action in PERMISSIONS if may(actor, action)],
    }
    text = json.dumps(about).replace("<", "\\u003c").replace("&", "\\u0026")
    return f'<script type="application/json" id="saya">{text}</script>'.encode()
