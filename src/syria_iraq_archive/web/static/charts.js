// Timelines as stacked bars: what is certain solid, what is possible pale above it. The page's table has the same numbers.
"use strict";
(() => {
  const HEIGHT = 260, MOST_GROUPS = 8, NARROWEST = 5, WIDEST = 6000;
  const MARGIN = { top: 12, right: 34, bottom: 30, left: 34 };
  const STEP = { day: d3.utcDay, week: d3.utcMonday, month: d3.utcMonth };

  // Beyond the colours that can be told apart, the rest is one group.
  function few(chart) {
    const kept = chart.groups.length > MOST_GROUPS ? chart.groups.slice(0, MOST_GROUPS - 1) : chart.groups;
    const groups = kept.length < chart.groups.length ? [...kept, "others"] : kept;
    const index = (group) => { const at = kept.indexOf(group); return at < 0 ? groups.length - 1 : at; };
    const colour = (at) => `group-${["unknown", "others"].includes(groups[at]) ? groups[at] : at}`;
    return { groups, index, colour };
  }

  function stack(chart, index) {
    const periods = d3.rollups(chart.counts, (counts) => counts, (count) => count.period);
    const bars = [];
    let highest = 0;
    for (const [period, counts] of periods) {
      let reached = 0;
      counts.sort((one, two) => index(one.group) - index(two.group));
      for (const kind of ["certain", "possible"]) {
        for (const count of counts) {
          if (!count[kind]) continue;
          bars.push({ period, count, kind, group: index(count.group), from: reached, to: reached + count[kind] });
          reached += count[kind];
        }
      }
      highest = Math.max(highest, reached);
    }
    return { bars, highest };
  }

  function draw(place, chart) {
    place.replaceChildren();
    place.classList.toggle("nothing", !chart.counts.length);
    if (!chart.counts.length) {
      const nothing = document.createElement("p");
      nothing.className = "empty";
      nothing.textContent = `No ${chart.what} to count here.`;
      place.append(nothing);
      return;
    }
    const { groups, index, colour } = few(chart);
    const { bars, highest } = stack(chart, index);
    const step = STEP[chart.by];
    const start = (period) => new Date(period.length === 7 ? `${period}-01` : period);
    const first = d3.min(bars, (bar) => start(bar.period)), last = d3.max(bars, (bar) => start(bar.period));
    // Where there are more periods than room, the drawing scrolls; it opens at its newest end.
    const wanted = MARGIN.left + MARGIN.right + NARROWEST * (step.count(first, last) + 3);
    const width = Math.max(place.clientWidth, 280, Math.min(wanted, WIDEST));
    const x = d3.scaleUtc([step.offset(first, -1), step.offset(last, 2)], [MARGIN.left, width - MARGIN.right]);
    const y = d3.scaleLinear([0, highest], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice();
    const svg = d3.create("svg").attr("viewBox", [0, 0, width, HEIGHT]).attr("width", width).attr("height", HEIGHT)
      .attr("role", "img")
      .attr("aria-label", `Bars of ${chart.what} by ${chart.by}, from ${bars[0].count.label} to ${bars.at(-1).count.label}; at most ${highest} in one ${chart.by}. The table below has the numbers.`);
    svg.append("g").attr("class", "grid").attr("transform", `translate(${MARGIN.left},0)`)
      .call(d3.axisLeft(y).ticks(Math.min(5, highest)).tickSize(-(width - MARGIN.left - MARGIN.right)).tickFormat(d3.format("d")))
      .call((axis) => axis.select(".domain").remove());
    if (width > place.clientWidth) {
      svg.append("g").attr("class", "grid").attr("transform", `translate(${width - MARGIN.right},0)`)
        .call(d3.axisRight(y).ticks(Math.min(5, highest)).tickSize(0).tickFormat(d3.format("d")))
        .call((axis) => axis.select(".domain").remove());
    }
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${HEIGHT - MARGIN.bottom})`)
      .call(d3.axisBottom(x).ticks(Math.max(2, Math.floor(width / 110))).tickSizeOuter(0));
    const slot = (bar) => x(step.offset(start(bar.period), 1)) - x(start(bar.period));
    const wide = (bar) => Math.min(48, Math.max(1.5, slot(bar) * 0.8));
    svg.append("g").selectAll("rect").data(bars).join("rect")
      .attr("class", (bar) => `bar-${bar.kind} ${colour(bar.group)}`)
      .attr("x", (bar) => x(start(bar.period)) + (slot(bar) - wide(bar)) / 2)
      .attr("width", wide)
      .attr("y", (bar) => y(bar.to))
      .attr("height", (bar) => Math.max(0.5, y(bar.from) - y(bar.to)))
      .append("title")
      .text((bar) => `${bar.count.label} · ${bar.count.group}: ${bar.count[bar.kind]} ${bar.kind === "possible" ? "possibly" : ""}`.trim());
    const key = document.createElement("ul");
    key.className = "key";
    groups.forEach((group, at) => {
      const item = document.createElement("li");
      const swatch = document.createElement("span");
      swatch.className = `swatch-bar ${colour(at)}`;
      const name = document.createElement("bdi");
      name.textContent = group;
      item.append(swatch, name);
      key.append(item);
    });
    place.append(svg.node(), key);
    const scrolls = place.scrollWidth > place.clientWidth;
    for (const name of ["tabindex", "role", "aria-label"]) place.removeAttribute(name);
    if (scrolls) {
      place.setAttribute("tabindex", "0");
      place.setAttribute("role", "region");
      place.setAttribute("aria-label", `${chart.what}, drawn; scrolls sideways`);
      place.scrollLeft = place.scrollWidth;
    }
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
