/* Keeps what was typed and not saved in this tab, warns who leaves, and offers it back.
   Loaded after preview.js, which may hold a submit back. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-preview]");
  const { text, began_with: beganWith } = form.elements;
  const status = document.getElementById("draft");
  const key = `draft:${location.pathname}`;
  // Where the page came back with an error, what it shows is not saved.
  const saved = "unsaved" in form.dataset ? null : text.defaultValue;
  let leaving = false;

  const isUnsaved = () => text.value !== saved;

  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => (leaving = !event.defaultPrevented));
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("beforeunload", (event) => {
    if (isUnsaved() && !leaving) event.preventDefault();
  });

  if (saved === null) keep();
  else offer(read());

  function keep() {
    if (!isUnsaved()) return sessionStorage.removeItem(key);
    const draft = { text: text.value, beganWith: beganWith.value };
    try {
      sessionStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // No room or not allowed: then the warning on leaving is all there is.
    }
  }

  function read() {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  }

  function offer(draft) {
    if (draft === null) return;
    if (draft.text === saved) return sessionStorage.removeItem(key);
    say(
      "In dit tabblad staat nog tekst van u die niet is bewaard.",
      button("Zet mijn niet bewaarde tekst terug", () => putBack(draft)),
      button("Gooi die tekst weg", drop),
    );
  }

  // The mark comes back too: so a text of a colleague that came meanwhile is not overwritten.
  function putBack(draft) {
    text.value = draft.text;
    beganWith.value = draft.beganWith;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    say("Uw tekst staat er weer, en is nog niet bewaard.");
    text.focus();
  }

  function drop() {
    sessionStorage.removeItem(key);
    say("De niet bewaarde tekst is weggegooid.");
    text.focus();
  }

  function button(label, onClick) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    made.className = "button button--quiet";
    made.addEventListener("click", onClick);
    return made;
  }

  function say(sentence, ...buttons) {
    const words = document.createElement("p");
    words.textContent = sentence;
    const row = document.createElement("p");
    row.className = "buttons";
    row.append(...buttons);
    const note = document.createElement("div");
    note.className = "note note--attention";
    note.append(words, ...(buttons.length ? [row] : []));
    status.replaceChildren(note);
  }
})();
