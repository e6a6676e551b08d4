"""One story, four times: the resident on Telegram or on VK, the worker on Telegram or on VK."""

from __future__ import annotations

from typing import Any

from tests.end_to_end.everywhere import VK, Cast, contents, places, replied_to

PHOTO, VOICE, FILE = b"\xff\xd8 a photo", b"OggS a voice", b"%PDF a file"


async def test_a_request_goes_from_the_first_word_to_the_rating_and_is_opened_again(cast: Cast) -> None:
    stage, anna, maria, group = cast.stage, cast.anna, cast.maria, cast.group

    # The menu, and the way to a service by buttons.
    assert await anna.starts() == [stage.say("welcome"), stage.say("menu")]
    assert anna.phone.keyboard == [["Назад", "Отмена"], ["Меню", "Позвать человека"]]
    await anna.presses("Дом и быт")
    await anna.presses("Продукты на дом")
    await anna.presses("Попросить помощь")
    await anna.presses("Да, разрешаю")
    # The form: buttons, words, a button typed by its number and one in words.
    await anna.says("1")
    await anna.says("Молоко, хлеб бородинский")
    await anna.says("как можно скорее")
    await anna.presses("Наличными")
    await anna.says("Анна Петровна")
    await anna.says("8 912 345-67-89")
    await anna.says("Садовая, 7, квартира 45")
    (summary,) = await anna.presses("Северный")
    for told in ("Для меня", "Молоко, хлеб бородинский", "Наличными", "Садовая, 7"):
        assert told in summary
    texts = await anna.presses("Отправить")
    assert "принята" in texts[0]
    number = int(texts[0].split("№")[1].split()[0])

    # The card in the staff room holds nothing personal; two workers race for it.
    (card,) = await group.hears()
    assert card.startswith(f"Заявка № {number} · Продукты на дом\nРайон: Северный")
    for secret in ("бородинский", "Анна", "912", "Садовая, 7"):
        assert secret not in card
    group.phone.presses("Взять")
    cast.group_of_oleg.phone.presses("Взять")
    await stage.quiet()
    assert group.toast == stage.say("taken-toast", number=number)
    assert cast.group_of_oleg.toast == stage.say("refused-taken", number=number, name="Мария")
    assert "В работе: Мария" in group.finds(f"№ {number}").text
    assert group.finds(f"№ {number}").labels == []
    (full,) = await maria.hears()
    for told in ("Молоко, хлеб бородинский", "Анна Петровна", "+7 912 345-67-89", "Садовая, 7, квартира 45"):
        assert told in full
    assert await cast.oleg.hears() == []
    assert await anna.hears() == [stage.say("request-taken", number=number, name="Мария")]

    # Words both ways, with what became of them.
    assert await maria.says("Буду в 15 часов", maria.finds("Ответьте на это")) == [
        stage.say("delivered", number=number)
    ]
    assert replied_to(maria.heard[0]) == "Буду в 15 часов"
    assert await anna.hears() == [
        stage.say("from-worker", name="Мария", number=number, text="Буду в 15 часов")
    ]
    assert await anna.says("Спасибо, жду!") == [stage.say("added-to-worker", number=number)]
    assert (await maria.hears())[0].endswith("Спасибо, жду!")

    # A question that is waited for.
    await maria.presses("Спросить жителя", maria.finds("Ответьте на это"))
    await maria.says("Какой этаж?")
    assert await anna.hears() == [
        stage.say("from-worker-asks", name="Мария", number=number, text="Какой этаж?")
    ]
    assert "Ждём ответа жителя" in group.finds(f"№ {number}").text
    await maria.hears()
    await anna.says("Третий")
    assert any(text.endswith("Третий") for text in await maria.hears())
    assert "В работе: Мария" in group.finds(f"№ {number}").text

    # Handing over: the first worker's card is stripped, and answers there are refused.
    before = maria.finds("Ответьте на это")
    await maria.presses("Передать", before)
    assert await maria.presses("Олег") == [stage.say("handed", number=number, name="Олег")]
    assert maria.phone.chat.messages[before.id].text == stage.say("desk-not-yours", number=number)
    assert any("Садовая, 7" in text for text in await cast.oleg.hears())
    assert "В работе: Олег" in group.finds(f"№ {number}").text
    assert await maria.says("Я всё же отвечу", before) == [stage.say("refused-not-yours", number=number)]
    await anna.hears()

    # Done, rated, and opened again.
    oleg = cast.oleg
    await oleg.presses("Готово", oleg.finds("Ответьте на это"))
    assert await oleg.presses("Сделано") == [stage.say("done", number=number)]
    assert await anna.hears() == [stage.say("request-done", number=number, outcome="Сделано")]
    assert await anna.presses("5 — очень помогли") == [stage.say("rated")]
    assert await oleg.hears() == [stage.say("desk-rated", number=number, score=5)]
    assert "Выполнена: Олег" in group.finds(f"№ {number}").text
    await group.hears()
    assert await anna.presses("Открыть снова") == [stage.say("reopen-ask", number=number)]
    (again,) = await anna.says("Хлеб не принесли")
    assert again.startswith(f"Заявка № {number} снова открыта. Ответим до: ")
    assert stage.say("desk-reopened", number=number, text="Хлеб не принесли") in await oleg.hears()
    assert await group.hears() == [stage.say("room-reopened", number=number)]


