// One phone: somebody's view of one chat, and their hand on it.

import { gist, picture } from "./bubble.js";
import { control } from "./control.js";
import { make } from "./elements.js";
import { Input } from "./input.js";
import { insideLink } from "./links.js";
import { Log } from "./log.js";
import { ask, openMenu, toast } from "./overlay.js";
import { link } from "./text.js";
import { WAYS } from "./ways.js";
import { nameOf } from "./world.js";

const PLURAL = new Intl.PluralRules("ru");
const MEMBERS = { one: "участник", few: "участника", many: "участников", other: "участника" };
const PATIENCE = 30_000; // ms until a pressed button stops waiting for its answer
const TYPING = 5_000; // ms that "typing" is shown, as in Telegram
const OUTSIDE = "Вас нет в этом чате. Войти можно по ссылке-приглашению.";
const REACTIONS = ["👍", "❤", "🔥"];
const HURRY = ["Здравствуйте", "Мне нужна помощь", "Вы здесь?"];

export class Phone {
  #pressed = []; // buttons that wait for their answer: {user, element}
  #queue = Promise.resolve(); // what the person does arrives in the order it was done
  #typing = 0;

  /** `shell` is the page's: `visible(phone)`, `unread(phone, count)`, `open(user, payload)`, `enlarge(url, text)`. */
  constructor(world, spec, shell) {
    Object.assign(this, { world, spec, shell, actor: spec.actors?.[0] ?? spec.user });
    this.element = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.element.dataset.phone = spec.key;
    this.element.id = `phone-${spec.key}`;
    this.element.classList.add(this.messenger);
    this.screen = this.#find(".screen");
    this.log = new Log(this.element, this.#view(), (count) => shell.unread(this, count));
    this.input = new Input(this.element, this.#hand());
    this.#find(".menu-button").addEventListener("click", () => this.#menu());
    this.#find(".start").addEventListener("click", () => this.#do(() => control.start(this.actor)));
    this.#find(".unblock").addEventListener("click", () => (this.chat.blocked ? this.#block(false) : this.#allow(true)));
    this.#find(".pinned").addEventListener("click", () => this.log.goTo(this.chat.pinned));
    this.#find(".problem button").addEventListener("click", () => this.problem(""));
    this.log.scroller.addEventListener("click", (event) => this.#follow(event));
    this.log.scroller.addEventListener("contextmenu", (event) => this.#messageMenu(event));
    this.#longPress();
    this.#actors();
  }

  get messenger() {
    return this.spec.messenger ?? "telegram";
  }

  get ways() {
    return WAYS[this.messenger];
  }

  get bot() {
    return this.world.bots[this.messenger];
  }

  /** A chat of several that the person is not in shows them nothing. */
  get #outside() {
    return this.chat.type !== "private" && !this.chat.members.includes(this.actor);
  }

  get chat() {
    return this.world.chats[this.spec.chat];
  }

  /** Show the world as it is now. */
  refresh() {
    this.pin();
    this.typing(this.chat.typing);
    this.log.reset(this.chat.messages);
    this.input.setKeyboard(this.world.keyboard(this.spec.chat, this.actor));
    this.#foot();
  }

  show(message) {
    if (message.from?.id === this.bot.id) this.typing(false);
    this.log.show(message);
    this.#foot();
  }

  remove(id) {
    this.log.remove(id);
    this.#foot();
  }

  /** Show on top of the talk what is pinned there now. */
  pin() {
    const message = this.world.message(this.spec.chat, this.chat.pinned);
    const place = this.#find(".pinned");
    place.hidden = !message || this.#outside;
    if (message) place.querySelector("span").textContent = gist(message);
  }

  showKeyboard() {
    this.input.setKeyboard(this.world.keyboard(this.spec.chat, this.actor));
  }

  typing(on) {
    clearTimeout(this.#typing);
    if (!this.chat) return; // the group has become another one meanwhile
    this.chat.typing = on;
    if (on) this.#typing = setTimeout(() => this.typing(false), TYPING);
    this.#head();
  }

  /** Does this phone wait for such an answer to a press? */
  awaits({ user, chat }) {
    return (chat ?? this.spec.chat) === this.spec.chat && this.#pressed.some((press) => press.user === user);
  }

  /** The bot's answer to a press. */
  answered({ user, text, alert, url }) {
    const press = this.#pressed.find((one) => one.user === user);
    if (press) this.#rest(press);
    if (text && alert) ask(this.screen, { text, role: "alertdialog", actions: [{ label: "Хорошо", value: true }] });
    else if (text) toast(this.element, text);
    else if (url) this.#open(url);
  }

  /** Say in the phone what went wrong; an empty sentence takes it away. */
  problem(sentence) {
    const place = this.#find(".problem");
    place.querySelector("span").textContent = sentence;
    place.hidden = !sentence;
  }

  #find(selector) {
    return this.element.querySelector(selector);
  }

  #view() {
    return {
      world: this.world,
      commands: this.messenger === "telegram",
      group: this.chat.type !== "private",
      own: (message) => message.from?.id === this.actor,
      visible: () => this.shell.visible(this),
      press: (message, button, element) => this.#press(message.id, button, element),
      goTo: (id) => this.log.goTo(id),
      answer: (message) => this.input.answer(message),
      enlarge: this.shell.enlarge,
      mine: (who) => who.includes(this.actor),
      react: (message, emoji) => this.#react(message, emoji),
    };
  }

  /** One's own reaction is put, or taken away where it is there already. */
  #react(message, emoji) {
    const there = message.reactions?.some((one) => one.emoji === emoji && one.who.includes(this.actor));
    this.#do(() => control.react(this.actor, this.spec.chat, message.id, there ? "" : emoji));
  }

  #hand() {
    const chat = this.spec.chat;
    return {
      screen: this.screen,
      say: (text, replyTo) => this.#do(() => control.say(this.actor, chat, text, replyTo)),
      edit: (message, text) => this.#do(() => control.edit(this.actor, chat, message.id, text)),
      upload: (kind, files, caption) => this.#do(() => control.upload(this.actor, chat, kind, files, caption)),
      pressKey: (key, element) => this.#press(null, key, element),
      contact: this.messenger === "telegram" ? () => this.#do(() => control.contact(this.actor, chat)) : null,
      location: (latitude, longitude) => this.#do(() => control.location(this.actor, chat, latitude, longitude)),
      author: (message) => nameOf(message.from),
      lastOwn: () => this.chat.messages.findLast((message) => message.text && message.from?.id === this.actor),
    };
  }

