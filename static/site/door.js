/* Ticking off at the door, with or without network. Each tick is written to the phone first (door_store.js) and then sent,
   with a key of its own, so that what is sent twice is done once. Without this script every button sends its form. */
(() => {
  "use strict";

  const door = document.getElementById("door");
  if (!door || !window.doorStore || !("serviceWorker" in navigator)) return;

  const store = window.doorStore;
  const path = location.pathname;
  const slug = path.split("/").at(-2);
  const AT_ONCE = 100;
  const LOOK_AGAIN = 20_000;
  const TOO_LONG = 20_000;
  const OPENING = "/beheer/aanwezig/";

  const status = document.getElementById("door-status");
  const told = document.getElementById("door-told");
  const search = document.getElementById("id_q");
  const others = "BroadcastChannel" in window ? new BroadcastChannel("door") : null;
  let list = live(document, "list").cloneNode(true); // as the server told it last, without what waits
  let net = { state: door.dataset.keptAt ? "offline" : "online" };

  start().catch(() => {}); // a browser that keeps nothing: then the forms do what they always did

  async function start() {
    await store.sweep();
    await draw();
    document.addEventListener("submit", onSubmit);
    search.addEventListener("input", draw);
    addEventListener("online", send);
    document.addEventListener("visibilitychange", () => document.hidden || send());
    if (others) others.onmessage = draw;
    await navigator.serviceWorker.register(door.dataset.worker);
    await send();
    if (net.state === "online") await store.keepFiles(files()).catch(() => {});
    setInterval(lookAgain, LOOK_AGAIN);
  }

  async function lookAgain() {
    await store.sweep();
    if (!document.hidden) await send();
  }

  // What people do.

  function onSubmit(event) {
    const { target: form, submitter: button } = event;
    const takes = { came: tick, did_not: tick }[button?.name] ?? { "door-walk-in": walkIn }[form.id];
    if (form.getAttribute("role") === "search") event.preventDefault();
    else if (takes && !form.dataset.plain) {
      event.preventDefault();
      takes(form, button).then(send, () => plainly(form, button));
    } else if (form.id === "door-close" && status.dataset.waiting) {
      event.preventDefault();
      say(note("error", `Sluit de lijst pas af als alles is verstuurd: ${waits(Number(status.dataset.waiting))}.`));
      status.scrollIntoView({ block: "center" });
    }
  }

  /* Where nothing can be written to the phone, the button does what it does without this script. */
  function plainly(form, button) {
    form.dataset.plain = "1";
    form.requestSubmit(button);
  }

  async function tick(_, button) {
    const person = Number(button.value);
    const row = list.querySelector(`#r-${person}`);
    const own = (await store.waiting(slug)).filter((each) => each.person === person && each.what === "came");
    await store.add(slug, { what: button.name, person, seen: Number(row.dataset.ticks) + own.length });
    await changed();
  }

  async function walkIn(form) {
    const values = { name: form.elements.name.value.trim(), organisation: form.elements.organisation.value.trim() };
    if (!values.name || values.name.length > 120 || values.organisation.length > 250) throw new Error("for the server");
    await store.add(slug, { what: "walk_in", ...values });
    form.reset();
    form.elements.name.focus();
    await changed();
  }

  async function changed() {
    others?.postMessage("changed");
    await draw();
  }

  // What goes to the server, and what comes back.

  let sending = Promise.resolve();

  /* One at a time, also where the list is open in two tabs. */
  function send() {
    sending = sending.catch(() => {}).then(() => (navigator.locks ? navigator.locks.request("door", sendAll) : sendAll())).then(changed);
    return sending;
  }

  async function sendAll() {
    let sent = false;
    for (;;) {
      const batch = (await store.waiting(slug)).slice(0, AT_ONCE);
      if (!batch.length) break;
      if (!(await sendBatch(batch))) return;
      sent = true;
    }
    if (!sent) await refresh();
  }

  async function sendBatch(batch, isSecond = false) {
    const ticks = batch.map(({ key, what, person, seen, name, organisation }) => ({ key, what, person, seen, name, organisation }));
    const body = new URLSearchParams({ csrfmiddlewaretoken: token(document).value, ticks: JSON.stringify(ticks) });
    const answer = await ask(door.dataset.sends, { method: "POST", body });
    if (!answer) return false;
    // Who signed in again in another tab has another token: a fresh page knows it.
    if (answer.status === 403) return !isSecond && (await refresh()) && sendBatch(batch, true);
    const reply = await answer.json().catch(() => null);
    if (reply?.refused) be("refused", reply.refused);
    if (!reply?.page) return reply?.refused ? false : be("offline");
    await take(reply.page, answer.headers);
    await store.settle(slug, batch, reply.told);
    return true;
  }

  async function refresh() {
    const answer = await ask(path, {});
    if (!answer) return false;
    if (answer.status === 403 || answer.status === 404) {
      await store.forgetPages(() => true);
      return be("refused", "U kunt deze lijst niet meer bijwerken. Vraag een collega of u dat nog mag.");
    }
    return take(await answer.text(), answer.headers);
  }

  /* The answer; nothing where there is no network, or nobody is signed in any more. */
  async function ask(address, options) {
    const signal = AbortSignal.timeout(TOO_LONG);
    const answer = await fetch(address, { redirect: "manual", signal, ...options }).catch(() => null);
    if (answer?.type === "opaqueredirect") {
      await store.forgetPages(() => true);
      be("signed-out");
      return null;
    }
    if (!answer || answer.status >= 500) {
      be("offline");
      return null;
    }
    return answer;
  }

  async function take(text, headers) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const its = fresh.getElementById("door");
    if (its?.dataset.sends !== door.dataset.sends) return be("offline"); // the page of a network that wants something first
    be("online");
    door.toggleAttribute("data-over", "over" in its.dataset);
    delete door.dataset.keptAt;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = token(fresh).value));
    for (const name of ["note", "counts", "close"]) {
      if (live(document, name).innerHTML !== live(fresh, name).innerHTML)
        live(document, name).replaceChildren(...live(fresh, name).childNodes);
    }
    list = document.importNode(live(fresh, "list"), true);
    await keep(fresh, its, headers);
    return true;
  }

  /* Nothing stays of a list that is complete, or of what people need. */
  async function keep(fresh, its, headers) {
    if ("over" in its.dataset) return store.forgetPages((_, __, kept) => kept === path);
    fresh.querySelectorAll("[data-not-kept]").forEach((part) => part.remove());
    its.dataset.keptAt = Date.now();
    return store.keepPage(path, `<!doctype html>${fresh.documentElement.outerHTML}`, its.dataset.user, headers);
  }

  function files() {
    const named = [...document.querySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src]")];
    const letters = performance.getEntriesByType("resource").filter((each) => each.initiatorType === "css");
    return [...new Set([...named.map((each) => each.href || each.src), ...letters.map((each) => each.name)])];
  }

  function be(state, sentence = "") {
    net = { state, sentence };
    return false;
  }

  // What people see.

  async function draw() {
    const ticks = await store.waiting(slug);
    const shown = list.cloneNode(true);
    ticks.forEach((each) => overlay(shown, each));
    filter(shown);
    put(shown);
    if (ticks.length && !search.value) count(shown, ticks);
    await tell(ticks.length);
  }

  function overlay(shown, each) {
    if (each.what === "walk_in") return addRow(shown, each);
    const row = shown.querySelector(`#r-${each.person}`);
    if (!row) return;
    const isThere = each.what === "came";
    row.classList.toggle("person--present", isThere);
    row.querySelectorAll(".badge").forEach((badge) => badge.remove());
    const badge = Object.assign(document.createElement("span"), { textContent: waitsWords(isThere) });
    badge.className = `badge badge--${isThere ? "success" : "sand"}`;
    row.querySelector(".person__who").append(badge);
    const [button, ...rest] = row.querySelectorAll("button");
    rest.forEach((other) => other.remove());
    button.name = isThere ? "did_not" : "came";
    button.classList.toggle("button--quiet", isThere);
    button.firstChild.data = isThere ? "Toch niet" : "Aanwezig";
    const name = row.querySelector("strong").textContent;
    button.querySelector("span").textContent = `: ${name}`;
  }

  function waitsWords(isThere) {
    return `${isThere ? "Aanwezig" : "Toch niet"}, wacht op netwerk`;
  }

  function addRow(shown, each) {
    const row = document.getElementById("door-row").content.cloneNode(true);
    row.querySelector("strong").textContent = each.name;
    row.querySelector("span").textContent = each.organisation;
    people(shown).append(row);
  }

  /* Of a list on which nobody stood yet there is none. */
  function people(shown) {
    const there = shown.querySelector("#door-placed");
    if (there) return there;
    const made = Object.assign(document.createElement("ul"), { id: "door-placed", className: "people" });
    made.setAttribute("role", "list");
    shown.querySelector("#door-heading").nextElementSibling?.remove();
    shown.querySelector("#door-heading").after(made);
    return made;
  }

  function filter(shown) {
    const words = spelled(search.value).split(/\s+/).filter(Boolean);
    const rows = [...shown.querySelectorAll("#door-placed > li")];
    shown.querySelectorAll(".people > li").forEach((row) => {
      const text = spelled([...row.querySelectorAll("strong, .person__who > span:not([class])")].map((each) => each.textContent).join(" "));
      row.hidden = !words.every((word) => text.includes(word));
    });
    const number = rows.filter((row) => !row.hidden).length;
    shown.querySelector("#door-heading").textContent = `${words.length ? "Gevonden" : "Op de lijst"}: ${number}`;
  }

  function spelled(text) {
    return text.toLowerCase().normalize("NFD").replace(/[^\p{L}\p{N}\s]/gu, "").replaceAll("ij", "y");
  }

  /* The focus stays at the same person, or on the same button below. */
  function put(shown) {
    const former = live(document, "list");
    if (former.innerHTML === shown.innerHTML) return;
    const at = former.contains(document.activeElement) ? document.activeElement.closest("li")?.id : null;
    former.replaceWith(shown);
    if (at) shown.querySelector(`#${at} button`)?.focus();
  }

  function count(shown, ticks) {
    const walkIns = ticks.filter((each) => each.what === "walk_in").length;
    const walkedIn = document.getElementById("door-walked-in");
    document.getElementById("door-present").textContent = shown.querySelectorAll(".person--present").length;
    walkedIn.textContent = Number(walkedIn.dataset.number) + walkIns;
  }

  async function tell(number) {
    const elsewhere = [...new Set((await store.waiting()).map((each) => each.slug))].filter((each) => each !== slug);
    status.dataset.waiting = number || "";
    say(...words(number), ...elsewhere.map(waitsElsewhere));
    const sentences = (await store.told(slug)).map((each) => each.sentence);
    told.replaceChildren(...(sentences.length ? [note("attention", sentences, button("Gelezen", readAll))] : []));
  }

  function words(number) {
    if (net.state === "signed-out") return [signedOut(number)];
    if (net.state === "refused") return [refused(number)];
    if (net.state === "offline" && number)
      return [note("attention", `${waits(number)} op netwerk, veilig op deze telefoon.`)];
    if (net.state === "offline") return [note("attention", withoutNetwork())];
    if (number) return [note("plain", number === 1 ? "1 wordt verstuurd." : `${number} worden verstuurd.`)];
    if ("over" in door.dataset) return [];
    return [note("plain", "Deze lijst doet het op deze telefoon ook zonder netwerk.", button("Wis van deze telefoon", wipe))];
  }

  function waits(number) {
    return number === 1 ? "1 wacht" : `${number} wachten`;
  }

  function withoutNetwork() {
    const at = Number(door.dataset.keptAt);
    const since = at ? ` U ziet de lijst van ${clock(new Date(at))} uur.` : "";
    return `Geen netwerk. U kunt gewoon afvinken; dat wordt straks verstuurd.${since}`;
  }

  function clock(moment) {
    return `${moment.getHours()}.${String(moment.getMinutes()).padStart(2, "0")}`;
  }

  function signedOut(number) {
    const link = Object.assign(document.createElement("a"), { href: door.dataset.signIn, textContent: "Log in" });
    const stay = number ? `${waits(number)} op versturen en ${number === 1 ? "staat" : "staan"} tot 24 uur op deze telefoon. ` : "";
    const made = note("attention", `U bent niet meer ingelogd. ${stay}`);
    made.querySelector("p").append(link, ", dan gaat alles verder.");
    return made;
  }

  function refused(number) {
    if (!number) return note("error", net.sentence);
    const stay = `${waits(number)} en ${number === 1 ? "is" : "zijn"} niet verwerkt.`;
    return note("error", [net.sentence, stay], button("Probeer opnieuw", send), button("Gooi ze weg", throwAway));
  }

  function waitsElsewhere(other) {
    const link = Object.assign(document.createElement("a"), { href: `${OPENING}${other}/`, textContent: "Open die lijst" });
    const made = note("attention", "Ook van een andere bijeenkomst wacht nog iets op versturen. ");
    made.querySelector("p").append(link, ".");
    return made;
  }

  async function readAll() {
    await store.read(slug);
    await changed();
  }

  async function throwAway() {
    await store.discard(slug);
    await send();
  }

  async function wipe() {
    await store.wipe();
    door.replaceChildren(note("success", "De lijst is van deze telefoon gewist."));
    document.removeEventListener("submit", onSubmit);
    others?.close();
    location.replace("/beheer/");
  }

  function note(kind, sentences, ...buttons) {
    const made = document.createElement("div");
    made.className = `note note--${kind}`;
    [sentences].flat().forEach((sentence) => made.append(Object.assign(document.createElement("p"), { textContent: sentence })));
    if (buttons.length) {
      const row = document.createElement("p");
      row.className = "buttons";
      row.append(...buttons);
      made.append(row);
    }
    return made;
  }

  function button(label, onClick) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    made.className = "button button--quiet";
    made.addEventListener("click", onClick);
    return made;
  }

  /* Said once: what is the same is not read aloud again. */
  function say(...notes) {
    const place = document.createElement("div");
    place.append(...notes);
    if (place.innerHTML !== status.innerHTML) status.replaceChildren(...notes);
  }

  function live(page, name) {
    return page.querySelector(`[data-live=${name}]`);
  }

  function token(page) {
    return page.querySelector("#door [name=csrfmiddlewaretoken]");
  }
})();
