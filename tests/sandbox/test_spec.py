"""Requests against the specification, and the sandbox's answers against it too."""

import json
from urllib.parse import urlencode

import pytest

from sandbox import Limits, Member, Sandbox, channels, membership
from sandbox.telegram.api import Answer
from sandbox.telegram.desk import METHODS
from sandbox.telegram.spec import Misfit, Spec, specification
from tests.sandbox.conftest import ANNA, IVAN, MARIA, STAFF, populate


@pytest.fixture
def call(sandbox):
    """Call a method with a JSON body, with no server between."""

    def call(method, **fields):
        answer = sandbox.api.call(method, b"application/json", json.dumps(fields).encode(), b"")
        return json.loads(answer.body)

    return call


def test_every_method_played_is_in_the_specification():
    assert set(METHODS) <= set(specification()["methods"])


def test_every_method_and_type_compiles():
    spec = Spec()
    for name in specification()["methods"]:
        spec.method(name)
    for name in specification()["types"]:
        spec.type(name)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"text": "раз"}, "chat_id is empty"),
        ({"chat_id": ANNA}, "message text is empty"),
        (
            {"chat_id": ANNA, "text": "раз", "colour": 1},
            'field "colour" is not in the specification of sendMessage',
        ),
        (
            {"chat_id": ANNA, "text": "раз", "reply_to_message_id": 1},
            'field "reply_to_message_id" of sendMessage is depr',
        ),
        ({"chat_id": ANNA, "text": 5}, "can't parse text JSON object: text: String expected"),
        ({"chat_id": ANNA, "text": None}, "String expected"),
        ({"chat_id": "9" * 30, "text": "раз"}, "Integer of at most 64 bits expected"),
        ({"chat_id": "9" * 5000, "text": "раз"}, "Integer expected"),
        ({"chat_id": True, "text": "раз"}, "Integer or String expected"),
        ({"chat_id": ANNA, "text": "раз", "protect_content": 3}, "Boolean expected"),
        ({"chat_id": ANNA, "text": "раз", "reply_markup": "{"}, "JSON expected"),
        (
            {"chat_id": ANNA, "text": "раз", "reply_markup": {"inline": []}},
            "can't parse reply markup JSON object",
        ),
        (
            {"chat_id": ANNA, "text": "раз", "reply_markup": {"inline_keyboard": [[{"text": 1}]]}},
            "reply_markup.inline_keyboard[0][0].text: String expected",
        ),
        (
            {
                "chat_id": ANNA,
                "text": "раз",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "data": "b"}]]},
            },
            'InlineKeyboardButton has no field "data"',
        ),
        ({"chat_id": ANNA, "text": "раз", "reply_parameters": {"message_id": "1"}}, "Integer expected"),
        (
            {"chat_id": ANNA, "text": "раз", "entities": [{"type": "bold", "offset": 0}]},
            'needs the field "length"',
        ),
        ({"chat_id": ANNA, "text": "раз", "message_thread_id": 7}, "message thread not found"),
    ],
)
def test_requests_that_do_not_fit_are_refused(call, anna, fields, why):
    answer = call("sendMessage", **fields)
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert why in answer["description"]
    assert anna.silent()


def test_objects_may_come_as_json_text_in_any_body(sandbox, anna):
    markup = json.dumps({"inline_keyboard": [[{"text": "Да", "callback_data": "1"}]]})
    fields = {"chat_id": str(ANNA), "text": "раз", "reply_markup": markup, "disable_notification": "true"}
    boundary = "--b\r\n"
    parts = "".join(
        f'{boundary}Content-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    for kind, body in (
        (b"application/json", json.dumps(fields)),
        (b"application/x-www-form-urlencoded", urlencode(fields)),
        (b"multipart/form-data; boundary=b", parts + "--b--\r\n"),
    ):
        answer = sandbox.api.call("sendMessage", kind, body.encode(), b"")
        assert isinstance(answer, Answer)
        assert json.loads(answer.body)["ok"]
    assert anna.buttons == [["Да"]]
    assert len(anna.unheard) == 3


def test_a_lenient_sandbox_overlooks_what_telegram_overlooks():
    sandbox = populate(Sandbox(limits=Limits.lifted(), strict=False))
    sandbox.phone(ANNA).starts()
    body = json.dumps(
        {"chat_id": ANNA, "text": "раз", "colour": 1, "disable_web_page_preview": True}
    ).encode()
    answer = sandbox.api.call("sendMessage", b"application/json", body, b"")
    assert isinstance(answer, Answer)
    assert answer.code == 200


