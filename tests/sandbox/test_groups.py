"""Groups: privacy, membership, rights, links, migration, and those who write under another name."""

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import ChatPermissions, ReactionTypeEmoji

from sandbox import Impossible, Member, membership
from tests.sandbox.conftest import ANNA, IVAN, MARIA, OLEG, STAFF

CLUB = -500


@pytest.fixture
def club(sandbox):
    """A basic group where the bot is an ordinary member."""
    return sandbox.world.add_chat(CLUB, "Кроссворд", type="group", members=[ANNA, IVAN], bot="member")


def texts(updates):
    return [update.message.text for update in updates if update.message]


async def test_an_administrator_hears_everything(maria, news):
    maria.says("всем привет")
    assert texts(await news()) == ["всем привет"]


async def test_an_ordinary_bot_hears_what_is_meant_for_it(bot, sandbox, club, news):
    anna = sandbox.phone(ANNA, CLUB)
    sent = await bot.send_message(CLUB, "Слово из пяти букв?")
    anna.says("это я соседке")
    anna.says("/hint")
    anna.says("/hint@support_line_bot")
    anna.says("/hint@other_bot")
    anna.says("кошка", reply_to=sent.message_id)
    anna.says("собака", reply_to=anna.screen[1])
    membership.join(sandbox.world, club, sandbox.world.users[OLEG])
    updates = await news()
    assert texts(updates) == ["/hint", "/hint@support_line_bot", "кошка", None]
    assert updates[0].message.entities[0].type == "bot_command"
    assert updates[-1].message.new_chat_members[0].id == OLEG


async def test_without_privacy_the_bot_hears_all(sandbox, bot, club, news):
    sandbox.world.privacy = False
    sandbox.phone(ANNA, CLUB).says("это я соседке")
    assert texts(await news()) == ["это я соседке"]
    assert (await bot.get_me()).can_read_all_group_messages


async def test_a_bot_that_was_thrown_out_hears_that_and_nothing_more(sandbox, maria, news):
    world = sandbox.world
    membership.kick(world, maria.chat, world.bot, world.users[MARIA])
    maria.says("ушёл")
    (update,) = await news()
    assert update.my_chat_member.new_chat_member.status == "kicked"
    assert update.my_chat_member.from_user.id == MARIA


async def test_a_bot_is_told_when_it_is_added_and_promoted(sandbox, news):
    world = sandbox.world
    group = world.add_chat(-600, "Новая", type="group", creator=MARIA, bot=None)
    membership.join(world, group, world.bot, world.users[MARIA])
    membership.promote(world, group, world.bot, world.users[MARIA], can_restrict_members=False)
    added, service, promoted = await news()
    assert added.my_chat_member.new_chat_member.status == "member"
    assert service.message.new_chat_members[0].id == world.bot.id
    assert promoted.my_chat_member.new_chat_member.can_restrict_members is False


async def test_who_is_what(bot, sandbox):
    assert (await bot.get_chat_member(STAFF, MARIA)).status == "member"
    assert (await bot.get_chat_member(STAFF, ANNA)).status == "left"
    assert (await bot.get_chat_member(STAFF, sandbox.world.bot.id)).status == "administrator"
    assert (await bot.get_chat_member_count(STAFF)) == 3
    with pytest.raises(TelegramBadRequest, match="user not found"):
        await bot.get_chat_member(STAFF, 5)
    sandbox.world.chats[STAFF].members[MARIA] = Member("creator", title="Старшая")
    administrators = await bot.get_chat_administrators(STAFF)
    assert [(one.status, one.custom_title) for one in administrators] == [
        ("creator", "Старшая"),
        ("administrator", None),
    ]
    assert (await bot.get_chat(STAFF)).title == "Дежурная смена"


async def test_banning_restricting_and_letting_in(bot, sandbox, news):
    await bot.get_updates(allowed_updates=["chat_member"])
    oleg = sandbox.phone(OLEG, STAFF)
    await bot.restrict_chat_member(STAFF, OLEG, ChatPermissions(can_send_messages=False))
    with pytest.raises(Impossible):
        oleg.says("молчу")
    await bot.ban_chat_member(STAFF, OLEG)
    await bot.unban_chat_member(STAFF, OLEG, only_if_banned=True)
    statuses = [update.chat_member.new_chat_member.status for update in await news()]
    assert statuses == ["restricted", "kicked", "left"]


