"""Anything a person can send gets a clear sentence, and nothing is lost by it."""

import pytest

from sandbox.demo import IVAN
from sandbox.world import World
from tests.end_to_end.stage import ERRAND, Hand, Stage, asks_for_help, fills_the_form

ASK_ITEMS = (
    "Что купить? Напишите список одним сообщением."
    " Сразу отметьте, сколько можно потратить и что чем заменить."
)
ASK_ADDRESS = "Куда принести? Улица, дом, квартира, подъезд, этаж, домофон."


async def stands_at_items(hand: Hand) -> None:
    """In the form, before the question of what to buy."""
    await hand.starts()
    await hand.presses("Дом и быт")
    await hand.presses("Продукты на дом")
    await hand.presses("Попросить помощь")
    await hand.presses("Да, разрешаю")
    assert await hand.presses("Для меня") == [ASK_ITEMS]


async def stands_at_phone(hand: Hand) -> None:
    """In the form, before the question of the telephone."""
    await stands_at_items(hand)
    await hand.says("Хлеб")
    await hand.presses("Как можно скорее")
    await hand.presses("Наличными")
    assert "номеру" in (await hand.says("Анна"))[0]


async def finishes(hand: Hand) -> str:
    """From the question of what to buy to «принята»; what the summary says."""
    await hand.says("Хлеб")
    await hand.presses("Как можно скорее")
    await hand.presses("Наличными")
    await hand.says(ERRAND.name)
    await hand.says(ERRAND.phone)
    await hand.says(ERRAND.address)
    (summary,) = await hand.presses("Северный")
    texts = await hand.presses("Отправить")
    assert "принята" in texts[0]
    return summary


def as_update(world: World, hand: Hand, **content: object) -> None:
    """Send what no client of the sandbox lets a person send."""
    message = world.put(hand.phone.chat, hand.phone.user, dict(content))
    world.updates.push("message", message.wire)


@pytest.mark.parametrize(
    "text", ["😀😀😀", "\u200b\u200b.\u200e", "!!!", "…", "\u202e\u2066\u2069."], ids=ascii
)
async def test_words_without_words_are_asked_for_again(stage: Stage, text: str) -> None:
    await stands_at_items(stage.anna)
    assert await stage.anna.says(text) == [stage.say("answer-empty"), ASK_ITEMS]
    assert "Что купить: Хлеб" in await finishes(stage.anna)


async def test_an_empty_text_is_asked_for_again(stage: Stage) -> None:
    await stands_at_items(stage.anna)
    as_update(stage.sandbox.world, stage.anna, text=" \u200b ")
    assert await stage.anna.hears() == [stage.say("answer-empty"), ASK_ITEMS]
    as_update(stage.sandbox.world, stage.anna, text="")  # an Ignored update: there is nothing in it at all
    assert await stage.anna.hears() == []
    await finishes(stage.anna)


async def test_a_text_that_is_too_long_is_said_to_be_so_with_numbers(stage: Stage) -> None:
    await stands_at_items(stage.anna)
    assert await stage.anna.says("ы" * 4096) == [
        stage.say("answer-too-long", longest=2000, length=4096),
        ASK_ITEMS,
    ]
    as_update(stage.sandbox.world, stage.anna, text="ы" * 9000)
    assert await stage.anna.hears() == [stage.say("answer-too-long", longest=2000, length=9000), ASK_ITEMS]
    await finishes(stage.anna)


@pytest.mark.parametrize(
    "text",
    [
        "<b>хлеб</b> & <script>alert(1)</script>",
        "*хлеб* _молоко_ [сыр](http://x.example) `код`",
        "{ $name } %s {0} \\n",
        "'; DROP TABLE requests; --",
        "مرحبا خبز",
    ],
)
async def test_markup_is_words_like_others(stage: Stage, text: str) -> None:
    await stands_at_items(stage.anna)
    await stage.anna.says(text)
    await stage.anna.presses("Как можно скорее")
    await stage.anna.presses("Наличными")
    await stage.anna.says("<i>Анна</i>")
    await stage.anna.says(ERRAND.phone)
    await stage.anna.says(ERRAND.address)
    (summary,) = await stage.anna.presses("Северный")
    assert f"Что купить: {text}" in summary
    assert "Имя: <i>Анна</i>" in summary
    await stage.anna.presses("Отправить")
    await stage.maria.starts()
    await stage.group.presses("Взять")
    assert any(text in told for told in await stage.maria.hears())


