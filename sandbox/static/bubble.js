// One message (or one album) as people see it.

import { fileUrl } from "./control.js";
import { icon, initials, make } from "./elements.js";
import { link, write } from "./text.js";
import { formatted } from "./time.js";
import { player } from "./voice.js";
import { nameOf } from "./world.js";

const CLOCK = { hour: "2-digit", minute: "2-digit" };
const SIZES = new Intl.NumberFormat("ru", { maximumFractionDigits: 1 });

/**
 * The element of the messages (several only for an album). `view` is the phone's: `world`, `group`, `own(message)`,
 * `press(message, button, element)`, `goTo(id)`, `answer(message)`, `enlarge(url, text)`, `react(message, emoji)`,
 * `mine(who)`.
 */
export function bubble(messages, view) {
  const message = messages[0];
  if (message.service) return make("div", { class: "service" }, message.service);
  const own = view.own(message);
  const face = make("div", { class: `bubble${bare(message) ? " bare" : ""}` });
  if (view.group && !own && message.from) face.append(sender(message.from));
  if (message.forward) face.append(make("div", { class: "forward" }, `Переслано от: ${message.forward}`));
  if (message.reply_to) face.append(quote(message, view));
  face.append(...contents(messages, view), ...(message.forwards ?? []).map((one) => forwarded(one, view)));
  face.append(words(messages.find((one) => one.text || one.caption) ?? message, message.date, view));
  const line = make("div", { class: "line" }, face, own ? null : answerButton(message, view));
  if (own) line.prepend(answerButton(message, view));
  if (view.group && !own) line.prepend(picture(nameOf(message.from), message.from?.id ?? 0));
  const column = make("div", { class: "column" }, line);
  if (message.reactions?.length) column.append(reactions(message, view));
  if (message.buttons?.length) column.append(buttons(message, view));
  return column;
}

/** A round picture with initials; its colour goes by the id. */
export function picture(name, id) {
  return make("span", { class: `avatar tone-${tone(id)}`, "aria-hidden": "true" }, initials(name));
}

/** A message in a few words, for a quote. */
export function gist(message) {
  const what = { photo: "Фотография", voice: "Голосовое сообщение", document: "Файл", location: "Геопозиция", contact: "Контакт", sticker: "Наклейка" };
  const kind = Object.keys(what).find((key) => message[key]);
  return message.text || message.caption || what[kind] || message.service || "Сообщение";
}

const tone = (id) => Math.abs(Number(String(id).replace(/^\D+:/, ""))) % 7;
const bare = (message) => Boolean(message.sticker) && !message.reply_to;

function sender(from) {
  return make("div", { class: `sender tone-${tone(from.id)}` }, nameOf(from));
}

function quote(message, view) {
  const original = view.world.message(message.chat, message.reply_to);
  const author = nameOf(original?.from);
  return make(
    "button",
    { type: "button", class: "quote", "aria-label": "К сообщению, на которое отвечают", onclick: () => view.goTo(message.reply_to) },
    make("b", {}, author || "Сообщение"),
    make("span", {}, original ? gist(original) : "удалено"),
  );
}

function words(message, date, view) {
  const text = message.text || message.caption || "";
  const body = make("div", { class: text ? "body" : "body wordless" });
  if (text) {
    const entities = message.text ? message.entities : (message.caption_entities ?? message.entities);
    body.append(write(make("span", { class: "text" }), text, entities, view.commands));
  }
  const meta = make("span", { class: "meta" });
  if (message.edited) meta.append(make("span", { class: "edited" }, "изменено"), " ");
  meta.append(make("time", { datetime: new Date(date * 1000).toISOString() }, formatted(date, CLOCK)));
  body.append(meta);
  return body;
}

