// The keyboard that a question needs, and what the browser may fill in by itself.
const KEYS = {
  iin: ["numeric", "off"],
  rating: ["numeric", "off"],
  phone: ["tel", "tel"],
  email: ["email", "email"],
  name: ["text", "name"],
};
const FILLS = { surname: "family-name", name: "given-name", address: "street-address" };
const text = document.getElementById("text");
const days = document.getElementById("days");
const day = document.getElementById("day");

export function suit({ id, kind }) {
  const [keys, fills] = KEYS[kind] ?? ["text", "off"];
  text.inputMode = keys;
  text.autocomplete = FILLS[id] ?? fills;
  text.autocapitalize = kind === "name" ? "words" : "sentences";
  days.hidden = kind !== "date";
}

// A day picked is written as people write it; other words for it may be typed instead.
day.addEventListener("change", () => {
  text.value = day.value.split("-").reverse().join(".");
  text.focus();
});
