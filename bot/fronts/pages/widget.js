// The button on an agency's site, and the chat it opens. Called with words by language and a style.
// The style comes as a constructed sheet in a shadow tree: a strict policy of the page allows it,
// and neither the page's style nor ours reaches the other.
(words, style) => {
  const script = document.currentScript;
  const { agency, lang, help } = script.dataset;
  const tongues = [lang, document.documentElement.lang.slice(0, 2), "kk"];
  const tongue = tongues.find((one) => words[one]);
  const say = words[tongue];
  const home = new URL(script.src).origin;
  const wish = Object.entries({ agency, lang: tongue, help }).filter(([, value]) => value);
  const address = `${home}/chat?${new URLSearchParams(wish)}`;
  const label = say[help] && /^(file|book)$/.test(help) ? say[help] : say.open;
  const SLOW = 4000; // milliseconds after which a frame that says nothing is told to be in trouble

  const node = (tag, values, ...children) => {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...children);
    return made;
  };
  const link = (text) => node("a", { href: address, target: "_blank", rel: "noopener" }, text);

  function place() {
    if (document.querySelector("esik-chat")) return;
    const able = window.HTMLDialogElement && "adoptedStyleSheets" in document;
    if (!able) return document.body.append(link(label)); // an old browser gets the chat as a page
    const root = node("esik-chat", { lang: tongue });
    const shadow = root.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(...drawn());
    document.body.append(root);
  }

  function drawn() {
    const small = matchMedia("(max-width: 37.5em), (max-height: 30em)");
    const opener = node("button", { type: "button", className: "opener" }, label);
    const closer = node("button", { type: "button", className: "closer" }, say.close);
    const trouble = node("p", { hidden: true }, `${say.trouble} `, link(say.page));
    trouble.setAttribute("role", "status");
    const top = node("div", { className: "top" }, node("b", {}, say.title), closer);
    const dialog = node("dialog", {}, top, trouble);
    dialog.setAttribute("aria-label", say.title);
    opener.setAttribute("aria-haspopup", "dialog");
    opener.setAttribute("aria-expanded", "false");
    let frame, ready;

    function load() {
      frame = node("iframe", { title: say.title, src: address, allow: "clipboard-write" });
      frame.addEventListener("load", () => setTimeout(() => (trouble.hidden = ready), SLOW));
      ready = false;
      dialog.append(frame);
    }

    // The page stays in use beside the chat where there is room; on a small screen it cannot.
    function show() {
      if (small.matches) dialog.showModal();
      else dialog.show();
      frame.focus();
    }

    opener.addEventListener("click", () => {
      if (dialog.open) return dialog.close();
      if (!frame) load();
      show();
      opener.setAttribute("aria-expanded", "true");
    });
    closer.addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", (key) => key.key === "Escape" && dialog.close());
    dialog.addEventListener("close", () => {
      if (dialog.open) return; // the screen was turned: it stands again
      opener.setAttribute("aria-expanded", "false");
      opener.focus();
    });
    small.addEventListener("change", () => {
      if (!dialog.open) return;
      dialog.close();
      show();
    });

    addEventListener("message", ({ origin, source, data }) => {
      if (!frame || origin !== home || source !== frame.contentWindow) return;
      if (data === "esik:ready") trouble.hidden = ready = true;
      if (data === "esik:close" || data === "esik:end") dialog.close();
      if (data === "esik:end") frame = void frame.remove();
    });
    return [opener, dialog];
  }

  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
}
