// Text with its entities (bold, link, spoiler …) as nodes. Offsets are UTF-16 units, as JavaScript counts too.

import { make } from "./elements.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const LINKS = ["url", "text_link", "email", "phone_number", "mention", "bot_command", "code", "pre"];
const FOUND = /(?<url>\b(?:https?|tg):\/\/[^\s<>"«»]*[^\s<>"«».,:;!?)\]])|(?<=^|\s)(?<bot_command>\/[a-z][a-z0-9_]{0,31})(?![\w/])/gi;

/** Put the text into the element, dressed in its entities; `commands` tells whether a word like /start can be pressed. */
export function write(element, text, entities = [], commands = true) {
  const known = entities ?? [];
  const all = [...known, ...find(text, known, commands)].sort((a, b) => a.offset - b.offset || b.length - a.length);
  element.append(...dress(text, 0, text.length, all));
  return element;
}

/** Links and commands that nobody marked, as messengers find them. */
function find(text, known, commands) {
  const marked = known.filter(({ type }) => LINKS.includes(type));
  return [...text.matchAll(FOUND)]
    .filter((match) => commands || match.groups.url)
    .map((match) => ({ type: match.groups.url ? "url" : "bot_command", offset: match.index, length: match[0].length }))
    .filter(({ offset, length }) => !marked.some((one) => offset < one.offset + one.length && one.offset < offset + length));
}

function dress(text, start, end, entities) {
  const nodes = [];
  let at = start;
  for (let index = 0; index < entities.length; index++) {
    const entity = entities[index];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from >= to) continue;
    if (from > at) nodes.push(text.slice(at, from));
    const inner = entities.slice(index + 1).filter((other) => other.offset < to);
    const element = clothes(entity, text.slice(from, to));
    element.append(...dress(text, from, to, inner));
    nodes.push(element);
    at = to;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function clothes(entity, text) {
  switch (entity.type) {
    case "url": return link(/^[a-z]+:/i.test(text) ? text : `https://${text}`);
    case "text_link": return link(entity.url);
    case "email": return link(`mailto:${text}`);
    case "phone_number": return link(`tel:${text.replace(/[^+\d]/g, "")}`);
    case "mention": return link(`https://t.me/${text.slice(1)}`);
    case "bot_command": return make("button", { type: "button", class: "link", "data-command": text });
    case "spoiler": return spoiler();
    case "expandable_blockquote": return expandable();
    default: return make(TAGS[entity.type] ?? "span", { class: entity.type });
  }
}

/** A link, unless its scheme could run something. */
export function link(url) {
  const harmless = /^(https?|tg|mailto|tel):/i.test(url ?? "");
  if (!harmless) return make("span", { class: "link" });
  return make("a", { class: "link", href: url, target: "_blank", rel: "noopener noreferrer" });
}

function spoiler() {
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (element.classList.contains("shown")) return;
    event.preventDefault();
    element.classList.add("shown");
    element.removeAttribute("role");
    element.removeAttribute("aria-label");
  };
  const element = make("span", { class: "spoiler", role: "button", tabindex: 0, "aria-label": "Скрытый текст, показать" });
  element.addEventListener("click", show, true);
  element.addEventListener("keydown", show);
  return element;
}

function expandable() {
  return make("blockquote", {
    class: "expandable",
    title: "Развернуть или свернуть",
    onclick: ({ currentTarget }) => currentTarget.classList.toggle("open"),
  });
}
