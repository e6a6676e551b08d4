// What messengers call things, each in its own way.

export const WAYS = {
  telegram: {
    name: "Telegram",
    bot: "бот",
    again: "Начать заново (/start)",
    block: "Заблокировать бота",
    unblock: "Разблокировать бота",
    release: "Разблокировать",
    empty: "Здесь пока ничего нет. Нажмите «Начать», и бот поздоровается.",
    quiet: "В этой группе пока тихо.",
  },
  vk: {
    name: "ВКонтакте",
    bot: "сообщество",
    again: "Нажать «Начать» ещё раз",
    block: "В чёрный список",
    unblock: "Убрать из чёрного списка",
    release: "Убрать из чёрного списка",
    empty: "Здесь пока ничего нет. Нажмите «Начать», и сообщество поздоровается.",
    quiet: "В этой беседе пока тихо.",
  },
};

/** What people call the messenger of a phone. */
export const messengerOf = (spec) => (WAYS[spec.messenger] ?? WAYS.telegram).name;
