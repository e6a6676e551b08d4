"""A conversation left in the middle is offered again, once, and survives restarts, weeks and new content."""

from __future__ import annotations

from tests.talks import begins_groceries, fills_groceries, number_in, orders_groceries


def offers(person):
    """How often an unfinished request was offered again."""
    return [text for text in person.texts if "не закончили" in text]


async def test_after_half_an_hour_it_is_offered_once(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await line.later(minutes=29)
    assert not offers(anna)
    await line.later(minutes=2)
    assert offers(anna) == [
        "Вы начали заявку «Продукты на дом» и не закончили. Всё, что вы написали, сохранилось. Продолжить?"
    ]
    await line.later(days=2)
    assert len(offers(anna)) == 1


async def test_the_half_hour_begins_with_the_last_word(anna, line):
    await begins_groceries(anna)
    await line.later(minutes=20)
    await anna.says("Хлеб")
    await line.later(minutes=20)
    assert not offers(anna)
    await line.later(minutes=11)
    assert len(offers(anna)) == 1


async def test_it_goes_on_where_it_stopped(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await line.later(minutes=31)
    answers = await anna.presses("Продолжить заявку")
    assert answers == ["Продолжим с того места, где остановились.", "В какой день вам удобно?"]


async def test_it_goes_on_without_the_button_too(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await line.later(minutes=31)
    assert (await anna.says("завтра")) == ["завтра, вторник. В какое время удобнее?"]


async def test_it_can_be_thrown_away(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await line.later(minutes=31)
    answers = await anna.presses("Удалить её")
    assert answers[0] == "Удалили незаконченную заявку."
    assert "Продолжить заявку" not in anna.buttons
    await line.later(days=1)
    assert len(offers(anna)) == 1


async def test_a_finished_request_is_not_offered(anna, line):
    await orders_groceries(anna)
    await line.later(hours=3)
    assert not offers(anna)


async def test_a_form_left_for_the_menu_is_offered_too(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await anna.says("Меню")
    await line.later(minutes=31)
    assert len(offers(anna)) == 1


async def test_two_unfinished_forms_are_both_kept(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await anna.says("Позвать человека")
    await anna.says("Вопрос")
    await anna.says("Меню")
    await anna.presses("Продолжить заявку")
    assert "Как к вам обращаться?" in anna.last.text
    await anna.says("Анна")
    await anna.presses("Пропустить")
    await anna.presses("Отправить")
    # What was interrupted for it goes on by itself.
    assert anna.last.text == "В какой день вам удобно?"


async def test_it_is_there_after_a_week_and_a_restart(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await line.stands_still(days=7)
    assert len(offers(anna)) == 1
    await anna.presses("Продолжить заявку")
    await anna.presses("Как можно скорее")
    assert "заплатить" in anna.last.text


async def test_a_day_that_has_passed_meanwhile_is_asked_again(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await anna.says("завтра")
    await anna.presses("Утром")
    await line.stands_still(days=7)
    await anna.presses("Продолжить заявку")
    assert anna.last.text == "В какой день вам удобно?"


async def test_midnight_in_the_middle_of_a_form_moves_no_day(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    line.now += 12.9 * 3600 - 60  # 23:53 in Moscow
    await anna.says("сегодня")
    await anna.presses("Вечером")
    line.now += 20 * 60
    await anna.presses("Наличными")
    assert anna.last.text == "В какой день вам удобно?"


async def test_pressing_the_button_of_a_day_that_has_just_passed_is_no_error(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    today = anna.last
    line.now += 13.5 * 3600
    answers = await anna.presses("сегодня, понедельник", on=today)
    assert answers[-1] == "В какой день вам удобно?"
    assert anna.buttons[1] == "сегодня, вторник"


def without(content, file, part, other=""):
    """Change a part of a file of the content."""
    path = content / file
    text = path.read_text()
    assert part in text
    path.write_text(text.replace(part, other, 1))


PAYMENT = """\
      - key: payment
        kind: choice
        title: Как заплатите
        ask: Как вам удобнее заплатить за продукты? Платят, когда их принесли.
        options:
          cash: Наличными
          transfer: Переводом или картой
          relative: Заплатит кто-то из близких
"""
ALLERGY = """\
      - key: allergy
        kind: text
        title: Чего нельзя
        ask: Чего вам нельзя есть?
"""


async def test_a_question_added_to_the_content_is_asked(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await anna.presses("Как можно скорее")
    await line.upgrade(lambda content: without(content, "cases/household.yaml", PAYMENT, ALLERGY + PAYMENT))
    answers = await anna.presses("Наличными")
    assert answers == ["Чего вам нельзя есть?"]
    await anna.says("Орехов")
    await anna.presses("Наличными")
    await anna.says("Анна")
    await anna.says("89123456789")
    await anna.says("Улица Мира, 5")
    await anna.presses("Северный")
    assert "Чего нельзя: Орехов" in anna.last.text


async def test_a_question_removed_from_the_content_is_passed_over(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await anna.presses("Как можно скорее")
    await line.upgrade(lambda content: without(content, "cases/household.yaml", PAYMENT))
    answers = await anna.presses("Наличными")
    assert answers[-1] == "Как к вам обращаться?"
    await anna.says("Анна")
    await anna.says("89123456789")
    await anna.says("Улица Мира, 5")
    await anna.presses("Северный")
    assert "Как заплатите" not in anna.last.text


async def test_words_for_a_removed_question_are_kept(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await anna.presses("Как можно скорее")
    await line.upgrade(lambda content: without(content, "cases/household.yaml", PAYMENT))
    answers = await anna.says("Соседка заплатит сама")
    assert "Добавили это" in "\n".join(answers)
    assert "Как к вам обращаться?" in answers
    await anna.says("Анна")
    await anna.says("89123456789")
    await anna.says("Улица Мира, 5")
    await anna.presses("Северный")
    assert "Соседка заплатит сама" in anna.last.text


async def test_a_withdrawn_option_is_asked_again(anna, line):
    await begins_groceries(anna)
    await fills_groceries(anna)
    await line.upgrade(
        lambda content: without(content, "cases/household.yaml", "          cash: Наличными\n")
    )
    answers = await anna.presses("Отправить")
    assert "заплатить" in answers[-1]
    await anna.presses("Переводом или картой")
    assert "Как заплатите: Переводом или картой" in anna.last.text
    assert number_in(await anna.presses("Отправить")) == 1


async def test_a_service_taken_away_in_the_middle_loses_no_words(anna, line):
    await begins_groceries(anna)

    def gone(content):
        text = (content / "cases/household.yaml").read_text()
        begin = text.index("  - key: groceries")
        end = text.index("  - key: medicines")
        (content / "cases/household.yaml").write_text(text[:begin] + text[end:])

    await line.upgrade(gone)
    answers = await anna.says("Молоко и хлеб, пожалуйста")
    assert "Этого пункта больше нет" in answers[0]
    assert "Кому передать" in answers[-1]
    await anna.presses("Передать человеку")
    await anna.says("Анна")
    await anna.presses("Пропустить")
    assert "Молоко и хлеб, пожалуйста" in anna.last.text


async def test_a_case_taken_away_leads_to_the_menu(anna, line):
    await anna.says("/start")
    await anna.presses("Здоровье")
    await line.upgrade(lambda content: (content / "cases/medical.yaml").unlink())
    answers = await anna.presses("Совет врача")
    assert "Этого пункта больше нет" in answers[0]
    assert "Здоровье" not in anna.buttons


async def test_nothing_unfinished_is_said_plainly(anna):
    await anna.says("/start")
    assert (await anna.says("Продолжить"))[0] == "Незаконченных заявок нет."
