/* On a phone the chapters of a report fold under their titles: 34,000 pixels become a few screens. Who
   follows a link finds its chapter open, and paper holds all. Without this, all stand open. */
(() => {
  "use strict";

  const report = document.getElementById("report");
  const parts = report ? [...report.querySelectorAll("details.report__fold")] : [];
  if (!parts.length) return;
  const narrow = matchMedia("(max-width: 40rem)");
  const button = document.getElementById("unfold");
  let forPaper = [];

  /* A title stands before what it folds; all else stands in it. */
  function partOf(place) {
    return place?.closest("details.report__fold") ?? place?.closest("section")?.querySelector(":scope > details");
  }

  function wanted() {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  }

  function fold() {
    const kept = partOf(wanted());
    report.classList.toggle("report--folds", narrow.matches);
    button.hidden = !narrow.matches;
    for (const part of parts) part.open = !narrow.matches || part === kept;
    if (narrow.matches) wanted()?.scrollIntoView();
  }

  function lead() {
    const part = partOf(wanted());
    if (!part || part.open) return;
    part.open = true;
    wanted().scrollIntoView();
  }

  narrow.addEventListener("change", fold);
  addEventListener("hashchange", lead);
  /* the same link a second time changes no address */
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("a[href^='#']")) setTimeout(lead);
  });
  button.addEventListener("click", () => {
    for (const part of parts) part.open = true;
    button.hidden = true;
    parts[0].querySelector("summary").focus();
  });
  addEventListener("beforeprint", () => {
    forPaper = parts.filter((part) => !part.open);
    for (const part of forPaper) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of forPaper) part.open = false;
  });
  fold();
})();
