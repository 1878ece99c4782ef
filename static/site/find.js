/* Ctrl-K (or Command-K) puts the cursor in the search field that stands in the head of each page. */
(() => {
  "use strict";

  const field = document.getElementById("find-words");
  if (!field) return;
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
