// The capture's blocks: pointing at one, or reaching it by keyboard, shows its entry of the ledger in the inspector.
"use strict";
(() => {
  const sheet = document.getElementById("capture-text");
  const inspector = document.getElementById("inspector");
  const blocks = [...sheet.querySelectorAll(".block")];
  let shown = null;

  function show(number) {
    if (number === shown) return;
    shown = number;
    for (const marked of document.querySelectorAll(".pointed")) marked.classList.remove("pointed");
    for (const place of document.querySelectorAll(`[data-block="${CSS.escape(number)}"]`)) place.classList.add("pointed");
    const entry = document.getElementById(`entry-${number}`);
    if (entry) inspector.replaceChildren(...[...entry.children].map((part) => part.cloneNode(true)));
  }

  for (const place of document.querySelectorAll("[data-block]")) {
    place.addEventListener("pointerenter", () => show(place.dataset.block));
    place.addEventListener("focus", () => show(place.dataset.block));
    place.addEventListener("click", () => show(place.dataset.block));
  }

  // One stop for Tab; from there the arrow keys.
  const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  sheet.addEventListener("keydown", (event) => {
    const at = blocks.indexOf(document.activeElement);
    let next = null;
    if (event.key in STEPS) next = at < 0 ? 0 : at + STEPS[event.key];
    if (event.key === "Home") next = 0;
    if (event.key === "End") next = blocks.length - 1;
    if (next === null || !blocks[next]) return;
    event.preventDefault();
    blocks[next].focus();
  });

  // The legend picks out a role.
  const buttons = [...document.querySelectorAll(".legend button")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button && on));
      sheet.classList.toggle("picking", on);
      for (const block of blocks) block.classList.toggle("picked", on && block.dataset.role === button.dataset.role);
      if (on) sheet.querySelector(".picked")?.scrollIntoView({ block: "nearest" });
    });
  }

  // A link to a block (from the table of claims) shows it.
  function follow() {
    const block = location.hash.startsWith("#block-") && document.getElementById(location.hash.slice(1));
    if (block) block.focus();
  }
  // The capture opens at this article, whose first block may stand far down.
  const own = blocks.find((block) => block.dataset.role !== "chrome" && !block.classList.contains("other"));
  if (own && sheet.scrollHeight > sheet.clientHeight) {
    sheet.scrollTop += own.getBoundingClientRect().top - sheet.getBoundingClientRect().top - 16;
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
