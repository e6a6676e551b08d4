"""What the line does in VK's chats without saying anything, and what it reads of people there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.messengers.vk.clients import CallFailed, Clients
from bot.messengers.vk.decode import CHATS
from bot.messengers.vk.verdicts import classify
from bot.vocabulary import Act, Answer, Letter, Verdict

REACTIONS: Mapping[str, int] = {
    "❤": 1, "🔥": 2, "😂": 3, "👍": 4, "💩": 5, "❓": 6, "😭": 7, "😡": 8, "👎": 9, "👌": 10, "😃": 11,
    "🤔": 12, "🙏": 13, "😘": 14, "😍": 15, "🎉": 16,
}  # fmt: skip
"""VK's numbers of reactions; another emoji has none."""

RIGHTS = ("read", "delete", "restrict", "invite", "pin")
"""What an administrator of a chat may do: VK gives all of it, or nothing."""

MEMBERS = 200
"""Members of a chat in one call."""

_VARIANT = "\ufe0f"
"""The sign that asks for the coloured form of an emoji: with it or without, it is the same one."""

_DENIED, _NO_SUCH_MESSAGE, _NOT_FOR_ALL, _NOT_IN_CHAT = 15, 100, 924, 935
_RIGHTLESS = frozenset({917, 919, 925, 931})
_ODD_REACTION = frozenset({1009, 1010, 1011})


class Deeds:
    """The deeds of one community."""

    def __init__(self, clients: Clients, group: int) -> None:
        self._clients = clients
        self._group = group

    async def do(self, letter: Letter, *, first: bool) -> Answer:
        """What a letter asks that says nothing; raises CallFailed for what any call may fail with."""
        try:
            return await self._do(letter, first=first)
        except CallFailed as error:
            if letter.act is Act.REACT and error.code in _ODD_REACTION:
                return Answer(Verdict.SENT, result={"refused": "impossible"}, why=str(error))
            if letter.act is Act.REMOVE and error.code == _NOT_IN_CHAT:
                return Answer(Verdict.SENT)
            classed = classify(error.code, str(error))
            if error.code in _RIGHTLESS:
                return replace(classed, result={"refused": "rights"})
            if letter.act is Act.REMOVE and error.code == _DENIED and classed.verdict is Verdict.UNREACHABLE:
                return replace(classed, result={"refused": "administrator"})
            if letter.act in (Act.REACT, Act.PIN) and error.code == _NO_SUCH_MESSAGE:
                return Answer(Verdict.GONE, why=str(error))
            raise

    async def _do(self, letter: Letter, *, first: bool) -> Answer:
        peer, target = letter.address.chat, letter.target
        match letter.act:
            case Act.MEMBER:
                return await self._member(peer, target, first=first)
            case Act.NAME:
                found = await self._clients.call("users.get", {"user_ids": target}, first=first)
                return Answer(Verdict.SENT, result={"name": full_name(found)})
            case Act.ADMINS:
                return await self._runners(peer, first=first)
            case Act.DELETE:
                return await self._delete(letter, first=first)
            case Act.REACT:
                return await self._react(letter, first=first)
            case Act.REMOVE:
                await self._clients.call(
                    "messages.removeChatUser", {"chat_id": peer - CHATS, "member_id": target}, first=first
                )
            case Act.INVITE:
                # There is one link into a chat: another one makes the former useless.
                values = {"peer_id": peer, "reset": int(bool((letter.wants or {}).get("reset")))}
                link = await self._clients.call("messages.getInviteLink", values, first=first)
                return Answer(Verdict.SENT, result={"link": str(link["link"])})
            case Act.PIN:
                await self._clients.call("messages.pin", {"peer_id": peer, "cmid": target}, first=first)
            case Act.UNPIN:
                await self._clients.call("messages.unpin", {"peer_id": peer}, first=first)
            case _:
                # VK silences nobody in a chat, has no wishes to come in, and lets nobody in again by a call.
                return Answer(
                    Verdict.UNREACHABLE, result={"refused": "impossible"}, why="VK has no such thing"
                )
        return Answer(Verdict.SENT)

    async def _delete(self, letter: Letter, *, first: bool) -> Answer:
        numbers = ",".join(str(number) for number in (letter.wants or {})["messages"])
        gone = {"peer_id": letter.address.chat, "cmids": numbers, "delete_for_all": 1}
        answers = await self._clients.call("messages.delete", gone, first=first)
        errors = [one["error"] for one in answers if isinstance(one, Mapping) and one.get("error")]
        if any(int(error.get("code") or 0) == _NOT_FOR_ALL for error in errors):
            why = str(errors[0].get("description") or "")
            return Answer(Verdict.UNREACHABLE, result={"refused": "rights"}, why=why)
        return Answer(Verdict.SENT)

    async def _react(self, letter: Letter, *, first: bool) -> Answer:
        aim = {"peer_id": letter.address.chat, "cmid": letter.target}
        emoji = letter.message.text.replace(_VARIANT, "") if letter.message is not None else ""
        if not emoji:
            await self._clients.call("messages.deleteReaction", aim, first=first)
        elif emoji in REACTIONS:
            values = {**aim, "reaction_id": REACTIONS[emoji]}
            await self._clients.call("messages.sendReaction", values, first=first)
        else:
            return Answer(Verdict.SENT, result={"refused": "impossible"}, why="VK has no such reaction")
        return Answer(Verdict.SENT)

    async def _runners(self, peer: int, *, first: bool) -> Answer:
        admins: list[list[Any]] = []
        rights: Sequence[str] = ()
        count = 0
        async for items, names in self._pages(peer, first=first):
            for item in items:
                account, runs = int(item["member_id"]), bool(item.get("is_admin") or item.get("is_owner"))
                count += account > 0
                if account > 0 and runs:
                    admins.append([account, names.get(account, "")])
                elif account == -self._group and runs:
                    rights = RIGHTS
        return Answer(Verdict.SENT, result={"admins": admins, "rights": list(rights), "count": count})

    async def _member(self, peer: int, account: int, *, first: bool) -> Answer:
        async for items, names in self._pages(peer, first=first):
            if any(int(item["member_id"]) == account for item in items):
                # The names come along: a worker is known by name before the first card says who took it.
                return Answer(Verdict.SENT, result={"present": True, "name": names.get(account, "")})
        return Answer(Verdict.SENT, result={"present": False})

    async def _pages(
        self, peer: int, *, first: bool
    ) -> AsyncIterator[tuple[Sequence[Mapping[str, Any]], Mapping[int, str]]]:
        """The members of a chat, a page after another, with the names of the people among them."""
        values: dict[str, Any] = {"peer_id": peer, "group_id": self._group, "count": MEMBERS, "offset": 0}
        while True:
            answer = await self._clients.call("messages.getConversationMembers", values, first=first)
            items = answer.get("items") or ()
            yield items, {int(one["id"]): full_name([one]) for one in answer.get("profiles") or ()}
            values["offset"] += len(items)
            if not items or values["offset"] >= int(answer.get("count") or 0):
                return


def full_name(profiles: Sequence[Mapping[str, Any]]) -> str:
    """A person's name as VK shows it; empty where VK does not know them."""
    names = (profiles[0].get("first_name"), profiles[0].get("last_name")) if profiles else ()
    return " ".join(filter(None, names))
