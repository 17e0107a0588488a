// The page speaks the language of the talk: what frames the talk is said again in another language.
import { words } from "./drawn.js";
import { name } from "./view.js";

export async function speak(now, wire) {
  const answer = await wire.ask(`/chat/words/${now}`);
  if (!answer?.ok) return;
  Object.assign(words, await answer.json());
  document.documentElement.lang = now;
  document.title = words["web.chat.title"];
  for (const one of all("[data-say]")) one.textContent = words[one.dataset.say] ?? "";
  for (const one of all("[data-say-label]")) one.ariaLabel = words[one.dataset.sayLabel];
  for (const link of all(".tongues a")) link.ariaCurrent = link.lang === now ? "true" : null;
  document.getElementById("text").placeholder = words["web.chat.hint"];
  const view = document.querySelector(".view");
  [view.dataset.on, view.dataset.off] = [words["web.large.on"], words["web.large.off"]];
  name();
}

function all(selector) {
  return document.querySelectorAll(selector);
}