async def test_marks_that_cannot_be_seen_are_taken_out(stage: Stage) -> None:
    await stands_at_items(stage.anna)
    await stage.anna.says("\u202eхлеб\u202c\u200b, мо\u00adлоко")
    await stage.anna.presses("Как можно скорее")
    await stage.anna.presses("Наличными")
    await stage.anna.says("Анна")
    await stage.anna.says(ERRAND.phone)
    await stage.anna.says(ERRAND.address)
    (summary,) = await stage.anna.presses("Северный")
    assert "Что купить: хлеб, молоко" in summary


async def test_a_sticker_is_thanked_for_and_words_are_asked_for(stage: Stage) -> None:
    await stands_at_items(stage.anna)
    stage.anna.phone.sends_sticker()
    assert await stage.anna.hears() == [stage.say("answer-sticker"), ASK_ITEMS]
    as_update(stage.sandbox.world, stage.anna, dice={"emoji": "🎲", "value": 3})
    assert await stage.anna.hears() == [stage.say("answer-other"), ASK_ITEMS]
    await finishes(stage.anna)


@pytest.mark.parametrize("kind", ["document", "video", "voice"])
async def test_a_file_beyond_twenty_megabytes_is_refused_in_words(stage: Stage, kind: str) -> None:
    await stands_at_items(stage.anna)
    act = getattr(stage.anna.phone, f"sends_{kind}")
    act(None, size=21 * 1024 * 1024)
    assert await stage.anna.hears() == [stage.say("answer-file-too-large"), ASK_ITEMS]
    await finishes(stage.anna)


async def test_a_large_file_outside_a_form_is_refused_in_words_too(stage: Stage) -> None:
    await stage.anna.starts()
    stage.anna.phone.sends_video(None, size=50 * 1024 * 1024)
    assert await stage.anna.hears() == [stage.say("answer-file-too-large")]


@pytest.mark.parametrize("kind", ["voice", "photo", "video", "document"])
async def test_a_file_outside_a_form_is_offered_to_a_person(stage: Stage, kind: str) -> None:
    await stage.anna.starts()
    getattr(stage.anna.phone, f"sends_{kind}")()
    assert await stage.anna.hears() == [stage.say("offer-file")]
    await stage.anna.presses("Передать человеку")
    await stage.anna.presses("Да, разрешаю")
    assert (await stage.anna.says("Анна"))[-1].startswith("По какому номеру позвонить")
    await stage.anna.presses("Пропустить")
    await stage.anna.presses("Отправить")
    await stage.maria.starts()
    await stage.group.presses("Взять")
    await stage.maria.hears()
    assert any(kind in message.wire for message in stage.maria.phone.screen if message.outgoing)


async def test_a_contact_of_somebody_else_is_not_taken_for_ones_own(stage: Stage) -> None:
    await stands_at_phone(stage.anna)
    for someone in (IVAN, {"phone_number": "+79990001122", "first_name": "Сосед"}):
        stage.anna.phone.sends_contact(someone)
        texts = await stage.anna.hears()
        assert texts[0] == stage.say("answer-foreign-contact")
    shared = stage.ivan.phone.sends_contact()
    await stage.ivan.hears()
    stage.anna.phone.forwards(shared)
    assert (await stage.anna.hears())[0] == stage.say("answer-foreign-contact")
    assert await stage.anna.says("8 912 345-67-89") == [
        stage.say("phone-kept", phone="+7 912 345-67-89"),
        ASK_ADDRESS,
    ]


async def test_a_contact_that_nobody_asked_for_is_answered_in_words(stage: Stage) -> None:
    await stage.anna.starts()
    stage.anna.phone.sends_contact(IVAN)
    (told,) = await stage.anna.hears()
    assert told == stage.say("answer-contact")


