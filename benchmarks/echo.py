"""The measure of everything: the shortest bot that aiogram's own documentation teaches, by long polling."""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    """Say back what was said."""
    await message.answer(message.text or "")


async def main() -> None:
    """Poll until told to end."""
    server = TelegramAPIServer.from_base(os.environ["ECHO_API_URL"])
    bot = Bot(os.environ["ECHO_TOKEN"], session=AiohttpSession(api=server))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
