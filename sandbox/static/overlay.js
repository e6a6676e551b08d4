// What lies over one phone: its menus and its questions. The other phones stay free, for other people hold them.

import { icon, make } from "./elements.js";

/**
 * A menu inside the phone's screen, below `place` (an element, or a mouse event). Items: `{label, icon, do}`; null is skipped.
 */
export function openMenu(screen, place, label, items) {
  screen.querySelector(".menu")?.remove();
  const before = document.activeElement;
  const menu = make("div", { class: "menu", role: "menu", "aria-label": label });
  const close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
  };
  const outside = (event) => { if (!menu.contains(event.target)) close(); };
  for (const item of items.filter(Boolean)) {
    const choose = () => { close(); before?.focus?.({ preventScroll: true }); item.do(); };
    menu.append(make("button", { type: "button", role: "menuitem", tabindex: -1, onclick: choose }, icon(item.icon), item.label));
  }
  menu.addEventListener("keydown", (event) => {
    const all = [...menu.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    else if (event.key === "Escape") { close(); before?.focus?.({ preventScroll: true }); }
    else if (event.key === "Tab") close();
    if (step || event.key === "Escape") { event.preventDefault(); event.stopPropagation(); }
  });
  screen.append(menu);
  settle(menu, screen, place);
  menu.firstElementChild.focus({ preventScroll: true });
  document.addEventListener("pointerdown", outside, true);
}

function settle(menu, screen, place) {
  const frame = screen.getBoundingClientRect();
  const rect = place instanceof Element ? place.getBoundingClientRect() : null;
  const x = (rect ? rect.left : place.clientX) - frame.left - screen.clientLeft;
  const under = (rect ? rect.bottom : place.clientY) - frame.top - screen.clientTop;
  const over = (rect ? rect.top : place.clientY) - frame.top - screen.clientTop - menu.offsetHeight;
  const y = under + menu.offsetHeight > screen.clientHeight - 8 ? over : under;
  menu.style.left = `${Math.max(8, Math.min(x, screen.clientWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, screen.clientHeight - menu.offsetHeight - 8))}px`;
}

/**
 * A question over the phone. `actions` are `{label, value}`, the last one is the main one; answers the chosen value,
 * or null when it is closed. `body` is nodes between the text and the actions.
 */
export function ask(screen, { title, text, body = [], actions, role = "dialog" }) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const under = [...screen.children].filter((child) => !child.inert);
    const close = (value) => {
      layer.remove();
      under.forEach((child) => { child.inert = false; });
      before?.focus?.({ preventScroll: true });
      resolve(value);
    };
    const buttons = actions.map(({ label, value }, index) => {
      const main = index === actions.length - 1;
      return make("button", { type: main ? "submit" : "button", class: main ? "main" : "", onclick: main ? null : () => close(value) }, label);
    });
    const submit = (event) => { event.preventDefault(); close(actions.at(-1).value); };
    const sheet = make(
      "form",
      { class: "sheet", role, "aria-modal": "true", "aria-label": title || text, onsubmit: submit },
      title ? make("h4", {}, title) : null,
      text ? make("p", {}, text) : null,
      ...body,
      make("div", { class: "choices" }, ...buttons),
    );
    const layer = make("div", { class: "layer" }, sheet);
    layer.addEventListener("keydown", (event) => { if (event.key === "Escape") close(null); });
    layer.addEventListener("pointerdown", (event) => { if (event.target === layer && actions.length > 1) close(null); });
    under.forEach((child) => { child.inert = true; });
    screen.append(layer);
    (sheet.querySelector("input") ?? buttons.at(-1)).focus({ preventScroll: true });
  });
}

/** A short line over the talk that goes away by itself: a text, or a node. */
export function toast(phone, content) {
  const line = make("div", { class: "toast" }, content);
  phone.querySelector(".toasts").replaceChildren(line);
  setTimeout(() => line.remove(), 3000 + line.textContent.length * 40);
}
