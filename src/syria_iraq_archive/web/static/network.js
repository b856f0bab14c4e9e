// The network of co-mentions: laid out once, without animation, the same every time. Each actor is a link.
"use strict";
(() => {
  const place = document.querySelector('[data-chart="network"]');

  function layout(nodes, links, width, height) {
    const most = d3.max(links, (link) => link.articles) ?? 1;
    const radius = d3.scaleSqrt([0, d3.max(nodes, (node) => node.articles) ?? 1], [3, width < 600 ? 13 : 20]);
    for (const node of nodes) node.r = radius(node.articles);
    const narrow = width < 600;
    d3.forceSimulation(nodes)
      .force("link", d3.forceLink(links).id((node) => node.id).distance(narrow ? 60 : 110).strength((link) => 0.06 + 0.3 * link.articles / most))
      .force("charge", d3.forceManyBody().strength(narrow ? -220 : -520))
      .force("x", d3.forceX(0).strength(0.06 * (narrow ? 1.6 : 1)))
      .force("y", d3.forceY(0).strength(0.1))
      .force("collide", d3.forceCollide((node) => node.r + (narrow ? 10 : 18)))
      .stop()
      .tick(400);
    // Spread over the whole drawing, with room for the labels.
    const side = narrow ? 30 : 60;
    const across = d3.scaleLinear(d3.extent(nodes, (node) => node.x), [side, width - side]);
    const down = d3.scaleLinear(d3.extent(nodes, (node) => node.y), [24, height - 40]);
    for (const node of nodes) {
      node.x = nodes.length > 1 ? across(node.x) : width / 2;
      node.y = nodes.length > 1 ? down(node.y) : height / 2;
    }
  }

  function draw(numbers) {
    place.replaceChildren();
    const nodes = numbers.nodes.map((node) => ({ ...node }));
    const links = numbers.links.map((link) => ({ ...link }));
    if (!nodes.length) {
      place.textContent = "No two actors are named together here.";
      return;
    }
    const width = Math.max(place.clientWidth, 280);
    const height = Math.round(Math.min(760, Math.max(420, width * 0.62)));
    layout(nodes, links, width, height);
    const most = d3.max(links, (link) => link.articles) ?? 1;
    const svg = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height)
      .attr("role", "group").attr("aria-label", `Network of ${nodes.length} actors; each is a link to its page`);
    const lines = svg.append("g").attr("class", "ties").attr("aria-hidden", "true").selectAll("line").data(links).join("line")
      .attr("x1", (link) => link.source.x).attr("y1", (link) => link.source.y)
      .attr("x2", (link) => link.target.x).attr("y2", (link) => link.target.y)
      .attr("stroke-width", (link) => 0.75 + 5 * link.articles / most)
      .attr("stroke-opacity", (link) => 0.18 + 0.5 * link.articles / most);
    const ties = d3.rollup([...links, ...links.map((link) => ({ source: link.target, target: link.source }))],
      (found) => new Set(found.map((link) => link.target.id)), (link) => link.source.id);
    const actors = svg.append("g").selectAll("a").data(nodes).join("a")
      .attr("href", (node) => `/-/archive/actor/${encodeURIComponent(node.id)}`)
      .attr("class", (node) => `node kind-${node.kind}${node.id === numbers.centre ? " centre" : ""}`)
      .attr("aria-label", (node) => `${node.name}, ${node.kind.replaceAll("-", " ")}: ${node.articles} articles, named together with ${ties.get(node.id)?.size ?? 0} of those shown`)
      .attr("transform", (node) => `translate(${node.x},${node.y})`);
    actors.append("circle").attr("r", (node) => node.r);
    const labels = actors.append("text").attr("y", (node) => node.r + 12).attr("text-anchor", "middle").text((node) => node.name);
    actors.append("title").text((node) => `${node.name}: ${node.articles} articles`);

    // Each label goes where it covers neither a larger actor's label nor a circle: below, above, right or left. Where
    // there is no such place it is shown only when its actor is pointed at.
    const taken = nodes.map((node) => ({ node, left: node.x - node.r, right: node.x + node.r, top: node.y - node.r, bottom: node.y + node.r }));
    const free = (box, node) => box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height
      && !taken.some((other) => other.node !== node && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top);
    place.append(svg.node());
    for (const [at, label] of labels.nodes().entries()) {
      const node = nodes[at], long = label.getComputedTextLength(), half = long / 2;
      const inside = Math.max(0, half + 2 - node.x) - Math.max(0, node.x + half + 2 - width); // at an edge, moved inwards
      const tried = [[inside, node.r + 12], [inside, -node.r - 5], [node.r + 4 + half, 4], [-node.r - 4 - half, 4],
        [node.r / 2 + half, node.r + 10], [-node.r / 2 - half, node.r + 10], [node.r / 2 + half, -node.r - 4], [-node.r / 2 - half, -node.r - 4]];
      const boxed = ([x, y]) => ({ left: node.x + x - half, right: node.x + x + half, top: node.y + y - 11, bottom: node.y + y + 3 });
      const found = tried.find((spot) => free(boxed(spot), node));
      const [x, y] = found ?? tried[0];
      label.setAttribute("x", x);
      label.setAttribute("y", y);
      label.classList.toggle("crowded", !found);
      if (found) taken.push(boxed(found));
    }

    function single(node) {
      svg.classed("singled", Boolean(node));
      actors.classed("near", (other) => node && (other === node || ties.get(node.id)?.has(other.id)));
      actors.classed("chosen", (other) => other === node);
      lines.classed("near", (link) => node && (link.source === node || link.target === node));
    }
    actors.on("pointerenter focus", (_, node) => single(node)).on("pointerleave blur", () => single(null));

    const key = document.createElement("ul");
    key.className = "key";
    for (const kind of [...new Set(nodes.map((node) => node.kind))].sort()) {
      const item = document.createElement("li");
      const swatch = document.createElement("span");
      swatch.className = `swatch-dot kind-${kind}`;
      item.append(swatch, kind.replaceAll("-", " "));
      key.append(item);
    }
    place.append(key);
  }

  async function main() {
    const answer = await fetch(`${location.pathname}.json${location.search}`, { credentials: "same-origin" });
    if (!answer.ok) {
      place.textContent = "The numbers could not be had; the table below has them.";
      return;
    }
    const numbers = await answer.json();
    draw(numbers);
    let width = window.innerWidth;
    window.addEventListener("resize", () => {
      if (window.innerWidth === width) return;
      width = window.innerWidth;
      draw(numbers);
    });
  }
  main();
})();