async def test_files_of_the_form_come_with_the_full_request(cast: Cast) -> None:
    stage, anna = cast.stage, cast.anna
    await anna.starts()
    await anna.says("Позвать человека")
    await anna.presses("Да, разрешаю")
    anna.phone.sends_photo(PHOTO, "Вот трещина")
    assert await anna.hears() == ["Как к вам обращаться?"]
    await anna.says("Анна")
    await anna.says("8 912 345-67-89")
    await anna.presses("Отправить")
    # Before anybody took it, more is added: a voice message and a paper.
    for act in (lambda: anna.phone.sends_voice(VOICE), lambda: anna.phone.sends_document(FILE, "счёт.pdf")):
        await anna.says("заявки")
        await anna.presses(next(label for label in anna.buttons if label.startswith("№")))
        await anna.presses("Дополнить")
        act()
        assert await anna.hears() == [stage.say("added", number=1)]
    await cast.group.presses("Взять")
    texts = await cast.maria.hears()
    assert "Вот трещина" in texts[0]
    assert contents(cast.maria, "photo") == [PHOTO]
    assert contents(cast.maria, "voice") == [VOICE]
    assert contents(cast.maria, "document") == [FILE]


async def test_words_and_files_cross_both_ways(cast: Cast) -> None:
    number = await cast.maria_has_it()
    stage, anna, maria = cast.stage, cast.anna, cast.maria
    card = maria.finds("Ответьте на это")
    for kind, content in (("photo", PHOTO), ("voice", VOICE), ("document", FILE)):
        getattr(maria.phone, f"sends_{kind}")(content, reply_to=card.id)
        texts = await maria.hears()
        assert texts, kind
        assert set(texts) == {stage.say("delivered", number=number)}, kind
        texts = await anna.hears()
        assert texts[0].startswith(f"Мария, заявка № {number}:"), kind
        assert contents(anna, kind) == [content], kind
    for kind, content in (("photo", PHOTO), ("voice", VOICE), ("document", FILE)):
        getattr(anna.phone, f"sends_{kind}")(content)
        assert await anna.hears() == [stage.say("added-to-worker", number=number)], kind
        texts = await maria.hears()
        assert texts[0].startswith(f"Житель, заявка № {number}"), kind
        assert contents(maria, kind) == [content], kind
    anna.phone.sends_location(55.75, 37.61)
    await anna.hears()
    await maria.hears()
    assert places(maria) == [(55.75, 37.61)]
    # A place is shared without a reply: the desk asks whose it is.
    maria.phone.sends_location(55.7, 37.6)
    assert await maria.hears() == [stage.say("about-ask")]
    await maria.presses(next(label for label in maria.buttons if label.startswith(f"№{number}")))
    await anna.hears()
    assert places(anna) == [(55.7, 37.6)]


async def test_a_worker_is_told_that_the_resident_cannot_be_reached(cast: Cast) -> None:
    number = await cast.maria_has_it()
    stage, anna, maria = cast.stage, cast.anna, cast.maria
    why = stage.say("undelivered-unreachable")
    card = maria.finds("Ответьте на это")
    phone: Any = anna.phone
    ways = [(phone.blocks, phone.unblocks)]
    if cast.resident_in == VK:
        ways.insert(0, (phone.denies, phone.allows))
    for leave, come in ways:
        leave()
        assert await maria.says("Вы дома?", card) == [stage.say("undelivered", number=number, why=why)]
        assert replied_to(maria.heard[0]) == "Вы дома?"
        maria.phone.sends_photo(PHOTO, reply_to=card.id)
        assert stage.say("undelivered", number=number, why=why) in await maria.hears()
        come()
        assert await maria.says("А теперь?", card) == [stage.say("delivered", number=number)]
        await anna.hears()
    ways[0][0]()
    await maria.presses("Готово", card)
    assert stage.say("news-undelivered", number=number, why=why) in await maria.presses("Сделано")


async def test_nothing_is_lost_over_a_restart_in_the_middle_of_a_form(cast: Cast) -> None:
    anna = cast.anna
    await anna.starts()
    await anna.says("Позвать человека")
    await anna.presses("Да, разрешаю")
    await cast.stage.closes()
    anna.phone.says("Протекает кран")
    await cast.stage.opens()
    assert await anna.hears() == ["Как к вам обращаться?"]
