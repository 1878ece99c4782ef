/* Shows the list at the door where there is no network. The pages and files that it may show are put away by
   door_store.js; nothing else is ever kept, and every other request goes to the network as it is. */
"use strict";

const PAGES = "door-pages";
const FILES = "door-files";
const DAY = 86_400_000;
const PATIENCE = 4_000;
const GONE = [403, 404];

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (["style", "script", "font", "image"].includes(request.destination)) event.respondWith(file(request));
});

async function page(request) {
  const kept = request.method === "GET" ? await keptPage(request.url) : undefined;
  try {
    const answer = await inTime(fetch(request), kept);
    const isShut = answer.type === "opaqueredirect" || GONE.includes(answer.status);
    if (kept && isShut) await caches.delete(PAGES);
    return answer;
  } catch {
    return kept ?? noPage(request);
  }
}

async function file(request) {
  const kept = await (await caches.open(FILES)).match(request);
  return inTime(fetch(request), kept).catch(() => kept ?? Response.error());
}

/* A network that is there and does not answer counts as none, where something was kept. */
function inTime(answer, kept) {
  if (!kept) return answer;
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  return Promise.race([answer, late]);
}

async function keptPage(address) {
  const cache = await caches.open(PAGES);
  const path = new URL(address).pathname;
  const kept = await cache.match(path);
  if (!kept) return undefined;
  if (Math.abs(Date.now() - Number(kept.headers.get("X-Kept-At"))) < DAY) return kept;
  await cache.delete(path);
  return undefined;
}

function noPage(request) {
  const [, , , slug] = new URL(request.url).pathname.split("/");
  const list = slug ? `<p><a href="/beheer/aanwezig/${encodeURIComponent(slug)}/">Naar de lijst</a></p>` : "";
  const page = `<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Geen netwerk</title><h1>Geen netwerk</h1>
<p>Deze pagina kan alleen met netwerk. Wat u hebt afgevinkt en nog wacht, staat nog op deze telefoon.</p>
<p>De lijst zelf doet het zonder netwerk als u hem vandaag op deze telefoon met netwerk hebt geopend.
Staat hij er niet, gebruik dan de lijst op papier.</p>${list}</html>`;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" };
  return new Response(page, { status: 503, headers });
}
