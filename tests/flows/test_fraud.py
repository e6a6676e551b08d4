"""The fraud desk: what is passed on or told is looked through, and none of it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import Book
from bot.domain.cases import Suspicion, suspicion
from bot.domain.understanding import Guess, Understood
from tests.line import BOOKS
from tests.phone import photo
from tests.understanding.fixed import FixedRanker

CALL = "Я из службы безопасности банка, назовите код из смс, никому не говорите"


async def asks(person):
    await person.says("/start")
    return await person.presses("Проверить звонок или сообщение")


async def test_a_message_is_looked_through_and_the_signs_are_explained(anna):
    (question,) = await asks(anna)
    assert question.startswith("Перешлите сюда сообщение")
    found, now = await anna.says(CALL, forwarded=True)
    assert found.startswith("Это похоже на обман")
    assert found.index("Просят код или пароль") < found.index("«Служба безопасности банка»")
    assert now.startswith("Что делать сейчас:\n\n1. Положите трубку")
    assert anna.buttons == [
        *("Меня обманывают: помощь", "Спросить юриста", "Телефоны", "Проверить ещё", "Меню")
    ]


async def test_the_lawyer_and_the_help_are_one_tap_away(anna):
    await asks(anna)
    await anna.says(CALL)
    (service,) = await anna.presses("Спросить юриста")
    assert "Сколько стоит" in service
    await anna.says("Назад")
    await asks(anna)
    await anna.says(CALL)
    (service,) = await anna.presses("Меня обманывают: помощь")
    assert service.startswith("Мошенники")
    assert anna.buttons[0] == "Проверить звонок или сообщение"


async def test_what_only_hurries_is_no_fraud_and_nobody_is_told_to_hang_up(anna):
    await asks(anna)
    found, now = await anna.says("Мам, купи срочно лекарства")
    assert found.startswith("Явных признаков обмана не нашли. Но обратите внимание")
    assert "Возьмите паузу" in found
    assert "трубку" not in found + now
    assert now.startswith("Сомневаетесь?")


async def test_a_link_and_haste_together_are_a_doubt(anna):
    await asks(anna)
    found, now = await anna.says("Срочно посмотрите http://example.ru")
    assert found.startswith("Будьте осторожны. Само по себе это ещё не обман")
    assert "Положите трубку" in now


async def test_no_signs_are_no_proof_of_safety(anna):
    await asks(anna)
    found, now = await anna.says("Приходите в субботу на пироги")
    assert "не значит, что всё безопасно" in found
    assert "по номеру, который знаете" in now
    assert "трубку" not in now


FLOWER = "пришёл букет, а с ним странная просьба"


@pytest.mark.parametrize(
    ("score", "beginning"), [(0.9, "Явных признаков в моём списке нет"), (0.3, "Явных признаков обмана")]
)
async def test_what_the_list_does_not_know_may_still_be_understood_as_fraud(anna, line, score, beginning):
    known = {FLOWER: Understood((Guess("scam", score, "legal/fraud"),), clear=True)}
    line.ranker = line.app.turns.ranking.ranker = FixedRanker(known)
    await asks(anna)
    found, now = await anna.says(FLOWER)
    assert found.startswith(beginning)
    assert ("Положите трубку" in now) is (score > 0.5)


async def test_words_of_crisis_at_the_desk_wait_for_no_understanding(anna, line):
    line.ranker = line.app.turns.ranking.ranker = ranker = FixedRanker()
    await asks(anna)
    await anna.says("Не хочу жить")
    assert ranker.asked == []


async def test_a_picture_cannot_be_read_and_words_are_asked_for(anna):
    await asks(anna)
    refusal, question = await anna.sends(photo())
    assert refusal.startswith("Снимок я прочитать не могу")
    assert question.startswith("Перешлите сюда")
    assert (await anna.sends(photo(), text=CALL))[0].startswith("Это похоже на обман")


async def test_the_words_are_not_kept_with_the_conversation(anna, line):
    await asks(anna)
    await anna.says(CALL)
    async with line.reading() as work:
        kept = str(await work.conversation(anna.address))
    assert "служб" not in kept
    assert "code" in kept


async def test_more_can_be_checked_and_back_leads_to_the_question(anna):
    await asks(anna)
    await anna.says(CALL)
    assert (await anna.presses("Проверить ещё"))[0].startswith("Перешлите сюда")
    await anna.says(CALL)
    assert (await anna.says("Назад"))[0].startswith("Перешлите сюда")


async def test_words_of_crisis_are_heard_at_the_fraud_desk_too(anna):
    await asks(anna)
    assert "Вы не одни" in (await anna.says("Всё отдала, не хочу жить"))[0]


async def test_a_call_told_to_the_line_can_be_looked_through_at_once(anna, line):
    told = "звонят из банка просят код"
    known = {told: Understood((Guess("scam", 0.9, "legal/fraud"),), clear=True)}
    line.ranker = line.app.turns.ranking.ranker = FixedRanker(known)
    await anna.says(told)
    assert anna.buttons[0] == "Проверить звонок или сообщение"
    (found, _) = await anna.presses("Проверить звонок или сообщение")
    assert "Просят код или пароль" in found


async def test_what_is_passed_on_without_a_word_can_be_looked_through_as_well(anna):
    await anna.says("/start")
    await anna.says("Проголосуй за мою племянницу t.me/abc", forwarded=True)
    assert "Проверить звонок или сообщение" in anna.buttons
    (found, _) = await anna.presses("Проверить звонок или сообщение")
    assert "просят подтвердить или проголосовать" in found


@pytest.fixture(scope="module")
def signs():
    """The editors' list."""
    content = Path("content")
    return (BOOKS.get(content) or BOOKS.setdefault(content, Book.read(content, "ru"))).fraud


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("сказали назвать код из смс", {"code"}),
        ("переведите сбережения на безопасный счёт", {"safe-account"}),
        ("звонит служба безопасности сбера", {"bank-security"}),
        ("решайте немедленно, осталось 5 минут", {"hurry"}),
        ("не кладите трубку и никому не говорите", {"secrecy"}),
        ("мам, это я, пишу с нового номера", {"relative"}),
        ("ваш внук попал в аварию", {"relative"}),
        ("Поздравляем, вы выиграли автомобиль", {"prize"}),
        ("велели скачать AnyDesk и показать экран", {"remote-access"}),
        ("смотри тут bit.ly/3xYz", {"link"}),
        ("гарантированный доход 5 процентов в день", {"investment"}),
        ("надо снять наличные и внести через банкомат", {"transfer"}),
        ("купить криптовалюту", {"transfer"}),
        ("просят отсканировать QR-код в подъезде", {"qr"}),
        ("ваши госуслуги взломаны", {"fake-account"}),
        ("проголосуй за мою племянницу по ссылке", {"fake-account", "link"}),
        ("курьер приедет за деньгами", {"courier"}),
        ("пишет директор, с вами свяжется майор ФСБ", {"fake-boss"}),
        ("генерал из интернета просит оплатить посылку", {"fake-boss"}),
        ("вам положена доплата к пенсии, оплатите пошлину", {"compensation"}),
        ("следователь звонил, возбудили уголовное дело", {"police"}),
        ("заканчивается договор на вашу симку", {"contract"}),
        ("пришлите фото паспорта и СНИЛС", {"data"}),
    ],
)
def test_each_trick_is_known_by_its_words(signs, text, keys):
    assert keys <= set(signs.find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Завтра в 10 придём с пирогом",
        "Ваш заказ готов к выдаче, ждём до пятницы",
        "Напоминаем: приём у врача 25 ноября в 10:30",
        "Внучка приедет в субботу, привезёт яблоки",
        "Код 1234. Никому не сообщайте код.",
        "Код домофона 45",
        "Позвонили из поликлиники и перенесли приём",
        "Купи хлеб и молоко по дороге",
        "Сын звонил из Самары, всё у них хорошо",
        "Пенсия тридцатого, как всегда",
        "w niedzielę obiad u mamy",
        "棋牌室几点开门",
    ],
)
def test_what_honest_people_write_shows_no_sign(signs, text):
    assert signs.find(text) == ()


SAMPLES = Path("tests/samples/fraud")


def doubted(book, name):
    """Of the texts of a file, those that the desk would warn of, and the others."""
    by_key = {sign.key: sign for sign in book.content.fraud.signs}
    texts = (SAMPLES / name).read_text("utf-8").splitlines()
    warned = [
        text
        for text in texts
        if suspicion([by_key[key] for key in book.fraud.find(text)]) is not Suspicion.NONE
    ]
    return warned, [text for text in texts if text not in warned]


def test_messages_of_honest_people_are_answered_calmly(signs):
    warned, calm = doubted(BOOKS[Path("content")], "harmless.txt")
    assert len(warned) + len(calm) >= 60
    assert len(calm) >= 0.95 * (len(warned) + len(calm)), warned


def test_messages_of_swindlers_are_warned_of(signs):
    warned, missed = doubted(BOOKS[Path("content")], "scams.txt")
    assert len(warned) + len(missed) >= 60
    assert len(warned) >= 0.95 * (len(warned) + len(missed)), missed
