// What helps to read: marks that are switched on and off, words chosen by pointer that are cited, a citation to copy.
"use strict";
(() => {
  const reading = document.getElementById("reading");
  const marks = document.getElementById("marks");
  const KEPT = "archive-marks-off";

  function off() {
    try { return new Set(JSON.parse(localStorage.getItem(KEPT) ?? "[]")); } catch { return new Set(); }
  }

  marks.hidden = false;
  const hidden = off();
  for (const box of marks.querySelectorAll("input")) {
    box.checked = !hidden.has(box.name);
    reading.classList.toggle(`without-${box.name}`, !box.checked);
    box.addEventListener("change", () => {
      reading.classList.toggle(`without-${box.name}`, !box.checked);
      hidden[box.checked ? "delete" : "add"](box.name);
      try { localStorage.setItem(KEPT, JSON.stringify([...hidden])); } catch { /* it holds for this page */ }
    });
  }

  // Words chosen in the article or its capture go into the field of the citation.
  const quote = document.getElementById("quote");
  const capture = document.getElementById("capture-text");
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const words = String(chosen).trim().replaceAll(/\s+/g, " ");
    const place = chosen.anchorNode;
    if (!words || words.length > 600 || !place) return;
    if (reading.querySelector(".prose").contains(place) || capture.contains(place)) quote.value = words;
  });

  const copy = document.getElementById("copy");
  if (navigator.clipboard) copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById("citation").textContent);
    document.getElementById("copied").textContent = "Copied.";
  });

  // From hit to hit by keyboard: with Alt, so that no key of a screen reader or a field is taken.
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const way = { n: "next", p: "prev" }[event.key];
    const link = way && document.querySelector(`.trail a[rel=${way}]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();
