/* Warns who leaves a form with unsaved work. Long texts of it are kept in this tab, and offered back.

   A form says what it wants: data-guard="warn", or "keep" to keep its texts too, and what has data-keep.
   In the admin every form is warned for, and the page of a thing keeps texts. A text with data-private is
   never kept.
   What is kept belongs to one user; it goes when it is saved, when somebody signs out, and with the tab. */
(() => {
  "use strict";

  const KEPT = "textarea:not([data-private]), [data-keep]";
  const VERSIONS = ["began_with", "opened_with"];
  const user = document.currentScript.dataset.user ?? "";
  const mine = `draft:${user}:`;
  const path = location.pathname;

  if (user) forget((key) => !key.startsWith(mine));
  if (document.querySelector(".messagelist .success, .messages .note--success")) forget((key) => read(key)?.sent);
  document.addEventListener("submit", ({ target }) => {
    // What was sent before may have been lost on the way: only what is sent last counts as sent.
    if (target.method === "post") drafts().forEach((key) => mark(key, key === mine + path));
    if (/\/(logout|uitloggen)\/$/.test(target.getAttribute("action") ?? "")) forget(() => true);
  });
  document.querySelectorAll("form[data-guard]").forEach((form) => guard(form, form.dataset.guard === "keep"));
  document
    .querySelectorAll(".change-form #content-main form[method=post]")
    .forEach((form) => guard(form, form.id.endsWith("_form")));

  function guard(form, keeps) {
    const key = mine + path;
    // Where the page came back with an error, what it shows is not saved.
    const cameBack =
      "unsaved" in form.dataset || document.querySelector(".errornote, .conflicts, #error-summary") !== null;
    const texts = keeps && user ? [...form.querySelectorAll(KEPT)].filter(isNamed) : [];
    const status = texts.length ? place(form) : null;
    let leaving = false;

    const isUnsaved = () => cameBack || [...form.elements].some(isChanged);

    form.addEventListener("input", keep);
    form.addEventListener("submit", (event) => {
      leaving = !event.defaultPrevented;
    });
    addEventListener("pageshow", () => (leaving = false));
    addEventListener("beforeunload", (event) => {
      if (isUnsaved() && !leaving) event.preventDefault();
    });
    if (!texts.length) return;
    if (cameBack) keep();
    else offer(read(key));

    function keep() {
      if (!texts.length) return;
      const changed = texts.filter((text) => cameBack || isChanged(text));
      if (!changed.length) return sessionStorage.removeItem(key);
      const values = Object.fromEntries(changed.map((text) => [text.name, text.value]));
      const versions = VERSIONS.flatMap((name) => named(name).map((mark) => [mark.name, mark.value]));
      write(key, { values, versions, sent: false });
    }

    // Where more texts stand in one form, each has a mark of its own: "hubs-began_with".
    function named(name) {
      return [...form.elements].filter((mark) => mark.name === name || mark.name?.endsWith(`-${name}`));
    }

    function offer(draft) {
      if (draft === null) return;
      const lost = texts.filter((text) => text.name in draft.values && draft.values[text.name] !== text.defaultValue);
      if (!lost.length) return sessionStorage.removeItem(key);
      say(
        status,
        "In dit tabblad staat nog tekst van u die niet is bewaard.",
        button("Zet mijn niet bewaarde tekst terug", () => putBack(draft, lost)),
        button("Gooi die tekst weg", () => drop(lost[0])),
      );
    }

    // The mark comes back too: so a text of a colleague that came meanwhile is not overwritten.
    function putBack(draft, lost) {
      lost.forEach((text) => (text.value = draft.values[text.name]));
      draft.versions.forEach(([name, value]) => (form.elements[name].value = value));
      lost[0].dispatchEvent(new Event("input", { bubbles: true }));
      say(status, "Uw tekst staat er weer, en is nog niet bewaard.");
      lost[0].focus();
    }

    function drop(text) {
      sessionStorage.removeItem(key);
      say(status, "De niet bewaarde tekst is weggegooid.");
      text.focus();
    }
  }

  // Rows to come have no number yet.
  function isNamed(element) {
    return element.name && !element.name.includes("__prefix__");
  }

  function isChanged(element) {
    if (!isNamed(element) || element.disabled || ["hidden", "submit", "button"].includes(element.type)) return false;
    if (element.type === "checkbox" || element.type === "radio") return element.checked !== element.defaultChecked;
    if (element.type === "select-one") return element.selectedIndex !== chosenAtFirst(element);
    if (element.options) return [...element.options].some((option) => option.selected !== option.defaultSelected);
    return element.value !== element.defaultValue;
  }

  function chosenAtFirst(select) {
    if (!select.options.length) return -1;
    return Math.max(0, [...select.options].findIndex((option) => option.defaultSelected));
  }

  function mark(key, sent) {
    const draft = read(key);
    if (draft) write(key, { ...draft, sent });
  }

  function read(key) {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  }

  function write(key, draft) {
    try {
      sessionStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // No room or not allowed: then the warning on leaving is all there is.
    }
  }

  function drafts() {
    return Object.keys(sessionStorage).filter((key) => key.startsWith("draft:"));
  }

  function forget(which) {
    drafts()
      .filter(which)
      .forEach((key) => sessionStorage.removeItem(key));
  }

  function place(form) {
    const there = form.querySelector("#draft");
    if (there) return there;
    const made = Object.assign(document.createElement("div"), { id: "draft" });
    made.setAttribute("role", "status");
    form.prepend(made);
    return made;
  }

  function button(label, onClick) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    made.className = "button button--quiet";
    made.addEventListener("click", onClick);
    return made;
  }

  function say(status, sentence, ...buttons) {
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
