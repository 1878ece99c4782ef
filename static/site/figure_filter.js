/* Finds a figure by its words. Without it, all figures stand under their headings. */
(() => {
  "use strict";

  const box = document.querySelector("[data-figure-filter]");
  const field = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const groups = [...document.querySelectorAll("details:has(.editor__figures)")];
  const openAtFirst = groups.map((group) => group.open);
  box.hidden = false;

  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = groups.map((group) => narrow(group, words));
    groups.forEach((group, index) => {
      group.hidden = found[index] === 0;
      group.open = words.length ? found[index] > 0 : openAtFirst[index];
    });
    status.textContent = words.length ? sentence(found.reduce((sum, count) => sum + count)) : "";
  });

  function narrow(group, words) {
    const rows = [...group.querySelectorAll("li")];
    const about = group.querySelector("summary").textContent;
    rows.forEach((row) => {
      const text = `${about} ${row.textContent}`.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    });
    return rows.filter((row) => !row.hidden).length;
  }

  function sentence(count) {
    if (count === 0) return "Geen cijfer gevonden. Probeer een ander woord.";
    return count === 1 ? "1 cijfer gevonden." : `${count} cijfers gevonden.`;
  }
})();
