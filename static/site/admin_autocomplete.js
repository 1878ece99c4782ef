/* Names the search boxes that the admin's autocomplete makes of a select, for who listens to the page. */
"use strict";
{
  const nameOf = (select) =>
    select.getAttribute("aria-label") || (select.labels[0]?.textContent ?? "").replace(/:\s*$/, "").trim();

  const nameBox = (select) => {
    const box = select.nextElementSibling;
    if (!box?.classList.contains("select2")) return;
    select.setAttribute("aria-label", nameOf(select));
    const chosen = box.querySelector(".select2-selection--single .select2-selection__rendered");
    const combobox = box.querySelector("[role=combobox]");
    if (chosen) {
      chosen.removeAttribute("role");
      chosen.removeAttribute("aria-readonly");
      combobox?.setAttribute("aria-labelledby", `${select.id} ${chosen.id}`);
    } else combobox?.setAttribute("aria-label", nameOf(select));
    box.querySelector(".select2-search__field")?.setAttribute("aria-label", nameOf(select));
  };

  const nameAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(nameBox);

  window.addEventListener("load", () => {
    django.jQuery(nameAll); // after the admin's own callback, which makes the boxes
    document.addEventListener("formset:added", () => setTimeout(nameAll));
    django.jQuery(document).on("select2:open", (event) => {
      const search = document.querySelector(".select2-container--open .select2-dropdown .select2-search__field");
      search?.setAttribute("aria-label", nameOf(event.target));
    });
  });
}