@pytest.mark.parametrize("typed", ["123", "нет телефона", "8 912", "+7 912 345-67-89 789 123 123 9"])
async def test_what_is_no_telephone_is_asked_for_again(stage: Stage, typed: str) -> None:
    await stands_at_phone(stage.anna)
    texts = await stage.anna.says(typed)
    assert texts[0] == stage.say("answer-phone")


async def test_forged_presses_are_refused_in_words(stage: Stage) -> None:
    await stands_at_items(stage.anna)
    number = await asks_for_help(stage.ivan)
    message = stage.anna.phone.last
    for data in (
        "x",
        "a:",
        "a:1",
        "a:0:list:что",
        "a:99999:list:x",
        ":::::",
        "я" * 32,
        "g:no-such-flow:1",
        "g:show:1",
        "g:desk:",
        "g:invite:",
        f"g:request:{number}",
        f"g:add:{number}",
        f"g:withdraw:{number}",
        f"g:rate:{number}-5",
        f"g:reopen:{number}",
        "g:help:household/no-such",
        "g:service:../../etc",
        "g:withdraw:-1",
        "g:withdraw:99999999999999999999999",
        "g:withdraw:²",
        f"r:take:{number}:1",
        f"r:done:{number}:1",
        "r:done:99999999999999999999999:1",
        "r:done:²:1",
        "r",
        "l:open",
    ):
        stage.anna.phone.forges(data, message)
        texts = await stage.anna.hears()
        assert texts or stage.anna.phone.toasts[-1:] != [""], data
    assert stage.rows("SELECT id, state, owner FROM requests") == [(number, "new", None)]
    assert await stage.maria.hears() == []
    await stage.anna.says("Меню")
    texts = await stage.anna.presses("Продолжить заявку")
    assert texts[-1] == ASK_ITEMS
    await finishes(stage.anna)


async def test_forged_presses_in_the_group_are_refused_in_words(stage: Stage) -> None:
    await stage.maria.starts()
    await stage.passes(601)
    number = await asks_for_help(stage.anna)
    await stage.group.hears()
    card = stage.group.finds(f"№ {number}")
    for data in ("x", "r:take", "r:take:x:1", "r:take:²:1", f"r:done:{number}:1", "g:menu:", "r:take:777:1"):
        stage.group.phone.forges(data, card)
        await stage.group.hears()
        assert stage.group.phone.toasts[-1] == stage.say("button-unknown"), data
    stage.group.phone.forges("r:take:99999999999999999999999:1", card)
    await stage.group.hears()
    assert stage.group.phone.toasts[-1] == stage.say("button-unknown")
    assert stage.rows("SELECT id, state, owner FROM requests") == [(number, "new", None)]


async def test_buttons_of_last_month_say_where_things_stand(stage: Stage) -> None:
    await stage.anna.starts()
    await stage.anna.presses("Дом и быт")
    await stage.anna.presses("Продукты на дом")
    await stage.anna.presses("Попросить помощь")
    old = stage.anna.finds("Вы согласны?")
    await stage.passes(31 * 24 * 3600)
    await stage.anna.hears()
    await stage.anna.starts()
    assert await stage.anna.presses("Да, разрешаю", old) == [stage.say("menu")]
    assert stage.anna.toast == stage.say("button-old")
    assert stage.rows("SELECT * FROM consents") == []
    number = await asks_for_help(stage.anna)
    summary = stage.anna.finds("Проверьте")
    await stage.anna.presses("Отправить", summary)
    await stage.anna.presses("Отправить", summary)
    assert stage.rows("SELECT max(id) FROM requests") == [(number,)]


async def test_a_double_press_sends_one_request(stage: Stage) -> None:
    await fills_the_form(stage.anna)
    stage.anna.phone.presses("Отправить")
    stage.anna.phone.presses("Отправить")
    texts = await stage.anna.hears()
    assert sum("принята" in text for text in texts) == 1
    assert stage.rows("SELECT count(*) FROM requests") == [(1,)]


