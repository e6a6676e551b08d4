"""Keyboards: what Telegram refuses beyond the specification's types."""

from typing import Any

from sandbox.telegram.errors import bad_request

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
MOST_KEYS_IN_A_ROW = 12
ACTIONS = frozenset(
    {
        "url", "callback_data", "web_app", "login_url", "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
    }
)  # fmt: skip


def checked(markup: dict[str, Any]) -> dict[str, Any]:
    """The same keyboard, or 400."""
    inline = markup.get("inline_keyboard")
    if inline is not None:
        count = 0
        for row in inline:
            count += len(row)
            if len(row) > MOST_IN_A_ROW:
                raise bad_request("reply markup is too long")
            for button in row:
                if not button["text"]:
                    raise bad_request("can't parse inline keyboard button: Text must be non-empty")
                actions = len(ACTIONS & button.keys())
                if actions != 1:
                    words = (
                        "Text buttons are unallowed in the inline keyboard"
                        if not actions
                        else "BUTTON_TYPE_INVALID"
                    )
                    raise bad_request(f"can't parse inline keyboard button: {words}")
                url = button.get("url")
                if (
                    url is not None
                    and "." not in url
                    and not url.startswith(("tg:", "mailto:", "http://localhost"))
                ):
                    raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        if count > MOST_BUTTONS:
            raise bad_request("reply markup is too long")
        return markup
    keys = markup.get("keyboard")
    if keys is not None:
        if not any(keys):
            raise bad_request("reply keyboard must be non-empty")
        for row in keys:
            if len(row) > MOST_KEYS_IN_A_ROW:
                raise bad_request("reply markup is too long")
            for key in row:
                if not (key if isinstance(key, str) else key["text"]):
                    raise bad_request("can't parse keyboard button: Text must be non-empty")
    return markup


def inline(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """The inline keyboard to keep with a message; an empty one is none."""
    if markup and any(markup.get("inline_keyboard", ())):
        return markup
    return None
