// The talk of one phone: its messages in order, days between them, and where the reader is.

import { bubble } from "./bubble.js";
import { make } from "./elements.js";
import { formatted, now } from "./time.js";

const DAY = { day: "numeric", month: "long" };
const DAY_AND_YEAR = { ...DAY, year: "numeric" };
const NEAR = 48; // pixels from the end that still count as being there

export class Log {
  #rows = new Map(); // message id -> its row; the messages of an album share one
  #stuck = true; // the reader is at the end and wants to stay there
  #unread = 0;
  #top = 0;

  /** `view` is what bubbles need (see bubble.js); `onUnread(count)` hears of messages that came out of sight. */
  constructor(phone, view, onUnread) {
    this.scroller = phone.querySelector(".log");
    this.list = phone.querySelector(".messages");
    this.down = phone.querySelector(".down");
    this.view = view;
    this.onUnread = onUnread;
    this.scroller.addEventListener("scroll", () => this.#look(), { passive: true });
    this.scroller.addEventListener("keydown", (event) => this.#walk(event));
    this.down.addEventListener("click", () => this.toEnd("smooth"));
    const keep = new ResizeObserver(() => this.#stuck && this.toEnd());
    keep.observe(this.list);
    keep.observe(this.scroller);
  }

  /** Show exactly these messages, touching only what differs. */
  reset(messages) {
    const wanted = new Set(messages.map((message) => message.id));
    for (const id of [...this.#rows.keys()]) if (!wanted.has(id)) this.remove(id);
    messages.forEach((message) => this.show(message, false));
  }

  /** Draw all anew, as when another person takes the phone. */
  redraw() {
    new Set(this.#rows.values()).forEach((row) => this.#draw(row));
  }

  /** A new message, or a new version of a known one. */
  show(message, live = true) {
    const known = this.#rows.get(message.id);
    if (known) return this.#change(known, message, live);
    const album = message.media_group_id && this.#albumRow(message.media_group_id);
    const row = album || this.#place(message);
    row.messages.push(message);
    this.#rows.set(message.id, row);
    this.#draw(row);
    if (!live) return undefined;
    row.classList.add("fresh");
    if (this.view.own(message)) this.toEnd();
    else if (!this.#stuck || !this.view.visible()) this.#count(this.#unread + 1);
    return undefined;
  }

  remove(id) {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.delete(id);
    row.messages = row.messages.filter((message) => message.id !== id);
    if (row.messages.length) return this.#draw(row);
    const next = row.nextElementSibling;
    row.remove();
    if (next) this.#dress(next);
  }

  /** Bring a message into view and light it up. */
  goTo(id) {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#stuck = false;
    row.scrollIntoView({ block: "center", behavior: "smooth" });
    flash(row);
  }

  /** How many messages came out of sight. */
  get unread() {
    return this.#unread;
  }

  toEnd(behavior = "instant") {
    this.#stuck = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior });
    if (this.view.visible()) this.#count(0);
  }

  /** The person looks at this phone now. */
  seen() {
    if (this.#stuck) this.toEnd();
  }

  /** The message that the element belongs to. */
  messageAt(element) {
    return element.closest(".message")?.messages?.[0] ?? null;
  }

  #change(row, message, live) {
    const place = row.messages.findIndex((one) => one.id === message.id);
    if (JSON.stringify(row.messages[place]) === JSON.stringify(message)) return;
    row.messages[place] = message;
    this.#draw(row);
    if (live) flash(row);
  }

  #albumRow(album) {
    return [...this.#rows.values()].find((row) => row.messages[0].media_group_id === album);
  }

  #place(message) {
    const row = make("article", { class: "message", tabindex: -1 });
    row.messages = [];
    let after = this.list.lastElementChild;
    while (after && after.messages[0].id > message.id) after = after.previousElementSibling;
    if (after) after.after(row);
    else this.list.prepend(row);
    return row;
  }

  #draw(row) {
    const focused = row.contains(document.activeElement) ? [...row.querySelectorAll("button, a")].indexOf(document.activeElement) : -2;
    const message = row.messages[0];
    row.dataset.id = message.id;
    row.dataset.from = message.from?.id ?? "";
    row.classList.toggle("own", !message.service && this.view.own(message));
    row.replaceChildren(bubble(row.messages, this.view));
    this.#dress(row);
    if (row.nextElementSibling) this.#dress(row.nextElementSibling);
    if (focused > -2) (row.querySelectorAll("button, a")[focused] ?? row).focus({ preventScroll: true });
  }

  /** Day above, and whether the row continues what the same person said before. */
  #dress(row) {
    const before = row.previousElementSibling;
    const message = row.messages[0];
    const earlier = before?.messages[0];
    row.querySelector(":scope > .day")?.remove();
    const newDay = !earlier || dayOf(earlier) !== dayOf(message);
    if (newDay) row.prepend(make("div", { class: "day" }, dayOf(message)));
    const follows = !newDay && !message.service && !earlier.service && earlier.from?.id === message.from?.id && message.date - earlier.date < 600;
    row.classList.toggle("follows", follows);
    before?.classList.toggle("followed", follows);
    if (!row.nextElementSibling) row.classList.remove("followed");
  }

  /** Another day has come: "Сегодня" is "Вчера" now. */
  nameDays() {
    for (const row of this.list.children) {
      const day = row.querySelector(":scope > .day");
      if (day) day.textContent = dayOf(row.messages[0]);
    }
  }

  #look() {
    if (!this.scroller.clientHeight) return;
    const rest = this.scroller.scrollHeight - this.scroller.clientHeight - this.scroller.scrollTop;
    const upwards = this.scroller.scrollTop < this.#top; // only a person scrolls up; below, something may have grown
    this.#top = this.scroller.scrollTop;
    if (rest < NEAR) this.#stuck = true;
    else if (upwards) this.#stuck = false;
    this.down.hidden = this.#stuck;
    if (this.#stuck && this.view.visible()) this.#count(0);
  }

  #count(unread) {
    this.#unread = unread;
    const badge = this.down.querySelector(".count");
    badge.textContent = unread;
    badge.hidden = !unread;
    this.onUnread(unread);
  }

  #walk(event) {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    const rows = [...this.list.children];
    const at = rows.indexOf(document.activeElement.closest(".message"));
    const next = event.key === "ArrowUp" ? (at < 0 ? rows.at(-1) : rows[at - 1]) : rows[at + 1];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
}

function dayOf({ date }) {
  const day = formatted(date, DAY_AND_YEAR);
  if (day === formatted(now(), DAY_AND_YEAR)) return "Сегодня";
  if (day === formatted(now() - 86400, DAY_AND_YEAR)) return "Вчера";
  const year = { year: "numeric" };
  return formatted(date, year) === formatted(now(), year) ? formatted(date, DAY) : day;
}

function flash(row) {
  row.classList.remove("flash");
  void row.offsetWidth; // so that the animation starts again
  row.classList.add("flash");
}
