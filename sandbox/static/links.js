// Links that stay inside: to the bot or the community, with or without a payload for Start, and into chats.

/**
 * `{payload, messenger}` for a link to one of these bots, `{invite, messenger}` for one into a chat,
 * `{foreign: true}` for one that only a messenger opens, null for any other.
 */
export function insideLink(href, bots) {
  let url;
  try {
    url = new URL(href);
  } catch {
    return null;
  }
  if (url.protocol === "tg:") {
    const resolve = (url.hostname || url.pathname.replace(/^\/+/, "")) === "resolve";
    const ours = resolve && same(url.searchParams.get("domain"), bots.telegram?.username);
    return ours ? { messenger: "telegram", payload: url.searchParams.get("start") } : { foreign: true };
  }
  const name = url.pathname.split("/")[1];
  if (url.hostname === "t.me" && name.startsWith("+")) return { messenger: "telegram", invite: href };
  if (url.hostname === "vk.me" && name === "join") return { messenger: "vk", invite: href };
  if (["t.me", "telegram.me", "telegram.dog"].includes(url.hostname) && same(name, bots.telegram?.username)) {
    return { messenger: "telegram", payload: url.searchParams.get("start") };
  }
  if (["vk.me", "vk.com"].includes(url.hostname) && namesCommunity(name, bots.vk)) {
    return { messenger: "vk", payload: url.searchParams.get("ref") };
  }
  return null;
}

function namesCommunity(name, community) {
  if (!community) return false;
  const id = community.group_id;
  return same(name, community.username) || [`club${id}`, `public${id}`, `write-${id}`].includes(name);
}

function same(one, other) {
  return Boolean(one) && one.toLowerCase() === (other ?? "").toLowerCase();
}
