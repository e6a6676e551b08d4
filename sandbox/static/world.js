// What is so in the sandbox: read once, then kept true by server-sent events.

import { control } from "./control.js";

const PAUSES = [500, 1000, 2000, 4000];

/** A person's, bot's or chat's whole name. */
export function nameOf(user) {
  return [user?.first_name, user?.last_name].filter(Boolean).join(" ");
}

/**
 * Users, chats and phones as the sandbox tells them.
 * Says "world", "message", "deleted", "keyboard", "toast", "typing", "pinned", "time" (detail: the event) and "link" (detail: connected or not).
 */
export class World extends EventTarget {
  bots = {}; // by messenger; on VK it is the community
  phones = [];
  users = {};
  chats = {};
  time = null; // how the clock of the sandbox goes, where it can be moved
  #source = null;
  #meanwhile = null; // events that came while the world was being read
  #failures = 0;

  /** Listen to the sandbox until the page is closed. */
  connect() {
    const source = (this.#source = new EventSource("api/events"));
    source.onopen = () => this.#read();
    source.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    source.onerror = () => this.#again(source);
  }

  user(id) {
    return this.users[id] ?? Object.values(this.bots).find((bot) => bot.id === id) ?? { id, first_name: "Неизвестный" };
  }

  name(id) {
    return nameOf(this.user(id));
  }

  message(chat, id) {
    return this.chats[chat]?.messages.find((message) => message.id === id) ?? null;
  }

  /** The keyboard under the input that this person sees in this chat. */
  keyboard(chat, user) {
    const { keyboard, keyboards } = this.chats[chat] ?? {};
    return keyboards && user in keyboards ? keyboards[user] : (keyboard ?? null);
  }

  /** The phone that shows this person's private chat with the bot. */
  privatePhone(user) {
    return this.phones.find((phone) => phone.user === user && this.chats[phone.chat]?.type === "private") ?? null;
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #again(source) {
    if (source !== this.#source) return;
    source.close();
    this.#tell("link", false);
    const pause = PAUSES[Math.min(this.#failures++, PAUSES.length - 1)];
    setTimeout(() => this.connect(), pause);
  }

  async #read() {
    const source = this.#source;
    const meanwhile = (this.#meanwhile = []);
    let told;
    try {
      told = await control.world();
    } catch {
      if (meanwhile === this.#meanwhile) this.#again(source);
      return;
    }
    if (meanwhile !== this.#meanwhile) return; // a later reading has taken over
    const { bots, phones, users, chats, time } = told;
    Object.assign(this, { bots, phones, users, chats, time });
    this.#meanwhile = null;
    this.#failures = 0;
    this.#tell("link", true);
    this.#tell("world");
    meanwhile.forEach((event) => this.#hear(event));
  }

  #hear(event) {
    if (this.#meanwhile) {
      this.#meanwhile.push(event);
      return;
    }
    const chat = this.chats[event.chat];
    if (event.type === "time") this.time = event.time;
    if (event.type === "world" || (event.chat !== undefined && !chat)) {
      this.#read();
      return;
    }
    if (event.type === "message") this.#keep(chat, event.message);
    if (event.type === "deleted") chat.messages = chat.messages.filter((message) => message.id !== event.id);
    if (event.type === "pinned") chat.pinned = event.id;
    if (event.type === "keyboard") {
      if (!event.user) Object.assign(chat, { keyboard: event.keyboard, keyboards: {} });
      else chat.keyboards = { ...chat.keyboards, [event.user]: event.keyboard };
    }
    this.#tell(event.type, event);
  }

  #keep(chat, message) {
    const place = chat.messages.findIndex((known) => known.id >= message.id);
    if (place < 0) chat.messages.push(message);
    else if (chat.messages[place].id === message.id) chat.messages[place] = message;
    else chat.messages.splice(place, 0, message);
  }
}