def test_a_method_that_is_not_played_says_so(call, anna):
    answer = call("sendDice", chat_id=ANNA)
    assert answer["error_code"] == 501
    assert "does not play sendDice" in answer["description"]


def test_the_profile_of_the_bot(call):
    commands = [{"command": "start", "description": "Начать"}]
    assert call("setMyCommands", commands=commands, language_code="ru")["ok"]
    assert call("getMyCommands", language_code="ru")["result"] == commands
    assert call("getMyCommands")["result"] == []
    assert call("deleteMyCommands", language_code="ru")["ok"]
    assert call("getMyCommands", language_code="ru")["result"] == []
    for wrong in ("Start", "начать", "x" * 33, ""):
        assert not call("setMyCommands", commands=[{"command": wrong, "description": "Начать"}])["ok"]
    assert call("setMyDescription", description="Поможем")["ok"]
    assert call("getMyDescription")["result"] == {"description": "Поможем"}
    assert call("getMyName")["result"] == {"name": "Линия поддержки"}
    assert call("setMyShortDescription", short_description="x" * 121)["error_code"] == 400
    assert call("setChatMenuButton", menu_button={"type": "commands"})["ok"]
    assert call("logOut")["ok"]


def check(kind, value):
    """An answer of the sandbox fits the specification's type."""
    try:
        Spec().type(kind)(value)
    except Misfit as misfit:
        raise AssertionError(f"{kind}{misfit.path}: {misfit.why} in {value}") from None


def test_what_the_bot_hears_fits_the_specification(sandbox, anna, maria):
    world = sandbox.world
    world.updates.allowed = frozenset(specification()["types"]["Update"]["fields"])
    said = anna.says("помогите /help @anna https://a.ru", reply_to=anna.screen[0])
    anna.edits(said, "уже не надо")
    anna.sends_photo()
    anna.sends_album(("photo", b"1"), ("video", b"2"))
    anna.sends_voice()
    anna.sends_document()
    anna.sends_sticker()
    anna.sends_contact()
    anna.sends_location(1.0, 2.0)
    anna.forwards(said)
    anna.forwards(said, hidden=True)
    anna.forges("data", said)
    anna.forges("data", 999)
    anna.blocks()
    maria.says("Приз тут, Анне", behind={"тут": "https://example.org/", "Анне": ANNA}, via=world.bot)
    news = world.add_chat(-1003, "Новости", type="channel", bot=None)
    channels.link(maria.chat, news)
    maria.forwards(channels.post(world, news, "Концерт"))
    maria.sends_photo(as_chat=news)
    maria.chat.members[MARIA] = Member("creator")
    maria.says("тут", as_chat=maria.chat)
    maria.reacts(maria.screen[-1], "👍")
    staff, ivan, people = world.chats[STAFF], world.users[IVAN], world.users
    membership.join(world, staff, ivan)
    membership.promote(world, staff, ivan, people[MARIA])
    membership.restrict(world, staff, ivan, people[MARIA])
    membership.kick(world, staff, ivan, people[MARIA])
    membership.unban(world, staff, ivan, people[MARIA])
    membership.rename(world, staff, "Смена", people[MARIA])
    membership.migrate(world, world.add_chat(-9, "Группа", type="group", members=[IVAN]), ivan)
    updates = world.updates.take(0, 100)
    assert len(updates) > 25
    for update in updates:
        check("Update", json.loads(update))


def test_what_the_bot_is_answered_fits_the_specification(call, sandbox, anna):
    sent = call("sendMessage", chat_id=ANNA, text="<b>раз</b>", parse_mode="HTML")["result"]
    check("Message", sent)
    check(
        "Message", call("editMessageText", chat_id=ANNA, message_id=sent["message_id"], text="два")["result"]
    )
    check("User", call("getMe")["result"])
    check("ChatFullInfo", call("getChat", chat_id=ANNA)["result"])
    check("ChatFullInfo", call("getChat", chat_id=STAFF)["result"])
    for member in call("getChatAdministrators", chat_id=STAFF)["result"]:
        check("ChatMember", member)
    check("ChatMember", call("getChatMember", chat_id=STAFF, user_id=MARIA)["result"])
    check("ChatInviteLink", call("createChatInviteLink", chat_id=STAFF)["result"])
    check("WebhookInfo", call("getWebhookInfo")["result"])
    check(
        "MessageId",
        call("copyMessage", chat_id=STAFF, from_chat_id=ANNA, message_id=sent["message_id"])["result"],
    )
    anna.sends_photo()
    photo = anna.screen[-1].wire["photo"]
    check("File", call("getFile", file_id=photo[0]["file_id"])["result"])
