// Files: carried with a sign of how far they have come, and saved when they come from there.
import { bubble, button, named, node, words } from "./drawn.js";
import { why } from "./wire.js";

// page: {wire, log, most, settle, reveal}
export async function carry(given, id, page) {
  const made = bubble("citizen", named(given));
  const far = node("progress", "");
  far.ariaLabel = words["web.file.sending"];
  made.classList.add("waiting");
  made.append(far);
  page.log.append(made);
  page.reveal(made);
  const large = given.size > page.most;
  const [safe, told] = large
    ? [false, words["web.error.file_large"]]
    : await sent(given, id, page.wire, (part) => (far.value = part));
  if (safe) return made.remove(); // the server tells it back
  page.settle(made, told || words["web.file.failed"]);
  if (told) return;
  made.append(button(words["web.chat.again"], () => {
    made.remove();
    carry(given, id, page); // under the same id: it is stored once
  }));
}

// By XMLHttpRequest: only it tells how far a file has come.
function sent(given, id, wire, progress) {
  return new Promise((done) => {
    const form = new FormData();
    form.append("id", id);
    form.append("file", given);
    const request = new XMLHttpRequest();
    request.open("POST", wire.path("messages"));
    for (const [name, value] of Object.entries(wire.headers())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    request.onload = () => done([request.status === 202, why(request.responseText)]);
    request.onerror = () => done([false, ""]);
    request.send(form);
  });
}

export async function save(given, wire) {
  const answer = await wire.ask(given.url);
  if (!answer?.ok) return;
  const link = node("a", "");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = given.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