function contents(messages, view) {
  const message = messages[0];
  const photos = messages.flatMap((one) => (one.photos ?? [one.photo]).filter(Boolean).map((file) => ({ file, caption: one.caption })));
  const parts = [];
  if (photos.length) {
    const pictures = photos.map((one) => photo(one, view));
    parts.push(make("div", { class: photos.length > 1 ? "album" : "single" }, ...pictures));
  }
  if (message.voice) parts.push(player(message.voice));
  parts.push(...messages.flatMap((one) => one.documents ?? [one.document]).filter(Boolean).map(document_));
  if (message.location) parts.push(place(message.location));
  if (message.contact) parts.push(contact(message.contact));
  if (message.sticker) parts.push(sticker(message.sticker));
  return parts;
}

/** Words that somebody else wrote, as VK shows them under one's own. */
function forwarded(message, view) {
  const text = make("div", { class: "text" });
  const inner = (message.forwards ?? []).map((one) => forwarded(one, view));
  if (message.text) write(text, message.text, message.entities, view.commands);
  return make("div", { class: "forwarded" }, sender(message.from), ...contents([message], view), message.text ? text : null, ...inner);
}

function photo({ file, caption }, view) {
  const url = fileUrl(file);
  const text = caption ?? "";
  return make(
    "button",
    { type: "button", class: "photo", "aria-label": "Увеличить фотографию", onclick: () => view.enlarge(url, text) },
    make("img", { src: url, alt: text || "Фотография", loading: "lazy" }),
  );
}

function document_({ file_id, name, size }) {
  return make(
    "a",
    { class: "document", href: file_id ? fileUrl(file_id) : null, download: file_id ? name || "файл" : null },
    make("span", { class: "round" }, icon("file")),
    make("span", { class: "two" }, make("b", {}, name || "Файл"), make("span", {}, weight(size))),
  );
}

function weight(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} Б`;
  return bytes < 1024 ** 2 ? `${SIZES.format(bytes / 1024)} КБ` : `${SIZES.format(bytes / 1024 ** 2)} МБ`;
}

function place({ latitude, longitude, title, address }) {
  const where = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return make(
    "div",
    { class: "place" },
    make("div", { class: "map" }, icon("pin")),
    make("span", { class: "two" }, make("b", {}, title || "Геопозиция"), make("span", {}, address || where)),
  );
}

function contact({ first_name, last_name, phone_number }) {
  const name = [first_name, last_name].filter(Boolean).join(" ") || "Контакт";
  const number = link(`tel:${phone_number}`);
  number.append(phone_number.startsWith("+") ? phone_number : `+${phone_number}`);
  return make(
    "div",
    { class: "contact" },
    make("span", { class: "round" }, initials(name)),
    make("span", { class: "two" }, make("b", {}, name), number),
  );
}

function sticker(value) {
  const emoji = typeof value === "string" ? value : (value.emoji ?? "🙂");
  return make("div", { class: "sticker" }, emoji);
}

function answerButton(message, view) {
  return make(
    "button",
    { type: "button", class: "answer", tabindex: -1, "aria-label": "Ответить на сообщение", onclick: () => view.answer(message) },
    icon("reply"),
  );
}

function reactions(message, view) {
  const chips = message.reactions.map(({ emoji, who }) =>
    make(
      "button",
      { type: "button", class: "reaction", "aria-label": `Реакция ${emoji}: ${who.length}`, "aria-pressed": String(view.mine(who)), onclick: () => view.react(message, emoji) },
      make("span", {}, emoji),
      who.length > 1 ? make("b", {}, String(who.length)) : null,
    ),
  );
  return make("div", { class: "reactions" }, ...chips);
}

function buttons(message, view) {
  const rows = message.buttons.map((row) => make("div", { class: "row" }, ...row.map((button) => inline(message, button, view))));
  return make("div", { class: "buttons", role: "group", "aria-label": "Кнопки сообщения" }, ...rows);
}

function inline(message, button, view) {
  if (button.url) {
    const element = link(button.url);
    element.classList.replace("link", "inline");
    element.dataset.color = button.color ?? "";
    element.append(make("span", {}, button.text), icon("link"));
    return element;
  }
  const press = ({ currentTarget }) => view.press(message, button, currentTarget);
  return make("button", { type: "button", class: "inline", "data-color": button.color, onclick: press }, make("span", {}, button.text));
}
