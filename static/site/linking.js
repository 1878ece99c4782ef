/* In the linking room a digit chooses, and goes on to the next text. Without this, radio buttons do. */
"use strict";
{
  const form = document.querySelector("form[data-linking]");
  const texts = form ? [...form.querySelectorAll("fieldset")] : [];

  const focusOn = (fieldset) => fieldset.querySelector("input[type=radio]:checked")?.focus();

  const here = () => texts.find((each) => each.contains(document.activeElement)) ?? texts[0];

  const choose = (event) => {
    const isTyping = event.target.matches?.("input:not([type=radio]), select, textarea");
    if (isTyping || event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
    const fieldset = here();
    const radio = fieldset.querySelector(`input[data-key="${event.key}"]`);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    const next = texts[texts.indexOf(fieldset) + 1];
    if (next) focusOn(next);
    else form.querySelector("input[type=submit]").focus();
  };

  if (texts.length) {
    document.body.classList.add("linking-with-keys");
    document.querySelector(".linking-keys").hidden = false;
    document.addEventListener("keydown", choose);
  }
}
