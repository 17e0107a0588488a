// Draws lines of the talk. Everything a person wrote goes in as text, never as HTML.
const SAFE = /^(tel:|mailto:|https?:|\/)/;
const WHO = { citizen: "web.chat.you", operator: "web.chat.operator", bot: "web.name" };
const LOOKS = { citizen: "mine", operator: "office", bot: "bot" };

export const words = JSON.parse(document.getElementById("words").textContent);

export function node(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function button(text, press, className = "button") {
  const made = node("button", className, text);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

// The line of a message. act: {choose(message, choice, group), name(text, group), open(file)}
export function line(message, act) {
  const made = bubble(message.from, message.text);
  const said = made.querySelector(".said"); // what is to be kept stands first, a question by its buttons
  if (message.case) made.insertBefore(slip("web.chat.case", message.case), said);
  if (message.code) made.insertBefore(slip("web.chat.code", message.code, "web.chat.code.note"), said);
  const links = message.links.filter((link) => SAFE.test(link.url));
  if (links.length) made.append(row("links", links.map(linked)));
  for (const file of message.files) made.append(attached(file, act));
  if (message.choices.length) made.append(choices(message, act));
  return made;
}

export function bubble(from, text) {
  const made = node("div", `line ${LOOKS[from]}`);
  made.tabIndex = -1;
  made.append(node("span", from === "operator" ? "who" : "unseen", `${words[WHO[from]]}: `));
  if (!text) return made;
  const said = node("div", "said", text);
  const tongue = /[әғқңөұүһі]/i.test(text) ? "kk" : /[а-яё]/i.test(text) ? "ru" : "en";
  if (from === "bot" && tongue !== document.documentElement.lang) said.lang = tongue;
  made.append(said);
  return made;
}

export function named(file) {
  const kb = file.size / 1024;
  const size = kb < 1024 ? `${Math.ceil(kb)} ${words["web.file.kb"]}` : `${(kb / 1024).toFixed(1)} ${words["web.file.mb"]}`;
  return `${file.name} (${size})`;
}

function row(className, children) {
  const made = node("div", className);
  made.append(...children);
  return made;
}

function slip(key, value, note) {
  const shown = node("b", "", value);
  const copy = button(words["web.chat.copy"], async () => {
    getSelection().selectAllChildren(shown);
    await navigator.clipboard?.writeText(value);
    copy.textContent = words["web.chat.copied"];
  });
  copy.setAttribute("aria-live", "polite");
  const made = row("slip", [node("span", "", words[key]), shown]);
  if (note) made.append(node("span", "", words[note]));
  made.append(copy);
  return made;
}

function linked({ label, url }) {
  const made = node("a", "button", label);
  made.href = url;
  if (url.startsWith("http")) Object.assign(made, { target: "_blank", rel: "noopener" });
  return made;
}

function attached(file, act) {
  const made = button(named(file), () => act.open(file));
  made.setAttribute("aria-label", `${words["web.file.open"]}: ${named(file)}`);
  return made;
}

function choices(message, act) {
  const short = message.choices.filter(({ label }) => label.length > 5).length < 2;
  const made = node("div", short ? "choices short" : "choices");
  made.setAttribute("role", "group");
  for (const choice of message.choices) {
    const press = button(choice.label, () => {
      close(made, press);
      act.choose(message, choice, made);
    });
    if (/^(kk|ru|en)$/.test(choice.id)) press.lang = choice.id;
    made.append(press);
  }
  const counted = message.choices.some(({ id }) => id === "done");
  if (message.question?.kind === "several" && !counted) toggles(message, act, made);
  return made;
}

// Several options at once are a kind of their own, loaded with the first such question; once the
// server has begun to count them, its buttons go on.
async function toggles(message, act, made) {
  const { toggles } = await import("./toggles.js");
  toggles(message, act, made);
}

// Close a question's buttons: one was pressed, or another question stands now. Or open them again.
export function close(group, taken, shut = true) {
  for (const press of group.children) {
    press.disabled = shut;
    if (taken || !shut) press.classList.toggle("taken", press === taken);
  }
}