async def test_an_ordinary_bot_bans_nobody(bot, club):
    with pytest.raises(TelegramBadRequest, match="not enough rights to restrict/unrestrict chat member"):
        await bot.ban_chat_member(CLUB, ANNA)
    with pytest.raises(TelegramBadRequest, match="not enough rights to manage chat invite link"):
        await bot.create_chat_invite_link(CLUB)


async def test_people_come_by_a_link(bot, sandbox, news):
    await bot.get_updates(allowed_updates=["chat_member", "chat_join_request"])
    link = await bot.create_chat_invite_link(STAFF, name="для Анны", member_limit=1)
    anna, ivan = sandbox.phone(ANNA, STAFF), sandbox.phone(IVAN, STAFF)
    anna.follows(link.invite_link)
    assert anna.says("я пришла")
    with pytest.raises(Impossible):
        ivan.follows(link.invite_link)
    asking = await bot.create_chat_invite_link(STAFF, creates_join_request=True)
    ivan.follows(asking.invite_link)
    await bot.approve_chat_join_request(STAFF, IVAN)
    assert ivan.says("и я")
    came, asked, let_in = await news()
    assert came.chat_member.invite_link.name == "для Анны"
    assert asked.chat_join_request.user_chat_id == IVAN
    assert let_in.chat_member.new_chat_member.user.id == IVAN


async def test_a_group_becomes_a_supergroup(bot, sandbox, club, news):
    anna = sandbox.phone(ANNA, CLUB)
    new = membership.migrate(sandbox.world, club, sandbox.world.users[ANNA])
    with pytest.raises(TelegramMigrateToChat) as refusal:
        await bot.send_message(CLUB, "раз")
    assert refusal.value.migrate_to_chat_id == new.id
    assert "group chat was upgraded to a supergroup chat" in refusal.value.message
    left, came = [update.message for update in await news()]
    assert (left.chat.id, left.migrate_to_chat_id) == (CLUB, new.id)
    assert (came.chat.id, came.migrate_from_chat_id) == (new.id, CLUB)
    await bot.send_message(new.id, "два")
    assert (await anna.hears())[0].text == "два"
    assert anna.says("/start").chat is new


async def test_anonymous_administrators_and_channels_hide_who_they_are(sandbox, maria, news):
    channel = sandbox.world.add_chat(-1_003, "Новости", type="channel", bot=None)
    with pytest.raises(Impossible):
        maria.says("от имени группы", as_chat=maria.chat)
    maria.chat.members[MARIA] = Member("administrator", {"is_anonymous": True})
    maria.says("от имени группы", as_chat=maria.chat)
    maria.says("от имени канала", as_chat=channel)
    group, post = [update.message for update in await news()]
    assert (group.from_user.id, group.sender_chat.id) == (1_087_968_824, STAFF)
    assert (post.from_user.id, post.sender_chat.title) == (136_817_688, "Новости")


async def test_a_member_only_writes_where_they_are(sandbox):
    with pytest.raises(Impossible):
        sandbox.phone(ANNA, STAFF).says("пустите")


async def test_pins_and_reactions(bot, sandbox, maria, news):
    await bot.get_updates(allowed_updates=["message_reaction"])
    sent = await bot.send_message(STAFF, "дежурство")
    await sent.pin()
    assert (await bot.get_chat(STAFF)).pinned_message.text == "дежурство"
    await sent.unpin()
    with pytest.raises(TelegramBadRequest, match="message to unpin not found"):
        await sent.unpin()
    await bot.set_message_reaction(STAFF, sent.message_id, [ReactionTypeEmoji(emoji="👍")])
    with pytest.raises(TelegramBadRequest, match="message to react not found"):
        await bot.set_message_reaction(STAFF, 999, [ReactionTypeEmoji(emoji="👍")])
    maria.reacts(sent.message_id, "❤")
    (update,) = await news()
    assert update.message_reaction.new_reaction[0].emoji == "❤"


async def test_leaving(bot, sandbox, maria, news):
    await bot.leave_chat(STAFF)
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(STAFF, "раз")
    assert maria.screen[-1].wire["left_chat_member"]["is_bot"]
