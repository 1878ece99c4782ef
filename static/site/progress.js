/* While a report is being made: show how far it is, and the page anew when it is done. */
const box = document.getElementById("progress");

async function look() {
  const answer = await fetch(box.dataset.address);
  const text = answer.ok ? await answer.text() : "";
  if (answer.ok && !text.includes("<progress")) {
    location.reload();
    return;
  }
  if (answer.ok) {
    box.innerHTML = text;
  }
  setTimeout(look, 2000);
}

setTimeout(look, 2000);
