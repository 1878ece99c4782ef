/* Says under a date what is read in it while one types. Without it, the page says so after saving. */
"use strict";
{
  const address = document.currentScript.dataset.reads;
  const PAUSE = 300;
  const waiting = new WeakMap();

  const isDate = (input) => input instanceof HTMLInputElement && input.dataset.date;

  /* There before anything is said in it, so that it is read aloud. */
  const saying = (input) => {
    const id = `${input.id}_gelezen`;
    const there = document.getElementById(id);
    if (there) return there;
    const place = document.createElement("div");
    place.id = id;
    place.className = "help date-read";
    place.setAttribute("role", "status");
    input.after(place);
    return place;
  };

  /* A day without year is of the year of what was chosen beside it, such as "2014: acht hubs". */
  const near = ({ form, dataset }) => {
    const chosen = form?.elements[dataset.yearOf]?.selectedOptions?.[0]?.text ?? "";
    const year = chosen.match(/^\d{4}(?=:)/)?.[0];
    return year ? `${year}-01-01/${year}-12-31` : (dataset.near ?? "");
  };

  const show = async (input, withReason) => {
    const text = input.value;
    const place = saying(input);
    if (!text.trim()) return place.replaceChildren();
    const query = new URLSearchParams({ tekst: text, soort: input.dataset.date, bij: near(input) });
    const answer = await fetch(`${address}?${query}`).catch(() => null);
    if (!answer?.ok || answer.redirected || input.value !== text) return;
    const { gelezen, reden } = await answer.json();
    place.textContent = gelezen ? `Gelezen als: ${gelezen}` : withReason ? reden : "";
  };

  document.addEventListener("focusin", (event) => isDate(event.target) && saying(event.target));
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!isDate(input)) return;
    clearTimeout(waiting.get(input));
    waiting.set(input, setTimeout(() => show(input, false), PAUSE));
  });
  document.addEventListener("change", (event) => isDate(event.target) && show(event.target, true));
}
