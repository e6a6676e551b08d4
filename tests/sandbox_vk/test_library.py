"""The real vk_api against the sandbox: only where its session sends to is changed."""

import io
import logging

import pytest
import vk_api
from vk_api import VkUpload
from vk_api.bot_longpoll import VkBotEventType, VkBotLongPoll
from vk_api.keyboard import VkKeyboard, VkKeyboardColor
from vk_api.requests_pool import VkRequestsPool, vk_request_one_param_pool

from sandbox import Fault
from sandbox.vk import refusal
from tests.sandbox_vk.conftest import ANNA, IVAN, ROOM, in_thread, library_of


async def test_methods_by_name(library, anna):
    vk = library.get_api()
    number = await in_thread(vk.messages.send, peer_id=ANNA, message="Здравствуйте", random_id=5)
    assert (anna.last.text, anna.last.message_id) == ("Здравствуйте", number)
    (sent,) = await in_thread(vk.messages.send, peer_ids=[ROOM], message="Заявка", random_id=6)
    assert sent["conversation_message_id"] == 1


async def test_errors_are_its_own(library, vk, anna):
    with pytest.raises(vk_api.ApiError) as refused:
        await in_thread(library.method, "messages.send", {"peer_id": IVAN, "message": "раз", "random_id": 1})
    assert refused.value.code == 901
    vk.faults.next("users.get", Fault.html())
    with pytest.raises(vk_api.ApiHttpError):
        await in_thread(library.method, "users.get", {"user_ids": ANNA})
    vk.faults.named("users.get", "captcha")
    with pytest.raises(vk_api.Captcha):
        await in_thread(library.method, "users.get", {"user_ids": ANNA})
    other = library_of(vk, "wrong")
    with pytest.raises(vk_api.ApiError, match="invalid access_token"):
        await in_thread(other.method, "users.get", {"user_ids": ANNA})
    other.http.close()


async def test_too_many_calls_are_tried_again_by_the_library(library, vk, anna, caplog):
    caplog.set_level(logging.CRITICAL)
    vk.faults.next("users.get", refusal(6))
    (person,) = await in_thread(library.method, "users.get", {"user_ids": ANNA})
    assert person["id"] == ANNA
    assert vk.faults.happened == 1


async def test_its_keyboards_fit(library, anna):
    keyboard = VkKeyboard(inline=True)
    keyboard.add_callback_button("Беру", VkKeyboardColor.POSITIVE, {"request": 7})
    keyboard.add_button("Помощь")
    keyboard.add_line()
    keyboard.add_openlink_button("Сайт", "https://example.org")
    keyboard.add_line()
    keyboard.add_location_button()
    given = {"peer_id": ANNA, "message": "раз", "random_id": 0}
    await in_thread(library.method, "messages.send", given | {"keyboard": keyboard.get_keyboard()})
    assert anna.buttons == [["Беру", "Помощь"], ["Сайт"], ["Отправить местоположение"]]
    empty = VkKeyboard.get_empty_keyboard()
    await in_thread(library.method, "messages.send", given | {"keyboard": empty})
    assert anna.keyboard == []


async def test_its_long_poll_hears(library, vk, anna):
    poll = await in_thread(VkBotLongPoll, library, vk.group_id, 1)
    try:
        anna.says("есть кто?")
        anna.denies()
        said, denied = await in_thread(poll.check)
        assert (said.type, said.message.text, said.from_user) == (
            VkBotEventType.MESSAGE_NEW,
            "есть кто?",
            True,
        )
        assert denied.type == VkBotEventType.MESSAGE_DENY
        vk.faults.fails(2)
        assert await in_thread(poll.check) == []
        anna.allows()
        (allowed,) = await in_thread(poll.check)
        assert allowed.object.user_id == ANNA
    finally:
        poll.session.close()


async def test_its_uploads_arrive(library, api, anna):
    upload = VkUpload(library)
    picture, page, voice = io.BytesIO(b"\xff\xd8cat"), io.BytesIO(b"%PDF"), io.BytesIO(b"OggS hello")
    page.name, voice.name = "Памятка.pdf", "voice.ogg"
    (photo,) = await in_thread(upload.photo_messages, picture, peer_id=ANNA)
    doc = await in_thread(upload.document_message, page, title="Памятка", peer_id=ANNA)
    audio = await in_thread(upload.audio_message, voice, peer_id=ANNA)
    names = [f"photo{photo['owner_id']}_{photo['id']}"]
    for kind, thing in (("doc", doc["doc"]), ("audio_message", audio["audio_message"])):
        names.append(f"{kind}{thing['owner_id']}_{thing['id']}_{thing['access_key']}")
    await api.send(ANNA, "", attachment=names)
    assert [one["type"] for one in anna.last.attachments] == ["photo", "doc", "audio_message"]
    assert anna.last.attachments[1]["doc"]["title"] == "Памятка"


async def test_its_packs_are_carried_out(library, vk, anna):
    def pack():
        with VkRequestsPool(library) as pool:
            same = [
                pool.method("messages.send", {"peer_id": peer, "message": "Лекция завтра", "random_id": 7})
                for peer in (ANNA, IVAN)
            ]
        with VkRequestsPool(library) as pool:
            other = pool.method("users.get", {"user_ids": ANNA})
            pool.method("groups.getById")
        return same, other

    (sent, refused), person = await in_thread(pack)
    assert sent.ok
    assert refused.error["error_code"] == 901
    assert person.result[0]["first_name"] == "Анна"
    assert anna.texts[1:] == ["Лекция завтра"]
    found, failed = await in_thread(
        vk_request_one_param_pool, library, "users.get", "user_ids", [ANNA, IVAN], {"fields": "screen_name"}
    )
    assert (found[ANNA][0]["screen_name"], failed) == ("anna", {})
