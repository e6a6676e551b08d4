// Links that stay inside: to the bot, with or without a payload for Start.

/** `{payload}` for a link to this bot, `{foreign: true}` for one that only a messenger can open, null for any other. */
export function insideLink(href, username) {
  let url;
  try {
    url = new URL(href);
  } catch {
    return null;
  }
  if (url.protocol === "tg:") {
    const resolve = (url.hostname || url.pathname.replace(/^\/+/, "")) === "resolve";
    return resolve && same(url.searchParams.get("domain"), username) ? { payload: url.searchParams.get("start") } : { foreign: true };
  }
  const telegram = ["t.me", "telegram.me", "telegram.dog"].includes(url.hostname);
  return telegram && same(url.pathname.split("/")[1], username) ? { payload: url.searchParams.get("start") } : null;
}

function same(one, other) {
  return Boolean(one) && one.toLowerCase() === (other ?? "").toLowerCase();
}
