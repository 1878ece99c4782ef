/* Shows the text as it will print while one writes. Without it, the button "Toon voorbeeld" does. */
const form = document.querySelector("form[data-preview]");
const preview = document.getElementById("preview");
let waiting = 0;
let asked = 0;

async function show() {
  const number = ++asked;
  const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
  if (answer.ok && number === asked) {
    preview.innerHTML = await answer.text();
  }
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => show().catch(() => {}), 600);
});
