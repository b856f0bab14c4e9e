// Timelines: bars of what is certain, stacked by source; below the axis a line for each span in which articles may have
// been published. Each leads to its articles. The page's table has the same numbers.
"use strict";
(() => {
  const HEIGHT = 250, MOST_GROUPS = 8, NARROWEST = 5, WIDEST = 6000, LANE = 7, MOST_LANES = 22;
  const FEWEST_DAYS = 5;  // that the axis has
  const MARGIN = { top: 12, right: 34, bottom: 30, left: 34 };
  const day = (text) => new Date(text);
  const after = (text) => d3.utcDay.offset(day(text), 1);

  // Beyond the groups that can be told apart, the rest is one. A source has its own tone, the same on every page.
  function few(chart) {
    const kept = chart.groups.length > MOST_GROUPS ? chart.groups.slice(0, MOST_GROUPS - 1) : chart.groups;
    const groups = kept.length < chart.groups.length ? [...kept, { id: "others", name: "others", tone: null }] : kept;
    const places = new Map(kept.map((group, at) => [group.id, at]));
    const index = (id) => places.get(id) ?? groups.length - 1;
    const colour = (at) => (groups[at].tone === null ? `group-${groups[at].id === "others" ? "others" : "unknown"}` : `tone-${groups[at].tone}`);
    return { groups, index, colour };
  }

  function stack(chart, index) {
    const bars = [];
    let highest = 0;
    for (const [, counts] of d3.rollups(chart.counts, (found) => found, (count) => count.period)) {
      let reached = 0;
      counts.sort((one, two) => index(one.group) - index(two.group));
      for (const count of counts) {
        if (!count.certain) continue;
        bars.push({ count, group: index(count.group), from: reached, to: reached + count.certain });
        reached += count.certain;
      }
      highest = Math.max(highest, reached);
    }
    return { bars, highest };
  }

  // Spans in as few lanes as they need: each where the one before it has ended.
  function lanes(spans, x) {
    const ends = [];
    const laid = [];
    for (const span of [...spans].sort((one, two) => d3.ascending(one.first, two.first) || d3.descending(one.last, two.last))) {
      const from = x(day(span.first)), to = x(after(span.last));
      let lane = ends.findIndex((end) => end + 2 <= from);
      if (lane < 0) lane = ends.length;
      if (lane >= MOST_LANES) continue;
      ends[lane] = to;
      laid.push({ span, lane, from, to });
    }
    return { laid, count: ends.length };
  }

  function linked(selection, address, said) {
    return selection.join("a").attr("href", address).attr("aria-label", said).attr("class", "to-articles").attr("tabindex", "-1")
      .each(function () { if (!this.getAttribute("href")) { this.removeAttribute("href"); this.setAttribute("role", "img"); } });
  }

  function draw(place, chart) {
    place.replaceChildren();
    const there = chart.counts.length + chart.spans.length;
    place.classList.toggle("nothing", !there);
    if (!there) {
      const nothing = document.createElement("p");
      nothing.className = "empty";
      nothing.textContent = `No ${chart.what} to count here.`;
      place.append(nothing);
      return;
    }
    const { groups, index, colour } = few(chart);
    const { bars, highest } = stack(chart, index);
    const first = d3.min([...chart.counts, ...chart.spans], (one) => day(one.first));
    const last = d3.max([...chart.counts, ...chart.spans], (one) => after(one.last));
    const lacking = Math.max(0, FEWEST_DAYS - d3.utcDay.count(first, last));  // an axis of fewer would tell hours
    const shown = [d3.utcDay.offset(first, -Math.ceil(lacking / 2)), d3.utcDay.offset(last, Math.floor(lacking / 2))];
    // Where there are more periods than room, the drawing scrolls; it opens at its newest end.
    const step = { day: d3.utcDay, week: d3.utcMonday, month: d3.utcMonth, year: d3.utcYear }[chart.by];
    const wanted = MARGIN.left + MARGIN.right + NARROWEST * step.count(first, last);
    const width = Math.max(place.clientWidth, 280, Math.min(wanted, WIDEST));
    const x = d3.scaleUtc(shown, [MARGIN.left, width - MARGIN.right]);
    const { laid, count } = lanes(chart.spans, x);
    const above = bars.length ? HEIGHT : 60;
    const height = above + (count ? count * LANE + 14 : 0);
    const y = d3.scaleLinear([0, Math.max(highest, 1)], [above - MARGIN.bottom, MARGIN.top]).nice();
    const svg = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height)
      .attr("role", "group").attr("class", "timeline")
      .attr("aria-label", `${chart.what} by ${chart.by}, from ${d3.utcFormat("%-d %B %Y")(first)} to ${d3.utcFormat("%-d %B %Y")(d3.utcDay.offset(last, -1))}; at most ${highest} in one ${chart.by}. Arrow keys go from bar to bar; the table below has the numbers.`);
    const scale = (axis, at) => svg.append("g").attr("class", "grid").attr("aria-hidden", "true").attr("transform", `translate(${at},0)`)
      .call(axis).call((drawn) => drawn.select(".domain").remove());
    if (bars.length) {
      const ticks = Math.min(5, highest);
      scale(d3.axisLeft(y).ticks(ticks).tickSize(-(width - MARGIN.left - MARGIN.right)).tickFormat(d3.format("d")), MARGIN.left);
      if (width > place.clientWidth) scale(d3.axisRight(y).ticks(ticks).tickSize(0).tickFormat(d3.format("d")), width - MARGIN.right);
    }
    svg.append("g").attr("class", "axis").attr("aria-hidden", "true").attr("transform", `translate(0,${above - MARGIN.bottom})`)
      .call(d3.axisBottom(x).ticks(Math.max(2, Math.min(Math.floor(width / 110), d3.utcDay.count(...shown)))).tickSizeOuter(0));
    const slot = (bar) => x(after(bar.count.last)) - x(day(bar.count.first));
    const wide = (bar) => Math.min(48, Math.max(1.5, slot(bar) * 0.8));
    const of = (group, number) => `${groups[index(group)].name}: ${number} ${chart.what}`;
    const barSaid = (bar) => `${bar.count.label}, ${of(bar.count.group, bar.count.certain)}`;
    const links = linked(svg.append("g").selectAll("a").data(bars), (bar) => bar.count.address, barSaid);
    links.append("rect").attr("class", (bar) => `bar-certain ${colour(bar.group)}`)
      .attr("x", (bar) => x(day(bar.count.first)) + (slot(bar) - wide(bar)) / 2)
      .attr("width", wide)
      .attr("y", (bar) => y(bar.to))
      .attr("height", (bar) => Math.max(0.5, y(bar.from) - y(bar.to)));
    links.append("title").text(barSaid);
    const spanSaid = ({ span }) => `sometime from ${span.label}, ${of(span.group, span.articles)}`;
    const lines = linked(svg.append("g").selectAll("a").data(laid), ({ span }) => span.address, spanSaid);
    lines.append("rect").attr("class", ({ span }) => `span-possible ${colour(index(span.group))}`)
      .attr("x", ({ from }) => from + 0.5).attr("width", ({ from, to }) => Math.max(1.5, to - from - 1))
      .attr("y", ({ lane }) => above + 2 + lane * LANE).attr("height", LANE - 2.5).attr("rx", 1.5);
    lines.append("title").text(spanSaid);

    const key = document.createElement("ul");
    key.className = "key";
    groups.forEach((group, at) => {
      const item = document.createElement("li");
      const swatch = document.createElement("span");
      swatch.className = `swatch-bar ${colour(at)}`;
      const name = document.createElement("bdi");
      name.textContent = group.name;
      item.append(swatch, name);
      key.append(item);
    });
    const left = chart.spans.length - laid.length + chart.more;
    if (left) {
      const item = document.createElement("li");
      item.textContent = `${left} more spans aren’t drawn`;
      key.append(item);
    }
    place.append(svg.node(), key);
    walk(svg.node());
    const scrolls = place.scrollWidth > place.clientWidth;
    for (const name of ["tabindex", "role", "aria-label"]) place.removeAttribute(name);
    if (scrolls) {
      place.setAttribute("tabindex", "0");
      place.setAttribute("role", "region");
      place.setAttribute("aria-label", `${chart.what}, drawn; scrolls sideways`);
      place.scrollLeft = place.scrollWidth;
    }
  }

  // One stop for Tab; from there the arrow keys.
  function walk(svg) {
    const links = [...svg.querySelectorAll("a[href]")];
    links[0]?.setAttribute("tabindex", "0");
    svg.addEventListener("keydown", (event) => {
      const at = links.indexOf(document.activeElement);
      const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
      if (at < 0 || next === undefined || !links[next]) return;
      event.preventDefault();
      links[at].setAttribute("tabindex", "-1");
      links[next].setAttribute("tabindex", "0");
      links[next].focus();
    });
  }

  async function main() {
    const places = [...document.querySelectorAll("[data-chart]")];
    const answer = await fetch(`${location.pathname}.json${location.search}`, { credentials: "same-origin" });
    if (!answer.ok) {
      for (const place of places) place.textContent = "The numbers could not be had; the table below has them.";
      return;
    }
    const numbers = await answer.json();
    const chartOf = (place) => numbers[place.dataset.chart] ?? numbers;
    const drawAll = () => { for (const place of places) draw(place, chartOf(place)); };
    drawAll();
    let width = window.innerWidth;
    window.addEventListener("resize", () => {
      if (window.innerWidth === width) return;
      width = window.innerWidth;
      drawAll();
    });
  }
  main();
})();
