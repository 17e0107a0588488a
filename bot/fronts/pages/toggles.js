// Several options of a question: each is switched on and off here, and all are named in one message.
import { button, close, words } from "./drawn.js";

const WHOLE = /^(any|all|every|none|skip)$/; // options that answer alone
const BETWEEN = /[,;+&]|\s(?:и|или|және|мен|немесе|and|or)\s/i;

export function toggles({ choices }, act, group) {
  const on = new Map();
  const listed = choices.filter(({ id }) => !WHOLE.test(id));
  const done = button(words["web.chat.done"], say, "button main");
  done.disabled = true;
  for (const choice of listed) group.children[choices.indexOf(choice)].replaceWith(toggle(choice));
  group.append(done);

  function toggle({ id, label }) {
    const press = button(label, () => {
      press.ariaPressed = press.ariaPressed !== "true";
      if (press.ariaPressed === "true") on.set(id, label);
      else on.delete(id);
      done.disabled = !on.size;
    });
    press.ariaPressed = "false";
    return press;
  }

  function say() {
    const chosen = listed.filter(({ id }) => on.has(id));
    const clear = chosen.every(({ label }) => !BETWEEN.test(label));
    close(group);
    act.name(chosen.map(({ id, label }) => (clear ? label : id)).join(", "), group);
  }
}
