// The low-vision view: a class on the page, and a cookie so that the server draws the next page so.
// Without script the link does the same by a new page.
const link = document.querySelector(".view");
const page = document.documentElement;

link.addEventListener("click", (press) => {
  press.preventDefault();
  const large = page.classList.toggle("large");
  document.cookie = `esik_view=${large ? "large" : "normal"};path=/;max-age=31536000;samesite=lax`;
  name();
});

export function name() {
  link.title = link.ariaLabel = page.classList.contains("large") ? link.dataset.off : link.dataset.on;
}
