// The quick exit: this page forgets the talk and becomes a page about the weather, with no way back.
const link = document.getElementById("leave");
const TWICE = 1500; // milliseconds between two presses of Escape
let pressed = -TWICE;

export function leave() {
  document.body.hidden = true; // at once, however slow the next page is
  document.title = "";
  try {
    sessionStorage.removeItem("esik");
  } catch {
    // a browser that forbids keeping has kept nothing
  }
  try {
    top.location.replace(link.dataset.to);
  } catch {
    location.replace(link.dataset.to); // the page around does not let itself be changed
  }
}

link.addEventListener("click", (press) => {
  press.preventDefault();
  leave();
});

// In a frame Escape closes the chat already.
if (parent === window) {
  addEventListener("keydown", ({ key, timeStamp, isComposing }) => {
    if (key !== "Escape" || isComposing) return;
    if (timeStamp - pressed < TWICE) leave();
    pressed = timeStamp;
  });
}