  /** Do one thing after what was begun before it; answers whether it was done. */
  #do(action) {
    const done = this.#queue.then(action).then(
      () => { this.problem(""); return true; },
      (error) => { this.problem(error.message); return false; },
    );
    this.#queue = done;
    return done;
  }

  async #press(message, button, element) {
    if (element.classList.contains("waiting")) return;
    const press = { user: this.actor, element };
    press.timer = setTimeout(() => this.#rest(press), PATIENCE);
    element.classList.add("waiting");
    element.setAttribute("aria-busy", "true");
    this.#pressed.push(press);
    const done = await this.#do(() => control.press(this.actor, this.spec.chat, message, button.data).then(({ query }) => query || this.#rest(press)));
    if (!done) this.#rest(press);
  }

  #rest(press) {
    clearTimeout(press.timer);
    press.element.classList.remove("waiting");
    press.element.removeAttribute("aria-busy");
    this.#pressed = this.#pressed.filter((one) => one !== press);
  }

  #head() {
    const { bot, chat, ways } = this;
    const group = chat.type !== "private";
    const count = chat.members?.length ?? 0;
    const title = group ? chat.title : nameOf(bot) || "Бот";
    const rest = group ? `${count} ${MEMBERS[PLURAL.select(count)]}` : ways.bot;
    this.#find(".owner .name").textContent = this.spec.title;
    this.#find(".owner .messenger").textContent = ways.name;
    this.#find(".title").textContent = title;
    this.#find(".status").textContent = chat.typing ? (group ? `${bot.first_name} печатает…` : "печатает…") : rest;
    this.#find(".bar").classList.toggle("typing", Boolean(chat.typing));
    this.element.setAttribute("aria-label", `Телефон: ${this.spec.title}`);
    this.log.scroller.setAttribute("aria-label", `Переписка: ${this.spec.title}`);
    this.#find(".bar .avatar").replaceWith(picture(title, group ? chat.id : bot.id));
  }

  #foot() {
    const own = this.chat.type === "private";
    const empty = !this.chat.messages.length;
    const blocked = own && Boolean(this.chat.blocked);
    const outside = this.#outside;
    const quiet = blocked || outside || (own && empty);
    this.#find(".start").hidden = blocked || !(own && empty);
    const denied = own && !blocked && !empty && Boolean(this.chat.denied);
    this.#find(".unblock").hidden = !blocked && !denied;
    this.#find(".unblock").textContent = denied ? "Разрешить сообщения" : this.ways.release;
    this.#find(".composer").hidden = quiet;
    this.screen.classList.toggle("quiet", quiet);
    this.screen.classList.toggle("outside", outside);
    const hint = this.#find(".empty");
    hint.hidden = !empty && !outside;
    hint.textContent = outside ? OUTSIDE : own ? this.ways.empty : this.ways.quiet;
  }

  #actors() {
    const place = this.#find(".actors");
    const people = this.spec.actors ?? [];
    place.hidden = people.length < 2;
    for (const id of people) {
      const choose = () => { this.actor = id; this.log.redraw(); this.pin(); this.showKeyboard(); this.#foot(); };
      const radio = make("input", { type: "radio", name: `actor-${this.spec.key}`, value: id, checked: id === this.actor, onchange: choose });
      place.append(make("label", {}, radio, make("span", {}, this.world.user(id).first_name)));
    }
  }

  #menu() {
    const own = this.chat.type === "private";
    const { blocked, denied } = this.chat;
    const { ways } = this;
    const free = own && this.messenger === "vk" && !blocked;
    const hurry = () => HURRY.forEach((text) => this.#do(() => control.say(this.actor, this.spec.chat, text)));
    openMenu(this.screen, this.#find(".menu-button"), "Меню телефона", [
      own && !blocked ? { label: ways.again, icon: "restart", do: () => this.#do(() => control.start(this.actor)) } : null,
      { label: "Три сообщения подряд", icon: "three", do: hurry },
      free && !denied ? { label: "Запретить сообщения", icon: "mute", do: () => this.#allow(false) } : null,
      free && denied ? { label: "Разрешить сообщения", icon: "mute", do: () => this.#allow(true) } : null,
      own && blocked ? { label: ways.unblock, icon: "lock", do: () => this.#block(false) } : null,
      own && !blocked ? { label: ways.block, icon: "lock", do: () => this.#block(true) } : null,
    ]);
  }

  async #block(blocked) {
    if (!(await this.#do(() => control.block(this.actor, blocked)))) return;
    this.chat.blocked = blocked;
    this.#foot();
  }

  async #allow(allowed) {
    if (!(await this.#do(() => control.allow(this.actor, allowed)))) return;
    this.chat.denied = !allowed;
    this.#foot();
  }

  #messageMenu(event) {
    const message = this.log.messageAt(event.target);
    if (!message || message.service || this.screen.querySelector(".menu")) return;
    if (!getSelection().isCollapsed && event.pointerType !== "touch") return; // the browser's own menu copies the selection
    event.preventDefault();
    const text = message.text || message.caption;
    const own = message.from?.id === this.actor && message.text;
    const keyboard = !event.clientX && !event.clientY;
    openMenu(this.screen, keyboard ? event.target : event, "Сообщение", [
      { label: "Ответить", icon: "reply", do: () => this.input.answer(message) },
      own ? { label: "Изменить", icon: "edit", do: () => this.input.edit(message) } : null,
      ...(this.chat.type === "private" ? [] : REACTIONS.map((emoji) => ({ label: emoji, icon: "heart", do: () => this.#react(message, emoji) }))),
      text ? { label: "Копировать текст", icon: "copy", do: () => navigator.clipboard?.writeText(text) } : null,
    ]);
  }

  /** Some touch screens have no context menu of their own. */
  #longPress() {
    let timer = 0;
    let from = null;
    const { scroller } = this.log;
    const stop = () => clearTimeout(timer);
    scroller.addEventListener("pointerdown", (event) => {
      stop();
      from = event;
      if (event.pointerType === "touch") timer = setTimeout(() => this.#messageMenu(event), 500);
    });
    scroller.addEventListener("pointermove", (event) => {
      if (from && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > 10) stop();
    });
    ["pointerup", "pointercancel"].forEach((name) => scroller.addEventListener(name, stop));
    scroller.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.classList.contains("message")) this.#messageMenu(event);
    });
  }

  #follow(event) {
    const command = event.target.closest("[data-command]");
    if (command) this.#do(() => control.say(this.actor, this.spec.chat, command.dataset.command));
    const anchor = event.target.closest("a[href]");
    if (anchor && this.#inside(anchor.href)) event.preventDefault();
  }

  /** An answer to a press opens a link: inside the page at once, elsewhere by the person's own hand. */
  #open(url) {
    if (this.#inside(url)) return;
    const anchor = link(url);
    anchor.append(url);
    toast(this.element, anchor);
  }

  /** Come into a chat by its link, and look at it; where a moderator decides, the wish is told. */
  #join(link) {
    this.#do(async () => {
      const { chat, asked } = await control.follow(this.actor, link);
      if (asked) toast(this.element, "Заявка отправлена. Ждём решения модератора.");
      else this.shell.enter(this.actor, chat);
    });
  }

  /** Follow a link that stays on the page; answers whether it does. */
  #inside(href) {
    const inside = insideLink(href, this.world.bots);
    if (!inside) return false;
    if (inside.foreign) toast(this.element, "Такая ссылка открывается только в мессенджере.");
    else if (inside.messenger !== this.messenger) toast(this.element, `Эта ссылка открывает другой мессенджер: ${WAYS[inside.messenger].name}.`);
    else if (inside.invite) this.#join(inside.invite);
    else if (inside.payload === null) this.shell.open(this.actor);
    else this.#do(() => control.start(this.actor, inside.payload)).then((done) => done && this.shell.open(this.actor));
    return true;
  }
}
