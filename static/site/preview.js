/* Shows the text as it will print while one writes. Without it, the button "Toon voorbeeld" does.
   Who was signed out meanwhile is told so, and can save after signing in in another tab. */
(() => {
  "use strict";

  const LOGGED_OUT =
    "U bent uitgelogd. Uw tekst staat hier nog: log in een ander tabblad in en bewaar daarna opnieuw.";
  const FAILED = "Het voorbeeld kan nu niet worden getoond. Uw tekst staat hier nog.";
  const FORBIDDEN = 403;

  const form = document.querySelector("form[data-preview]");
  const preview = document.getElementById("preview");
  const trouble = document.getElementById("preview-trouble");
  let waiting = 0;
  let asked = 0;
  let stale = false;

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 600);
  });

  // Signing in again makes another token; with the old one the text would be refused.
  form.addEventListener("submit", async (event) => {
    if (!stale) return;
    event.preventDefault();
    if (!(await renewToken())) return say(LOGGED_OUT);
    stale = false;
    form.requestSubmit(event.submitter);
  });

  async function show() {
    const turn = ++asked;
    const answer = await ask();
    if (turn !== asked) return;
    stale = !(answer?.ok && !answer.redirected);
    if (stale) return say(answer?.redirected ? LOGGED_OUT : FAILED);
    say("");
    preview.innerHTML = await answer.text();
  }

  async function ask() {
    const answer = await post();
    return answer?.status === FORBIDDEN && (await renewToken()) ? post() : answer;
  }

  function post() {
    return fetch(form.dataset.preview, { method: "POST", body: new FormData(form) }).catch(() => null);
  }

  async function renewToken() {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    form.elements.csrfmiddlewaretoken.value = page.querySelector("[name=csrfmiddlewaretoken]").value;
    return true;
  }

  function say(sentence) {
    const note = document.createElement("p");
    note.className = "note note--error";
    note.textContent = sentence;
    if (trouble.textContent !== sentence) trouble.replaceChildren(...(sentence ? [note] : []));
  }
})();
