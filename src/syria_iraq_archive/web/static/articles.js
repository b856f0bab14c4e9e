// The days of the articles found, as bars above them: asked for after the hits, and drawn if they come. A range is drawn
// by pointer, or set in the date fields.
"use strict";
(() => {
  const figure = document.getElementById("days");
  const form = document.getElementById("asking");
  const HEIGHT = 120, MARGIN = { top: 8, right: 24, bottom: 24, left: 34 };
  const FEWEST_DAYS = 5;  // that the axis has
  const commas = d3.format(",");

  // Filters are open where there is room for them; fields that ask nothing don't go into the address.
  const narrow = document.getElementById("narrow");
  if (window.matchMedia("(max-width: 62rem)").matches) narrow.open = false;
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    for (const field of form.elements) field.disabled = false;
  });

  function choose(first, last) {
    document.getElementById("from").value = first;
    document.getElementById("to").value = last;
    form.requestSubmit();
  }

  function draw(place, { by, counts }) {
    place.replaceChildren();
    const width = Math.max(place.clientWidth, 260);
    const day = (text) => new Date(text);
    let first = d3.min(counts, (count) => day(count.first));
    let last = d3.utcDay.offset(d3.max(counts, (count) => day(count.last)), 1);
    // A day alone is a bar among days, not a wall; and an axis of few days tells days, not hours.
    const lacking = FEWEST_DAYS - d3.utcDay.count(first, last);
    if (lacking > 0) {
      first = d3.utcDay.offset(first, -Math.ceil(lacking / 2));
      last = d3.utcDay.offset(last, Math.floor(lacking / 2));
    }
    const days = d3.utcDay.count(first, last), most = Math.max(2, Math.floor(width / 110));
    const axis = (of) => days <= 60 ? of.ticks(d3.utcDay.every(Math.ceil(days / most))).tickFormat(d3.utcFormat("%-d %b %Y")) : of.ticks(most);
    const highest = d3.max(counts, (count) => count.certain + count.possible);
    const x = d3.scaleUtc([first, last], [MARGIN.left, width - MARGIN.right]);
    const y = d3.scaleLinear([0, highest], [HEIGHT - MARGIN.bottom, MARGIN.top]);
    const svg = d3.create("svg").attr("viewBox", [0, 0, width, HEIGHT]).attr("width", width).attr("height", HEIGHT)
      .attr("role", "img")
      .attr("aria-label", `Bars of articles by ${by}, from ${counts[0].label} to ${counts.at(-1).label}; at most ${highest} in one ${by}. The table below has the numbers.`);
    svg.append("g").attr("class", "grid").attr("transform", `translate(${MARGIN.left},0)`)
      .call(d3.axisLeft(y).ticks(Math.min(2, highest)).tickSize(-(width - MARGIN.left - MARGIN.right)).tickFormat(d3.format("~s")))
      .call((axis) => axis.select(".domain").remove());
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${HEIGHT - MARGIN.bottom})`)
      .call(axis(d3.axisBottom(x)).tickSizeOuter(0));
    const left = (count) => x(day(count.first)), right = (count) => x(d3.utcDay.offset(day(count.last), 1));
    for (const [kind, from, to] of [["certain", () => 0, (count) => count.certain], ["possible", (count) => count.certain, (count) => count.certain + count.possible]]) {
      svg.append("g").selectAll("rect").data(counts.filter((count) => count[kind])).join("rect")
        .attr("class", `bar-${kind} of-days`)
        .attr("x", (count) => left(count) + 0.5)
        .attr("width", (count) => Math.max(1, right(count) - left(count) - 1))
        .attr("y", (count) => y(to(count)))
        .attr("height", (count) => Math.max(0.5, y(from(count)) - y(to(count))))
        .append("title").text((count) => `${count.label}: ${commas(count.certain)}${count.possible ? `, ${commas(count.possible)} possibly` : ""}`);
    }
    const brush = d3.brushX().extent([[MARGIN.left, MARGIN.top], [width - MARGIN.right, HEIGHT - MARGIN.bottom]])
      .on("end", ({ selection, sourceEvent }) => {
        if (!selection || !sourceEvent) return;
        const touched = counts.filter((count) => right(count) > selection[0] && left(count) < selection[1]);
        const days = touched.length ? [touched[0].first, touched.at(-1).last]
          : selection.map((at) => d3.utcFormat("%Y-%m-%d")(x.invert(at)));
        choose(days[0], days[1]);
      });
    svg.append("g").attr("class", "brush").call(brush);
    place.append(svg.node());
  }

  function tabulate(body, counts) {
    const whole = new URL(figure.dataset.whole, location.href);
    for (const count of counts) {
      const row = body.insertRow();
      const head = document.createElement("th");
      head.scope = "row";
      const link = document.createElement("a");
      whole.searchParams.set("from", count.first);
      whole.searchParams.set("to", count.last);
      link.href = whole.pathname + whole.search;
      link.textContent = count.label;
      head.append(link);
      row.append(head);
      for (const number of [count.certain, count.possible]) {
        const cell = row.insertCell();
        cell.className = "num";
        cell.textContent = commas(number);
      }
    }
  }

  async function main() {
    const answer = await fetch(figure.dataset.address, { credentials: "same-origin" });
    const said = document.getElementById("count");
    if (!answer.ok) {
      if (said) said.textContent = "Articles (too many to count in time)";
      return;
    }
    const numbers = await answer.json();
    if (said) said.textContent = `${commas(numbers.articles)} article${numbers.articles === 1 ? "" : "s"}`;
    if (!numbers.counts.length) return;
    figure.hidden = false;
    if (numbers.undated) figure.querySelector("[data-undated]").textContent = `${commas(numbers.undated)} without a known date aren’t drawn.`;
    const place = figure.querySelector("[data-days]");
    draw(place, numbers);
    tabulate(figure.querySelector("tbody"), numbers.counts);
    let width = window.innerWidth;
    window.addEventListener("resize", () => {
      if (window.innerWidth === width) return;
      width = window.innerWidth;
      draw(place, numbers);
    });
  }
  main();
})();
