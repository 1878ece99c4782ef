/* On every page for staff, and where they sign in: what lies on this phone of a list at the door goes in time, and is not
   for the next who borrows it. Who signs out while ticks wait to be sent is asked first. */
(() => {
  "use strict";

  const store = window.doorStore;
  const user = document.currentScript.dataset.user ?? "";
  if (!("indexedDB" in window) || !("caches" in window)) return;

  store.sweep().catch(() => {});
  store.forgetPages((_, whose) => whose !== user).catch(() => {});
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!/\/(logout|uitloggen)\/$/.test(form.getAttribute("action") ?? "") || form.dataset.leaves) return;
    event.preventDefault();
    signOut(form).catch(() => leave(form));
  });

  async function signOut(form) {
    const waiting = await store.waiting();
    if (waiting.length && !form.dataset.asked) return ask(form, waiting);
    await store.wipe();
    leave(form);
  }

  function leave(form) {
    form.dataset.leaves = "1";
    form.requestSubmit();
  }

  function ask(form, waiting) {
    const number = waiting.length === 1 ? "wacht nog 1 vinkje" : `wachten nog ${waiting.length} vinkjes`;
    const words = `Op deze telefoon ${number} van de lijst aan de deur op versturen. Wie nu uitlogt, wist ze. `;
    const link = Object.assign(document.createElement("a"), { textContent: "Open de lijst om ze te versturen" });
    link.href = `/beheer/aanwezig/${waiting[0].slug}/`;
    const said = Object.assign(document.createElement("p"), { textContent: words });
    said.append(link, ", of log nog eens uit.");
    const note = Object.assign(document.createElement("div"), { className: "note note--attention", id: "door-asks" });
    note.setAttribute("role", "alert");
    note.append(said);
    document.getElementById("door-asks")?.remove();
    (document.querySelector("main") ?? document.body).prepend(note);
    form.dataset.asked = "1";
    note.scrollIntoView({ block: "center" });
  }
})();
