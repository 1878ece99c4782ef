/* What lies on this phone of the list at the door: ticks that were not sent yet, what became of others, and the page.
   Nothing stays longer than a day; what was not sent by then goes with a word that tells how much it was. */
window.doorStore = (() => {
  "use strict";

  const DAY = 86_400_000;
  const PAGES = "door-pages";
  const FILES = "door-files";
  const STORES = ["ticks", "told"];
  const OF_ANOTHER_BODY = ["content-type", "content-encoding", "content-length"];
  let opened;

  return { add, waiting, settle, told, read, discard, sweep, wipe, keepPage, forgetPages, keepFiles };

  function open() {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open("door", 1);
      request.onupgradeneeded = () =>
        STORES.forEach((name) => request.result.createObjectStore(name, { keyPath: "id", autoIncrement: true }));
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        request.result.onclose = () => (opened = undefined);
        resolve(request.result);
      };
    });
    return opened;
  }

  /* One transaction, written to the phone itself before it is said to be done. */
  async function change(work) {
    const transaction = (await open()).transaction(STORES, "readwrite", { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    work(...STORES.map((name) => transaction.objectStore(name)));
    return done;
  }

  async function all(name) {
    const request = (await open()).transaction(name).objectStore(name).getAll();
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  function add(slug, tick) {
    return change((ticks) => ticks.add({ ...tick, key: crypto.randomUUID(), slug, at: Date.now() }));
  }

  /* In the order in which they were made; of all lists where none is named. */
  async function waiting(slug) {
    return (await all("ticks")).filter((tick) => slug === undefined || tick.slug === slug);
  }

  function settle(slug, sent, sentences) {
    return change((ticks, told) => {
      sent.forEach((tick) => ticks.delete(tick.id));
      sentences.forEach((sentence) => told.add({ slug, sentence, at: Date.now() }));
    });
  }

  async function told(slug) {
    return (await all("told")).filter((each) => each.slug === slug);
  }

  async function read(slug) {
    const old = await told(slug);
    return change((_, told) => old.forEach((each) => told.delete(each.id)));
  }

  async function discard(slug) {
    return settle(slug, await waiting(slug), []);
  }

  async function sweep() {
    const before = Date.now() - DAY;
    const old = (await waiting()).filter((tick) => tick.at < before);
    const oldWords = (await all("told")).filter((each) => each.at < before);
    await forgetPages((at) => Math.abs(Date.now() - at) > DAY);
    if (!old.length && !oldWords.length) return;
    await change((ticks, told) => {
      old.forEach((tick) => ticks.delete(tick.id));
      oldWords.forEach((each) => told.delete(each.id));
      new Set(old.map((tick) => tick.slug)).forEach((slug) => told.add({ slug, sentence: lost(slug, old), at: Date.now() }));
    });
  }

  function lost(slug, old) {
    const number = old.filter((tick) => tick.slug === slug).length;
    const what = number === 1 ? "Eén vinkje is" : `${number} vinkjes zijn`;
    return `${what} niet verstuurd en na 24 uur van deze telefoon gewist. Vul de lijst aan van papier.`;
  }

  async function wipe() {
    await change((...stores) => stores.forEach((store) => store.clear()));
    await Promise.all([caches.delete(PAGES), caches.delete(FILES)]);
  }

  async function keepPage(path, page, user, headers) {
    const kept = new Headers([...headers].filter(([name]) => !OF_ANOTHER_BODY.includes(name)));
    kept.set("Content-Type", "text/html; charset=utf-8");
    kept.set("X-Kept-At", Date.now());
    kept.set("X-Kept-For", user);
    await (await caches.open(PAGES)).put(path, new Response(page, { headers: kept }));
  }

  async function forgetPages(which) {
    if (!(await caches.has(PAGES))) return;
    const cache = await caches.open(PAGES);
    for (const request of await cache.keys()) {
      const { headers } = await cache.match(request);
      const path = new URL(request.url).pathname;
      if (which(Number(headers.get("X-Kept-At")), headers.get("X-Kept-For"), path)) await cache.delete(request);
    }
  }

  async function keepFiles(addresses) {
    const cache = await caches.open(FILES);
    await cache.addAll(addresses);
    const old = (await cache.keys()).filter((request) => !addresses.includes(request.url));
    await Promise.all(old.map((request) => cache.delete(request)));
  }
})();
