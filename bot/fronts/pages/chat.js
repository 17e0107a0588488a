// The chat page.
import { bubble, button, close, line, node, words } from "./drawn.js";
import "./leave.js";
import "./view.js";
import { newId, Wire } from "./wire.js";

const ids = ["main", "log", "state", "composer", "text", "more", "shelf", "file", "end"];
const [main, log, state, composer, text, more, shelf, file, end] = ids.map((id) => document.getElementById(id));
const { most, ...wish } = main.dataset;
for (const name in wish) if (!wish[name]) delete wish[name];

if (parent !== window) import("./framed.js");
const mine = []; // my lines that the server has not told back yet: {id, shown, line, group, safe}
let open; // the buttons of the question that waits

const wire = new Wire(wish, { lines, sent, failed, up, down, lost, language });
for (const entry of wire.kept.queue) show(entry);
if (location.hash.startsWith("#j_")) carryOver(location.hash.slice(3));
wire.open();

// A code from another door comes behind the #, which no server sees; nor shall the history.
function carryOver(code) {
  history.replaceState(null, "", location.pathname + location.search);
  show(wire.say({ text: code }, code));
}

// -- what comes in

function lines(fresh, first) {
  tell("");
  composer.hidden = false;
  if (!fresh.length) return;
  log.ariaLive = first ? "off" : "polite"; // the past is not read aloud again
  const held = document.activeElement === document.body || log.contains(document.activeElement);
  const gone = fresh.findLast((message) => message.question?.id === "erased");
  if (gone) return erased(gone);
  const drawn = fresh.map(draw);
  for (const one of mine) log.append(one.line); // what waits stands below what has come
  const head = drawn.find((made) => !made.classList.contains("mine")) ?? drawn[0];
  reveal(head);
  if (held && !first) head.focus({ preventScroll: true });
}

function draw(message) {
  const known = message.from === "citizen" && forget(message);
  if (known) return known;
  const made = line(message, { choose, name, open: save });
  log.append(made);
  if (message.question) ask(message.question, made.querySelector(".choices"));
  return made;
}

// The server tells my line back: the one drawn here stays, so that it is not read aloud twice.
function forget({ text, files }) {
  const at = mine.findIndex((one) => one.shown === text);
  const [one] = mine.splice(Math.max(at, 0), at >= 0 || mine[0]?.safe ? 1 : 0);
  if (at < 0 || files.length) one?.line.remove();
  else settle(one.line);
  return at < 0 || files.length ? null : one.line;
}

function ask(question, group) {
  if (open) close(open);
  open = group;
  suit(question);
  unfold(question.expects === "file");
}

async function suit(question) {
  if (question.kind === "choice") return; // one that has buttons needs no keyboard
  const { suit } = await import("./keys.js");
  suit(question);
}

// The talk was erased: this page knows nothing of it any more.
function erased(last) {
  wire.end();
  mine.length = 0;
  log.replaceChildren(line(last, {}));
  composer.hidden = true;
  begin("web.chat.new");
}

function reveal(head) {
  const room = innerHeight - composer.offsetHeight;
  const tall = log.getBoundingClientRect().bottom - head.getBoundingClientRect().top > room;
  if (tall) head.scrollIntoView();
  else scrollTo(0, document.body.scrollHeight);
}

// -- what goes out

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const said = text.value.trim();
  text.value = "";
  text.focus();
  grow();
  if (said) show(wire.say({ text: said }, said));
});

text.addEventListener("input", grow);
text.addEventListener("keydown", (key) => {
  const sends = key.key === "Enter" && !key.shiftKey && !key.isComposing;
  if (!sends || matchMedia("(pointer: coarse)").matches) return;
  key.preventDefault();
  composer.requestSubmit();
});

function grow() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 4}px`;
}

function choose({ question }, choice, group) {
  show(wire.say({ choice: choice.id, question: question?.id }, choice.label), group);
}

function name(text, group) {
  show(wire.say({ text }, text), group);
}

for (const press of shelf.querySelectorAll("[data-choice]")) {
  press.addEventListener("click", () => {
    unfold(false);
    show(wire.say({ choice: press.dataset.choice }, press.textContent));
  });
}

for (const link of document.querySelectorAll(".tongues a")) {
  link.addEventListener("click", (press) => {
    press.preventDefault();
    if (link.ariaCurrent) return;
    wire.say({ choice: "language" }, "");
    show(wire.say({ choice: link.lang, question: "language" }, link.ariaLabel));
  });
}

function show(entry, group) {
  if (!entry.shown) return;
  const made = bubble("citizen", entry.shown);
  made.classList.add("waiting");
  if (!navigator.onLine) made.append(node("span", "note", words["web.chat.waiting"]));
  log.append(made);
  mine.push({ id: entry.body.id, shown: entry.shown, line: made, group });
  made.scrollIntoView({ block: "nearest" });
}

function sent(entry) {
  const one = mine.find(({ id }) => id === entry.body.id);
  if (!one) return;
  one.safe = true;
  settle(one.line);
}

function failed(entry, why) {
  const at = mine.findIndex(({ id }) => id === entry.body.id);
  const [one] = at < 0 ? [] : mine.splice(at, 1);
  if (!one) return;
  settle(one.line, why);
  if (one.group) close(one.group, null, false);
}

function settle(made, why) {
  made.classList.remove("waiting");
  made.querySelector(".note, progress")?.remove();
  if (!why) return;
  made.classList.add("failed");
  made.append(node("span", "note", why));
}

// -- files

more.addEventListener("click", () => unfold(shelf.hidden));

function unfold(shown) {
  shelf.hidden = !shown;
  more.ariaExpanded = shown;
}

file.addEventListener("change", () => {
  if (file.files[0]) carry(file.files[0], newId());
  file.value = "";
});

// What files need is loaded with the first of them.
async function carry(given, id) {
  const { carry } = await import("./files.js");
  carry(given, id, { wire, log, most, settle, reveal });
}

async function save(given) {
  const { save } = await import("./files.js");
  save(given, wire);
}

// -- the state of the line, the language, the end

function tell(key, off = false) {
  state.dataset.say = key;
  state.textContent = words[key] ?? "";
  state.classList.toggle("off", off);
}

function up() {
  if (state.className === "state off") tell("web.chat.online");
}

function down(times) {
  if (!navigator.onLine || times > 1) tell(composer.hidden ? "web.chat.closed" : "web.chat.offline", true);
}

function lost() {
  wire.end();
  tell("web.chat.lost", true);
  composer.hidden = true;
  begin("web.chat.again");
}

function begin(key) {
  state.after(button(words[key], () => location.reload(), "button main"));
}

async function language(now) {
  if (!now || now === document.documentElement.lang) return;
  const { speak } = await import("./tongue.js");
  await speak(now, wire);
}

end.addEventListener("click", () => {
  if (!confirm(words["web.chat.end.sure"])) return;
  wire.end();
  location.href = `/?lang=${document.documentElement.lang}`;
});
