/* Suggestions while typing an organisation: the combobox pattern of ARIA 1.2 with a list.
   Without this script the field is a plain text field, and what is typed is sent just the same. */
(() => {
  "use strict";

  const WAIT = 150;
  const LEAST = 2;

  document.querySelectorAll("input[data-suggestions]").forEach(enhance);

  function enhance(input) {
    const list = make("ul", { role: "listbox", id: `${input.id}_list`, class: "suggestions" });
    list.setAttribute("aria-label", "Organisaties");
    list.hidden = true;
    const status = make("div", { role: "status", class: "visually-hidden" });
    const box = make("div", { class: "combobox" });
    input.before(box);
    box.append(input, list, status);
    set(input, {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
      autocomplete: "off",
    });

    let active = -1;
    let asked = 0;
    let timer = 0;

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", onKey);
    input.addEventListener("blur", close);
    // A press on an option must not take the focus from the field.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => choose(event.target.closest("[role=option]")));

    async function ask() {
      const words = input.value.trim();
      const turn = ++asked;
      if (words.length < LEAST) return close();
      try {
        const address = `${input.dataset.suggestions}?q=${encodeURIComponent(words)}`;
        const { results } = await (await fetch(address)).json();
        if (turn === asked && document.activeElement === input) show(results);
      } catch {
        close();
      }
    }

    function show(results) {
      list.replaceChildren(...results.map(option));
      activate(-1);
      open(results.length > 0);
      status.textContent =
        results.length === 0
          ? "Geen organisatie gevonden. Vul de naam in bij Anders, namelijk."
          : `${results.length === 1 ? "1 organisatie" : `${results.length} organisaties`} gevonden.`;
    }

    function option(result, index) {
      const item = make("li", { role: "option", id: `${list.id}_${index}` });
      item.setAttribute("aria-selected", "false");
      item.dataset.name = result.name;
      item.append(result.name);
      if (result.hint) {
        const hint = make("span", { class: "suggestions__hint" });
        hint.textContent = ` (${result.hint})`;
        item.append(hint);
      }
      return item;
    }

    function onKey(event) {
      const keys = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in keys) {
        event.preventDefault();
        if (list.hidden) ask();
        else move(keys[event.key]);
      } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
        event.preventDefault();
        choose(list.children[active]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    }

    function move(step) {
      const size = list.children.length;
      activate(active < 0 && step < 0 ? size - 1 : (active + step + size) % size);
    }

    function activate(index) {
      active = index;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", i === index));
      if (index < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }

    function choose(item) {
      if (!item) return;
      input.value = item.dataset.name;
      status.textContent = `${item.dataset.name} gekozen.`;
      close();
    }

    function close() {
      asked += 1;
      clearTimeout(timer);
      activate(-1);
      open(false);
    }

    function open(shown) {
      list.hidden = !shown;
      input.setAttribute("aria-expanded", String(shown));
    }
  }

  function make(tag, attributes) {
    return set(document.createElement(tag), attributes);
  }

  function set(element, attributes) {
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  }
})();