async def test_forwarded_messages_are_words_like_others(stage: Stage) -> None:
    said = stage.ivan.phone.says("Сахар, чай")
    await stage.ivan.hears()
    await stands_at_items(stage.anna)
    stage.anna.phone.forwards(said)
    assert "день" in (await stage.anna.hears())[0]
    stage.anna.phone.forwards(said, hidden=True)
    assert (await stage.anna.hears())[0] == stage.say("answer-day")


@pytest.mark.parametrize(
    ("typed", "id"),
    [("/nosuch", "command-unknown"), ("/nosuch с доводом", "command-unknown"), ("/", "command-unknown")],
)
async def test_a_command_that_is_none_is_said_to_be_so(stage: Stage, typed: str, id: str) -> None:
    await stands_at_items(stage.anna)
    assert await stage.anna.says(typed) == [stage.say(id), ASK_ITEMS]
    await finishes(stage.anna)


@pytest.mark.parametrize(
    "typed",
    [
        "/start",
        "/start inv_",
        "/start inv_x" + "y" * 60,
        "/start desk",
        "/start ../..",
        "/menu сейчас",
        "/help me",
    ],
)
async def test_commands_with_arguments_lead_somewhere(stage: Stage, typed: str) -> None:
    await stands_at_items(stage.anna)
    texts = await stage.anna.says(typed)
    assert stage.say("menu") in texts
    if "inv_" in typed:
        assert texts[0] == stage.say("invitation-used")
    texts = await stage.anna.presses("Продолжить заявку")
    assert texts[-1] == ASK_ITEMS


async def test_three_quick_messages_are_one_answer_and_none_is_lost(stage: Stage) -> None:
    await stands_at_items(stage.anna)
    for words in ("Хлеб", "молоко", "и сыр"):
        stage.anna.phone.says(words)
    texts = await stage.anna.hears()
    assert texts.count(stage.say("joined")) == 2
    await stage.anna.presses("Как можно скорее")
    await stage.anna.presses("Наличными")
    await stage.anna.says("Анна")
    await stage.anna.says(ERRAND.phone)
    await stage.anna.says(ERRAND.address)
    (summary,) = await stage.anna.presses("Северный")
    assert "Хлеб\nмолоко\nи сыр" in summary


async def test_an_edited_answer_is_taken_anew(stage: Stage) -> None:
    await stands_at_items(stage.anna)
    said = stage.anna.phone.says("Хлебъ")
    await stage.anna.hears()
    stage.anna.phone.edits(said, "Хлеб и соль")
    texts = await stage.anna.hears()
    assert texts[0] == stage.say("answer-mended")
    await stage.anna.presses("Как можно скорее")
    await stage.anna.presses("Наличными")
    await stage.anna.says("Анна")
    await stage.anna.says(ERRAND.phone)
    await stage.anna.says(ERRAND.address)
    (summary,) = await stage.anna.presses("Северный")
    assert "Что купить: Хлеб и соль" in summary


async def test_a_reaction_and_a_pin_are_no_messages(stage: Stage) -> None:
    await stands_at_items(stage.anna)
    stage.anna.phone.reacts(stage.anna.phone.last, "👍")
    assert await stage.anna.hears() == []
    await finishes(stage.anna)


async def test_words_out_of_nowhere_are_understood_as_a_question_to_the_line(stage: Stage) -> None:
    await stage.anna.starts()
    assert await stage.anna.says("Когда придёт пенсия?") == [stage.say("offer")]
    await stage.anna.presses("Передать человеку")
    await stage.anna.presses("Да, разрешаю")
    await stage.anna.says("Анна")
    *_, summary = await stage.anna.presses("Пропустить")
    assert "Что случилось: Когда придёт пенсия?" in summary


@pytest.mark.parametrize("text", ["😀", "…"])
async def test_an_emoji_out_of_nowhere_is_answered(stage: Stage, text: str) -> None:
    await stage.anna.starts()
    (told,) = await stage.anna.says(text)
    assert told == stage.say("unasked-empty")
