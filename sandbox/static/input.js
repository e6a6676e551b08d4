// The lower end of a phone: where people write, answer, edit and press the bot's keyboard.

import { gist } from "./bubble.js";
import { make } from "./elements.js";
import { Sharing } from "./sharing.js";
import { link } from "./text.js";

const LONGEST = 4096; // characters; messengers cut longer texts into several messages
const TOUCH = matchMedia("(pointer: coarse)");

/** `hand` is the phone's: `screen`, `say(text, replyTo)`, `edit(message, text)`, `pressKey(key, element)`, `lastOwn()`, `author(message)` and what Sharing needs. */
export class Input {
  #about = null; // {message, editing}: what is being answered or edited
  #keyboard = null;

  constructor(phone, hand) {
    this.hand = hand;
    this.form = phone.querySelector(".composer");
    this.field = phone.querySelector(".input");
    this.about = phone.querySelector(".about");
    this.keys = phone.querySelector(".reply-keyboard");
    this.toggle = phone.querySelector(".keyboard-toggle");
    this.sharing = new Sharing(this.form, hand);
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#send(); });
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("input", () => this.#fit());
    this.field.addEventListener("focus", () => { if (TOUCH.matches) this.#open(false); });
    this.field.addEventListener("paste", (event) => this.#paste(event));
    this.about.querySelector("button").addEventListener("click", () => this.forget());
    this.toggle.addEventListener("click", () => this.#open(this.keys.hidden));
    this.#fit();
  }

  /** The next text answers this message. */
  answer(message) {
    if (this.#about?.editing) this.#write("");
    this.#tell({ message, editing: false }, `Ответ: ${this.hand.author(message)}`);
  }

  /** The next text replaces this message's. */
  edit(message) {
    this.#tell({ message, editing: true }, "Изменить сообщение");
    this.#write(message.text);
  }

  forget() {
    if (this.#about?.editing) this.#write("");
    this.#about = null;
    this.about.hidden = true;
    this.field.focus();
  }

  /** The bot's keyboard, or null when there is none. */
  setKeyboard(keyboard) {
    if (JSON.stringify(keyboard) === JSON.stringify(this.#keyboard)) return;
    this.#keyboard = keyboard;
    this.field.placeholder = keyboard?.placeholder || "Сообщение";
    this.toggle.hidden = !keyboard;
    this.keys.replaceChildren(...(keyboard?.rows ?? []).map((row) => make("div", { class: "row" }, ...row.map((key) => this.#keyButton(key)))));
    this.#open(Boolean(keyboard));
  }

  #keyButton(key) {
    const press = () => {
      if (key.request_contact) return this.sharing.askContact();
      if (key.request_location) return this.sharing.askLocation();
      if (key.data) return this.hand.pressKey(key, element);
      return this.hand.say(key.text);
    };
    if (key.url) {
      const anchor = link(key.url);
      anchor.classList.replace("link", "key");
      anchor.append(key.text);
      return anchor;
    }
    const element = make("button", { type: "button", class: "key", "data-color": key.color, onclick: press }, key.text);
    return element;
  }

  #open(open) {
    this.keys.hidden = !open || !this.#keyboard;
    this.toggle.setAttribute("aria-expanded", String(!this.keys.hidden));
  }

  #tell(about, title) {
    this.#about = about;
    this.about.querySelector("b").textContent = title;
    this.about.querySelector("span").textContent = gist(about.message);
    this.about.querySelector("use").setAttribute("href", about.editing ? "#edit" : "#reply");
    this.about.hidden = false;
    this.field.focus();
  }

  async #send() {
    const text = this.field.value.trim();
    if (!text) return;
    const about = this.#about;
    this.#write("");
    this.#about = null;
    this.about.hidden = true;
    const done = about?.editing ? await this.hand.edit(about.message, text) : await this.#sayAll(text, about?.message.id);
    if (!done && !this.field.value) this.#write(text); // what was written is never lost
  }

  async #sayAll(text, replyTo) {
    for (let at = 0; at < text.length; at += LONGEST) {
      if (!(await this.hand.say(text.slice(at, at + LONGEST), at ? undefined : replyTo))) return false;
    }
    return true;
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !TOUCH.matches) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape" && this.#about) {
      this.forget();
    } else if (event.key === "ArrowUp" && !this.field.value && !this.#about) {
      const last = this.hand.lastOwn();
      if (last) { event.preventDefault(); this.edit(last); }
    }
  }

  #paste(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.sharing.offer(files.every((file) => file.type.startsWith("image/")) ? "photo" : "document", files);
  }

  #write(text) {
    this.field.value = text;
    this.#fit();
  }

  #fit() {
    this.field.style.height = "auto";
    if (this.field.value) this.field.style.height = `${this.field.scrollHeight}px`;
    else this.field.style.removeProperty("height");
    this.form.classList.toggle("ready", Boolean(this.field.value.trim()));
  }
}
