// The chat in a frame on an agency's site: it tells the page around it that it stands, and when to
// close. These words are no secret, so any page may hear them.
import { words } from "./drawn.js";

const end = document.getElementById("end");

function tell(word) {
  parent.postMessage(`esik:${word}`, "*");
}

// Browsers let no frame of another site ask by confirm(): here the button itself asks, and is
// pressed a second time. The page around takes the frame away.
function leave(press) {
  press.stopImmediatePropagation();
  if (end.dataset.say === "web.chat.end.sure") {
    forget();
    tell("end");
  }
  end.dataset.say = "web.chat.end.sure";
  end.textContent = words[end.dataset.say];
}

function forget() {
  try {
    sessionStorage.removeItem("esik");
  } catch {
    return; // a browser that forbids keeping has kept nothing
  }
}

function live() {
  document.documentElement.classList.add("framed");
  end.addEventListener("click", leave, true);
  addEventListener("keydown", (key) => {
    if (key.key === "Escape" && !key.isComposing) tell("close");
  });
  tell("ready");
}

live();
