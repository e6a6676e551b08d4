"""Words and files between the worker's desk and the resident's chat, both ways, and what became of each."""

import pytest

from sandbox import Fault
from sandbox.files import FileStore
from tests.end_to_end.stage import (
    ERRAND,
    Hand,
    Stage,
    asks_for_help,
    from_resident,
    maria_takes_it,
    two_workers,
)

PHOTO, VOICE, FILE = b"\xff\xd8 a photo", b"OggS a voice", b"%PDF a file"


def stored(files: FileStore, id: str) -> bytes | None:
    file = files.get(id)
    assert file is not None
    return file.content


def content(hand: Hand, kind: str) -> list[bytes | None]:
    """The bytes of what the line brought of this kind, as the person can open them."""
    files = hand.stage.sandbox.world.files
    found = []
    for message in hand.heard:
        shown = message.wire.get(kind)
        if shown is not None:
            shown = shown[-1] if isinstance(shown, list) else shown
            found.append(stored(files, shown["file_id"]))
    return found


async def test_photo_voice_and_file_of_a_worker_reach_the_resident(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    card = stage.maria.finds("Ответьте на это")
    for kind, act in (
        ("photo", lambda: stage.maria.phone.sends_photo(PHOTO, "Наш чек", reply_to=card.id)),
        ("voice", lambda: stage.maria.phone.sends_voice(VOICE, reply_to=card.id)),
        ("document", lambda: stage.maria.phone.sends_document(FILE, "акт.pdf", reply_to=card.id)),
        ("video", lambda: stage.maria.phone.sends_video(b"video", reply_to=card.id)),
    ):
        act()
        assert await stage.maria.hears() == [stage.say("delivered", number=number)], kind
        (text,) = await stage.anna.hears()
        assert text.startswith(f"Мария, заявка № {number}:"), kind
        assert len(content(stage.anna, kind)) == 1, kind


async def test_photo_voice_and_file_of_a_resident_reach_the_worker(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    await stage.maria.says("Пришлите фото", stage.maria.finds("Ответьте на это"))
    await stage.anna.hears()
    await stage.maria.hears()
    for kind, bytes_, act in (
        ("photo", PHOTO, lambda: stage.anna.phone.sends_photo(PHOTO, "Вот")),
        ("voice", VOICE, lambda: stage.anna.phone.sends_voice(VOICE)),
        ("document", FILE, lambda: stage.anna.phone.sends_document(FILE, "чек.pdf")),
    ):
        act()
        assert await stage.anna.hears() == [stage.say("added-to-worker", number=number)], kind
        await stage.maria.hears()
        assert content(stage.maria, kind) == [bytes_], kind
        assert stage.maria.heard[0].text.startswith(f"Житель, заявка № {number} · Продукты на дом:"), kind


async def test_places_cross_both_ways(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    stage.maria.phone.says("Вот аптека", stage.maria.finds("Ответьте на это"))
    await stage.maria.hears()
    await stage.anna.hears()
    stage.anna.phone.sends_location(55.75, 37.61)
    assert stage.say("added-to-worker", number=number) in await stage.anna.hears()
    await stage.maria.hears()
    (place,) = [message.wire["location"] for message in stage.maria.heard if "location" in message.wire]
    assert (round(place["latitude"], 2), round(place["longitude"], 2)) == (55.75, 37.61)
    # A place is shared from a menu, without a reply: the desk asks whose it is.
    stage.maria.phone.sends_location(55.7, 37.6)
    assert await stage.maria.hears() == [stage.say("about-ask")]
    await stage.maria.presses(f"№{number} Продукты на дом · Молоко, хлеб бород…")
    await stage.anna.hears()
    assert any("location" in message.wire for message in stage.anna.heard)


async def test_each_reply_says_whether_it_was_delivered_even_after_a_stumble(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    stage.sandbox.faults.next("sendMessage", Fault.server_error())
    assert stage.say("delivered", number=number) in await stage.maria.says(
        "Буду в 15", stage.maria.finds("Ответьте на это")
    )
    assert len(await stage.anna.hears()) == 1


async def test_the_worker_is_told_at_once_when_the_resident_has_blocked_the_line(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    card = stage.maria.finds("Ответьте на это")
    stage.anna.phone.blocks()
    (told,) = await stage.maria.says("Вы дома?", card)
    assert told == stage.say("undelivered", number=number, why=stage.say("undelivered-unreachable"))
    assert stage.maria.heard[0].wire["reply_to_message"]["text"] == "Вы дома?"
    stage.anna.phone.unblocks()
    assert await stage.maria.says("А теперь?", card) == [stage.say("delivered", number=number)]


async def test_news_that_do_not_reach_the_resident_are_told_to_the_worker(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    stage.anna.phone.blocks()
    await stage.maria.presses("Готово", stage.maria.finds("Ответьте на это"))
    texts = await stage.maria.presses("Сделано")
    assert stage.say("news-undelivered", number=number, why=stage.say("undelivered-unreachable")) in texts


async def test_a_long_message_arrives_whole(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    long = ("слово " * 682).strip()
    assert 4000 < len(long) <= 4096
    texts = await stage.maria.says(long, stage.maria.finds("Ответьте на это"))
    assert texts[-1] == stage.say("delivered", number=number)
    assert sum(text.count("слово") for text in await stage.anna.hears()) == 682
    await stage.anna.says(long)
    assert sum(text.count("слово") for text in await stage.maria.hears()) == 682


async def test_a_long_caption_is_not_lost(stage: Stage) -> None:
    await maria_takes_it(stage)
    caption = ("слово " * 170).strip()
    stage.maria.phone.sends_photo(PHOTO, caption, reply_to=stage.maria.finds("Ответьте на это").id)
    await stage.maria.hears()
    texts = await stage.anna.hears()
    assert sum(text.count("слово") for text in texts) == 170
    assert content(stage.anna, "photo") == [PHOTO]


async def test_an_album_of_a_worker_reaches_the_resident(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    stage.maria.phone.sends_album(("photo", PHOTO), ("photo", PHOTO), caption="Чеки")
    await stage.maria.hears()
    await stage.passes(2)
    assert await stage.maria.hears() == [stage.say("about-ask")]
    await stage.maria.presses(f"№{number} Продукты на дом · Молоко, хлеб бород…")
    await stage.anna.hears()
    assert len(content(stage.anna, "photo")) == 2


async def test_words_and_markup_arrive_as_they_were_typed(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    typed = "<b>5 < 6</b> & *звёздочки* _черта_ [ссылка](http://x) \u202eвспять"
    await stage.maria.says(typed, stage.maria.finds("Ответьте на это"))
    assert await stage.anna.hears() == [stage.say("from-worker", name="Мария", number=number, text=typed)]


async def test_a_worker_who_writes_without_a_reply_is_asked_whom_it_is_for(stage: Stage) -> None:
    await stage.maria.starts()
    await stage.passes(601)
    first, second = await asks_for_help(stage.anna), await asks_for_help(stage.ivan)
    await stage.group.presses("Взять", stage.group.finds(f"№ {first}"))
    await stage.group.presses("Взять", stage.group.finds(f"№ {second}"))
    for hand in (stage.maria, stage.anna, stage.ivan):
        await hand.hears()
    assert await stage.maria.says("Выхожу к вам") == [stage.say("about-ask")]
    assert await stage.anna.hears() == await stage.ivan.hears() == []
    texts = await stage.maria.presses(f"№{second} Продукты на дом · Молоко, хлеб бород…")
    assert stage.say("about-sent", number=second) in texts
    assert stage.say("delivered", number=second) in texts
    assert await stage.anna.hears() == []
    assert await stage.ivan.hears() == [
        stage.say("from-worker", name="Мария", number=second, text="Выхожу к вам")
    ]


async def test_two_requests_of_one_resident_never_mix(stage: Stage) -> None:
    await two_workers(stage)
    first, second = await asks_for_help(stage.anna), await asks_for_help(stage.anna)
    await stage.group.presses("Взять", stage.group.finds(f"№ {first}"))
    await stage.group_of_oleg.presses("Взять", stage.group.finds(f"№ {second}"))
    for hand in (stage.maria, stage.oleg, stage.anna):
        await hand.hears()
    await stage.maria.says("Это Мария", stage.maria.finds("Ответьте на это"))
    await stage.oleg.says("Это Олег", stage.oleg.finds("Ответьте на это"))
    await stage.anna.hears()
    for hand in (stage.maria, stage.oleg):
        await hand.hears()
    assert await stage.anna.says("Хорошо") == [stage.say("which-ask")]
    assert await stage.maria.hears() == await stage.oleg.hears() == []
    assert await stage.anna.presses(named(stage, second)) == [stage.say("added-to-worker", number=second)]
    assert await stage.oleg.hears() == [from_resident(stage, second, "Хорошо")]
    assert await stage.maria.hears() == []
    assert await stage.anna.says("Это Марии", stage.anna.finds("Это Мария")) == [
        stage.say("added-to-worker", number=first)
    ]
    assert await stage.maria.hears() == [from_resident(stage, first, "Это Марии")]


async def test_an_edited_message_is_passed_on(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    await stage.maria.says("Какой этаж?", stage.maria.finds("Ответьте на это"))
    said = stage.anna.phone.says("Третий")
    await stage.anna.hears()
    await stage.maria.hears()
    stage.anna.phone.edits(said, "Четвёртый")
    await stage.anna.hears()
    assert await stage.maria.hears() == [
        from_resident(stage, number, stage.say("edited-to", text="Четвёртый"))
    ]


@pytest.mark.parametrize("ended", ["Готово", "Закрыть без помощи"])
async def test_a_reply_to_a_closed_request_is_refused_in_words(stage: Stage, ended: str) -> None:
    number = await maria_takes_it(stage)
    card = stage.maria.finds("Ответьте на это")
    await stage.maria.presses(ended, card)
    if ended == "Готово":
        await stage.maria.presses("Сделано")
    else:
        await stage.maria.says("Не наш город")
    await stage.anna.hears()
    assert await stage.maria.says("И ещё", card) == [stage.say("refused-closed", number=number)]
    assert await stage.anna.hears() == []


async def test_what_was_added_before_anybody_took_it_is_on_the_workers_desk(stage: Stage) -> None:
    number = await asks_for_help(stage.anna)
    await stage.anna.says("заявки")
    await stage.anna.presses(f"№ {number} · Продукты на дом")
    await stage.anna.presses("Дополнить")
    assert await stage.anna.says("И кефир, пожалуйста") == [stage.say("added", number=number)]
    await stage.anna.says("заявки")
    await stage.anna.presses(f"№ {number} · Продукты на дом")
    await stage.anna.presses("Дополнить")
    stage.anna.phone.sends_voice(VOICE)
    assert await stage.anna.hears() == [stage.say("added", number=number)]
    await stage.maria.starts()
    await stage.group.presses("Взять")
    texts = await stage.maria.hears()
    assert any(ERRAND.items in text for text in texts)
    assert any("И кефир, пожалуйста" in text for text in texts)
    assert content(stage.maria, "voice") == [VOICE]


def named(stage: Stage, number: int) -> str:
    """What stands on Anna's button of a request."""
    return next(label for label in stage.anna.buttons if label.startswith(f"№ {number} "))
