// The map of places: circles by articles, rings for what has no point. Nothing is fetched but from this server.
"use strict";
(() => {
  const place = document.querySelector('[data-chart="map"]');
  const panel = document.querySelector("#sentences");
  const small = place.classList.contains("small-map"); // on a page about something else: a place is a link
  const counted = place.dataset.counted ?? "article";
  const said = (node) => {
    const number = node[`${counted}s`];
    return `${node.name}, ${node.kind}: ${number} ${counted}${number === 1 ? "" : "s"}`;
  };

  function sentence(row) {
    const item = document.createElement("li");
    const words = document.createElement("p");
    words.dir = "auto";
    const mark = document.createElement("mark");
    mark.textContent = row.surface;
    words.append("…", row.before, mark, row.after, "…");
    const facts = document.createElement("p");
    facts.className = "facts";
    const link = document.createElement("a");
    link.href = `/-/archive/article/${encodeURIComponent(row.key)}`;
    link.textContent = row.headline || row.key;
    link.dir = "auto";
    facts.append(link, ` · ${row.source_name ?? "source unknown"}`);
    item.append(words, facts);
    return item;
  }

  async function list(node) {
    const answer = await fetch(`/-/archive/place/${encodeURIComponent(node.id)}.json${location.search}`, { credentials: "same-origin" });
    if (!answer.ok) return;
    const told = await answer.json();
    const head = document.createElement("h2");
    head.textContent = `${told.name} (${told.kind})`;
    const items = document.createElement("ul");
    items.className = "sentences";
    items.append(...told.sentences.map(sentence));
    panel.replaceChildren(head, items);
  }

  function draw(countries, places) {
    place.replaceChildren();
    if (!places.length) {
      const said = document.createElement("p");
      said.textContent = "No place that can be drawn is named.";
      place.append(said);
      return;
    }
    const width = Math.max(place.clientWidth, 280);
    const height = small ? 240 : Math.round(Math.min(720, Math.max(380, width * 0.62)));
    const theatre = { type: "MultiPoint", coordinates: [[34.5, 29], [49, 29], [34.5, 38.5], [49, 38.5]] };
    const projection = d3.geoMercator().fitExtent([[8, 8], [width - 8, height - 8]], theatre);
    const path = d3.geoPath(projection);
    const svg = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height)
      .attr("role", "group").attr("aria-label", `Map of ${places.length} places; each is a link to its sentences`);
    const map = svg.append("g");
    map.append("g").attr("class", "countries").attr("aria-hidden", "true").selectAll("path").data(countries.features).join("path").attr("d", path);
    const radius = d3.scaleSqrt([0, d3.max(places, (node) => node[`${counted}s`])], small ? [4, 9] : [2, width < 600 ? 16 : 26]);
    const nodes = map.append("g").selectAll("a").data(places).join("a")
      .attr("href", (node) => `/-/archive/place/${encodeURIComponent(node.id)}`)
      .attr("class", (node) => (node.ring ? "place ring" : "place"))
      .attr("aria-label", said)
      .attr("transform", (node) => `translate(${projection([node.longitude, node.latitude])})`);
    nodes.append("circle").attr("r", (node) => radius(node[`${counted}s`]));
    nodes.append("title").text(said);
    nodes.on("click", (event, node) => {
      if (!panel || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      list(node);
    });
    const zoom = d3.zoom().scaleExtent([0.4, 24]).on("zoom", ({ transform }) => {
      map.attr("transform", transform);
      nodes.select("circle").attr("r", (node) => radius(node[`${counted}s`]) / transform.k);
      map.select(".countries").attr("stroke-width", 1 / transform.k);
    });
    svg.call(zoom).on("keydown", (event) => {
      if (event.key === "+" || event.key === "-") zoom.scaleBy(svg, event.key === "+" ? 1.5 : 1 / 1.5);
    });
    place.append(svg.node());
  }

  async function main() {
    const answers = await Promise.all([fetch("/assets/vendor/world-atlas/countries.json"),
      fetch(place.dataset.address ?? `${location.pathname}.json${location.search}`, { credentials: "same-origin" })]);
    if (!answers.every((answer) => answer.ok)) {
      place.textContent = "The numbers could not be had; the table below has them.";
      return;
    }
    const [countries, numbers] = await Promise.all(answers.map((answer) => answer.json()));
    draw(countries, numbers.places);
    let width = window.innerWidth;
    window.addEventListener("resize", () => {
      if (window.innerWidth === width) return;
      width = window.innerWidth;
      draw(countries, numbers.places);
    });
  }
  main();
})();
