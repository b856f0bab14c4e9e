// Search boxes that offer names: actors, places and sources of the corpus, as the reader types. Without it they are plain.
"use strict";
(() => {
  const WAIT = 120; // milliseconds after the last key

  function offer(input, number) {
    const list = document.createElement("datalist");
    list.id = `names-${number}`;
    input.after(list);
    input.setAttribute("list", list.id);
    let timer = null, asked = "";

    async function fill() {
      const typed = input.value.trim();
      if (typed.length < 2 || typed === asked) return;
      asked = typed;
      const what = input.dataset.names === "any" ? "" : `&what=${encodeURIComponent(input.dataset.names)}`;
      const answer = await fetch(`/-/archive/names.json?q=${encodeURIComponent(typed.slice(0, 80))}${what}`, { credentials: "same-origin" });
      if (!answer.ok || typed !== asked) return;
      const { names } = await answer.json();
      list.replaceChildren(...names.map(({ value, label }) => {
        const option = document.createElement("option");
        option.value = value;
        option.label = label;
        return option;
      }));
    }
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(fill, WAIT); });
  }
  document.querySelectorAll("input[data-names]").forEach(offer);
})();
