"""What VK tells of a club's chat: what words hide, what comes from elsewhere, who comes in."""

from __future__ import annotations

from typing import Any

import pytest

from bot.messengers.vk.decode import decode
from bot.vocabulary import Edited, Joined, Said, Update

OWN, ROOM = 200_000_001, 2_000_000_007
CARD = {"type": "link", "link": {"url": "https://evil.example/x", "title": "Приз"}}
REPOST = {"type": "wall", "wall": {"id": 1, "from_id": -5, "text": "Розыгрыш"}}


def update(kind: str = "message_new", **content: Any) -> Update:
    shown = {"peer_id": ROOM, "from_id": 1, "date": 10, "conversation_message_id": 3, "text": "", **content}
    thing = {"message": shown} if kind == "message_new" else shown
    return decode("7", {"type": kind, "group_id": OWN, "object": thing})


def said(**content: Any) -> Said:
    heard = update(**content)
    assert isinstance(heard, Said)
    return heard


def test_cards_of_links_and_other_communities_are_told() -> None:
    heard = said(text="Сюда: [club5|Приз], [https://a.example/|тут]", attachments=[CARD])
    assert heard.links == ("https://vk.com/club5", "https://a.example/", "https://evil.example/x")


def test_calling_the_line_or_a_neighbour_is_no_link() -> None:
    assert said(text=f"Спасибо, [club{OWN}|линия] и [id5|Анна]").links == ()


def test_an_edit_tells_the_links_that_it_brought() -> None:
    heard = update("message_edit", text="Сюда", attachments=[CARD])
    assert isinstance(heard, Edited)
    assert heard.links == ("https://evil.example/x",)


def test_an_edit_tells_the_picture_that_it_shows_now() -> None:
    photo = {"type": "photo", "photo": {"owner_id": 1, "id": 2, "sizes": []}}
    heard = update("message_edit", text="Приз", attachments=[photo])
    assert isinstance(heard, Edited)
    assert [file.ref for file in heard.attachments] == ["photo1_2"]
    private = update("message_edit", text="Приз", attachments=[photo], peer_id=1)
    assert isinstance(private, Edited)
    assert private.attachments == ()


def test_in_a_dialogue_nobody_looks_for_links() -> None:
    heard = said(peer_id=1, text="Сюда", attachments=[CARD, REPOST])
    assert (heard.links, heard.forwarded) == ((), False)


def test_a_repost_and_forwarded_words_come_from_elsewhere() -> None:
    assert said(attachments=[REPOST]).forwarded
    forwarded = said(fwd_messages=[{"from_id": 9, "text": "Сюда", "attachments": [CARD]}])
    assert (forwarded.forwarded, forwarded.links) == (True, ("https://evil.example/x",))
    assert not said(text="Добрый день").forwarded


def test_forwards_within_forwards_are_read_as_deep_as_anybody_can_send_them() -> None:
    inner: dict[str, Any] = {"from_id": 9, "text": "Займы", "attachments": [CARD]}
    heard = said(text="", fwd_messages=[{"from_id": 8, "text": "", "fwd_messages": [inner]}])
    assert (heard.text, heard.links) == ("Займы", ("https://evil.example/x",))
    for _ in range(500):
        inner = {"from_id": 9, "text": "Ещё", "fwd_messages": [inner, "odd"]}
    assert said(fwd_messages=[inner]).text.count("Ещё") == 8
    assert said(text="Смотрите", fwd_messages=[inner] * 99).text.count("Ещё") == 100


@pytest.mark.parametrize("odd", [None, "x", [7], [{"type": "link"}], [{"type": "link", "link": 3}]])
def test_odd_attachments_are_no_links(odd: Any) -> None:
    assert said(text="Добрый день", attachments=odd if isinstance(odd, list) else []).links == ()


def test_who_comes_by_the_link_is_told_and_vk_does_not_say_who_runs_the_chat() -> None:
    heard = update(action={"type": "chat_invite_user_by_link", "member_id": 1})
    assert isinstance(heard, Joined)
    assert (heard.account, heard.present, heard.admin) == (1, True, None)


def test_the_words_of_a_poll_are_said_in_a_chat() -> None:
    poll = {
        "type": "poll",
        "poll": {"question": "Хотите приз?", "answers": [{"text": "Да"}, {"text": "vk.cc/1"}]},
    }
    assert said(text="Сюда", attachments=[poll]).text == "Сюда\nХотите приз?\nДа\nvk.cc/1"
    edited = update("message_edit", attachments=[poll])
    assert isinstance(edited, Edited)
    assert edited.text == "Хотите приз?\nДа\nvk.cc/1"
    assert said(text="Сюда", attachments=[poll], peer_id=1).text == "Сюда"
