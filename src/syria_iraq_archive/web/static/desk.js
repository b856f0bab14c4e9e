// The desk. Every form works without this; with it, words are selected in place, what becomes of them shows at once,
// and the queue is worked through by keyboard.
"use strict";
(() => {
  const typing = (node) => node instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName);

  // ------------------------------------------------------------------------------------------------ an article
  const form = document.getElementById("correcting");
  const sheet = document.getElementById("capture-text");
  if (form && sheet) {
    const field = form.elements;
    const blocks = [...sheet.querySelectorAll(".block")];

    // How many characters of the capture stand before a point in a block. A mark for a control stands for one.
    function offsetIn(block, node, offset) {
      const range = document.createRange();
      range.setStart(block, 0);
      range.setEnd(node, offset);
      const part = range.cloneContents();
      for (const mark of part.querySelectorAll(".control")) mark.replaceWith("?");
      return Number(block.dataset.start) + [...part.textContent].length;
    }
    const blockOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(".block");

    // A selection as offsets; what lies between blocks is white space, which belongs to none.
    function selected() {
      const chosen = document.getSelection();
      if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
      const range = chosen.getRangeAt(0);
      if (!sheet.contains(range.commonAncestorContainer)) return null;
      const touched = blocks.filter((block) => range.intersectsNode(block));
      if (!touched.length) return null;
      const first = touched[0], last = touched[touched.length - 1];
      const start = blockOf(range.startContainer) === first ? offsetIn(first, range.startContainer, range.startOffset) : Number(first.dataset.start);
      const end = blockOf(range.endContainer) === last ? offsetIn(last, range.endContainer, range.endOffset) : Number(last.dataset.end);
      return end > start ? { start, end, text: chosen.toString().trim() } : null;
    }

    function take(found) {
      field.start.value = found.start;
      field.end.value = found.end;
      field.quote.value = found.text;
      field.occurrence.value = "";
      for (const block of blocks) {
        const inside = Number(block.dataset.start) < found.end && Number(block.dataset.end) > found.start;
        block.classList.toggle("taken", inside);
      }
      preview();
    }
    const takeBlocks = (some) => take({
      start: Number(some[0].dataset.start),
      end: Number(some[some.length - 1].dataset.end),
      text: some.map((block) => block.textContent).join("\n"),
    });

    sheet.addEventListener("mouseup", (event) => {
      const found = selected();
      const block = event.target.closest(".block");
      if (found) take(found);
      else if (block) takeBlocks([block]);
    });
    field.quote.addEventListener("input", () => { field.start.value = field.end.value = ""; });

    // One stop for Tab; from there the arrow keys.
    let anchor = null;
    sheet.addEventListener("keydown", (event) => {
      const at = blocks.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (step) {
        const next = blocks[at < 0 ? 0 : at + step];
        if (!next) return;
        event.preventDefault();
        next.focus();
        if (event.shiftKey && at >= 0) {
          anchor ??= at;
          const to = at + step;
          takeBlocks(blocks.slice(Math.min(anchor, to), Math.max(anchor, to) + 1));
        } else anchor = null;
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        takeBlocks([blocks[at]]);
        field.field.focus();
      }
    });

    // What is asked for depends on what it is.
    function ask() {
      const choice = field.field.selectedOptions[0];
      for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(choice.value);
      fill("values", (choice.dataset.values ?? "").split(" ").filter(Boolean).map((value) => [value, ""]));
    }
    function fill(id, pairs) {
      document.getElementById(id).replaceChildren(...pairs.map(([value, label]) => {
        const option = document.createElement("option");
        option.value = value;
        if (label) option.label = label;
        return option;
      }));
    }
    const NAMED = { source: "sources", mention: "actors", actor: "actors", place: "places", speaker: "actors", hearer: "actors" };
    let asked = 0;
    async function complete(input, list, what) {
      if (!what || input.value.trim().length < 2) return;
      const mine = ++asked;
      const answer = await fetch(`${form.dataset.names}?of=${what}&q=${encodeURIComponent(input.value.trim())}`);
      if (answer.ok && mine === asked) fill(list, await answer.json());
    }
    field.field.addEventListener("change", ask);
    field.value.addEventListener("input", () => complete(field.value, "values", NAMED[field.field.value]));
    field.instead_of.addEventListener("input", () => complete(field.instead_of, "names", "actors"));

    // What becomes of it, as one types.
    let waiting = 0, asks = 0;
    const shown = document.getElementById("preview");
    function preview() {
      clearTimeout(waiting);
      waiting = setTimeout(show, 350);
    }
    async function show() {
      const fields = new URLSearchParams(new FormData(form));
      const ready = (fields.get("value") || fields.get("nothing") || fields.get("first") || fields.get("last")) && (fields.get("field") !== "actor" || fields.get("instead_of"));
      const mine = ++asks;
      if (!ready) return;
      fields.set("part", "1");
      const answer = await fetch(form.dataset.preview, { method: "POST", body: fields });
      if (mine !== asks || !(answer.headers.get("content-type") ?? "").startsWith("text/html")) return;
      const part = new DOMParser().parseFromString(await answer.text(), "text/html");
      shown.replaceChildren(...part.body.childNodes);
    }
    form.addEventListener("input", preview);
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    ask();
    const own = blocks.find((block) => block.dataset.role !== "chrome" && !block.classList.contains("other"));
    if (own && sheet.scrollHeight > sheet.clientHeight) {
      sheet.scrollTop += own.getBoundingClientRect().top - sheet.getBoundingClientRect().top - 16;
    }
  }

  // ------------------------------------------------------------------------------------------------ the queue
  const queue = document.getElementById("queue");
  if (queue) {
    const items = [...queue.querySelectorAll("li[data-item]")];
    const here = () => items.findIndex((item) => item.contains(document.activeElement));
    const reach = (at) => items[at]?.querySelector("a.correct, button")?.focus();
    const KEYS = {
      j: () => reach(Math.min(here() + 1, items.length - 1)),
      k: () => reach(Math.max(here() - 1, 0)),
      u: () => document.getElementById("undo")?.requestSubmit(),
      a: () => items[here()]?.querySelector("form.accept")?.requestSubmit(),
      f: () => items[here()]?.querySelector("form.forget")?.requestSubmit(),
      d: () => items[here()]?.querySelector("form.dismiss")?.requestSubmit(),
    };
    document.addEventListener("keydown", (event) => {
      if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = KEYS[event.key];
      if (act) {
        event.preventDefault();
        act();
      } else if (event.key === "Enter" && here() >= 0 && document.activeElement.tagName !== "BUTTON" && document.activeElement.tagName !== "A") {
        items[here()].querySelector("a.correct")?.click();
      }
    });
    reach(Math.min(Number(queue.dataset.at) || 0, items.length - 1));
  }
})();
