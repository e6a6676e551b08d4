"""VK's measure: the echo that vk_api's own examples teach, one lock and one thread.

Its pause between two calls is lifted where the sandbox's limits are; with it, it echoes 20 times a second.
"""

import os
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import jconfig
import requests
import vk_api
from requests.adapters import HTTPAdapter
from vk_api.bot_longpoll import VkBotEventType, VkBotLongPoll
from vk_api.utils import get_random_id


class Redirect(HTTPAdapter):
    """To the sandbox instead of VK."""

    def send(self, request: requests.PreparedRequest, *given: Any, **more: Any) -> requests.Response:
        """Send one request."""
        here, asked = urlsplit(os.environ["ECHO_API_URL"]), urlsplit(request.url or "")
        request.url = urlunsplit((here.scheme, here.netloc, asked.path, asked.query, ""))
        return super().send(request, *given, **more)


def main() -> None:
    """Listen until told to end."""
    session = requests.Session()
    for host in ("https://api.vk.com/", "https://api.vk.ru/"):
        session.mount(host, Redirect())
    vk = vk_api.VkApiGroup(
        token=os.environ["ECHO_TOKEN"], api_version="5.199", session=session, config=jconfig.MemoryConfig
    )
    if "ECHO_PACED" not in os.environ:
        vk.RPS_DELAY = 0
    api = vk.get_api()
    for event in VkBotLongPoll(vk, int(os.environ["ECHO_GROUP"])).listen():
        if event.type == VkBotEventType.MESSAGE_NEW and event.from_user:
            api.messages.send(
                user_id=event.message.from_id, random_id=get_random_id(), message=event.message.text
            )


if __name__ == "__main__":
    main()
