// The series with the largest errors, and one series at a time with its fan.

const WORST_SHOWN = 15;
const LISTED = 100;

function worst(data, show) {
  const facts = data.series;
  if (facts.unavailable) {
    return [empty("Series are not shown: " + facts.unavailable + ".")];
  }
  const rows = facts.chosen.filter(one => one.error > 0).slice(0, WORST_SHOWN);
  if (!rows.length) {
    return [empty("No target of a published run is known yet, and errors out of fold are kept by model, not by series. The first night after a target is known fills this.")];
  }
  const weight = data.valueColumn ? "units times " + data.valueColumn : "units";
  return [
    el("p", { class: "lead" }, "Absolute errors in " + weight + " of what was published last for each of the " + unit(data, facts.scored) + " up to " + data.run.asOf + ": all series come to " + quantity(facts.totalError) + "."),
    table([
      { name: "Series", value: one => el("button", { class: "link id", type: "button", onclick: () => show(one) }, one.id), wide: true },
      { name: "Error", value: one => quantity(one.error), right: true },
      { name: "Of all", value: one => percent(one.error / facts.totalError), right: true },
      { name: "", value: one => bar(one.error, null, rows[0].error) },
      { name: "WAPE", value: one => percent(one.wape), right: true },
      { name: "Bias", value: one => signed(one.bias), right: true },
      { name: "Periods", value: one => number(one.scoredPeriods), right: true },
    ], rows),
  ];
}

/** Lists series and shows one: {nodes, show}. */
function explorer(data) {
  const facts = data.series;
  if (facts.unavailable) {
    return { nodes: [empty("Series are not shown: " + facts.unavailable + ".")], show() {} };
  }
  const list = el("ul", { class: "list", "aria-label": "Series" });
  const found = el("p", { class: "found", "aria-live": "polite" });
  const shown = el("div", { class: "shown" });
  const texts = facts.chosen.map(one => (one.id + " " + one.attributes.join(" ")).toLowerCase());
  let current = null;
  let chart = null;

  function matching() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    return facts.chosen.filter((one, i) => words.every(word => texts[i].includes(word)));
  }

  function fill() {
    const matches = matching();
    found.textContent = number(matches.length) + " of the " + number(facts.chosen.length) + " kept in this report"
      + (facts.count > facts.chosen.length ? ", of " + number(facts.count) + " in all" : "")
      + (matches.length > LISTED ? "; the first " + LISTED + " are listed" : "");
    list.replaceChildren(...matches.slice(0, LISTED).map(one => el("li", {},
      el("button", { type: "button", "aria-current": String(one === current), onclick: () => choose(one) },
        id(one.id), one.attributes.length ? el("small", {}, one.attributes.join(" \u00b7 ")) : null))));
    return matches;
  }

  function choose(one) {
    current = one;
    fill();
    if (chart) {
      chart.end();
    }
    chart = fanChart(data, one);
    shown.replaceChildren(
      el("h3", { class: "id" }, one.id),
      el("p", { class: "note" }, [
        one.attributes.join(" \u00b7 "),
        one.scoredPeriods ? "WAPE " + percent(one.wape) + ", bias " + signed(one.bias) + " over " + unit(data, one.scoredPeriods) : "no published forecast of it has an actual yet",
        "forecast " + quantity(sum(one.mean)) + " in all",
      ].filter(Boolean).join("; ")),
      chart.node);
  }

  const search = el("input", { class: "search", type: "search", placeholder: "Search series", "aria-label": "Search series",
    oninput: () => fill(),
    onkeydown: event => {
      if (event.key === "Enter") {
        const matches = matching();
        if (matches.length) {
          choose(matches[0]);
        }
      }
    } });
  if (facts.chosen.length) {
    choose(facts.chosen[0]);
  } else {
    fill();
  }
  return {
    nodes: [
      el("p", { class: "lead" }, "The series with the largest errors and those of the largest value. The fan are the quantiles of each " + unit(data, 1).slice(2) + ", from " + percent(facts.levels[0]) + " to " + percent(facts.levels[facts.levels.length - 1]) + "."),
      el("div", { class: "explorer" }, el("div", {}, search, found, list), shown),
    ],
    show(one) {
      choose(one);
      shown.scrollIntoView({ block: "center" });
    },
  };
}

/** History, and the quantiles as bands that grow darker towards the median. */
function fanChart(data, one) {
  const facts = data.series;
  const length = facts.periods.length;
  const placed = (values, from) => padded(new Array(from).fill(null).concat(values), length).slice(0, length);
  const ahead = facts.origin + 1;
  const levels = facts.levels.length;
  const pairs = Math.floor(levels / 2);
  const lines = [
    { name: "actual", values: placed(one.actual, one.first), colour: () => colour("ink"), width: 1.5 },
    { name: "published before", values: placed(one.past, one.first), colour: () => colour("past"), width: 1.5, dash: [5, 3] },
    { name: "mean", values: placed(one.mean, ahead), colour: () => colour("model"), width: 2.5 },
  ];
  const bands = [];
  for (let pair = 0; pair < pairs; pair++) {
    const low = one.quantiles[pair];
    const high = one.quantiles[levels - 1 - pair];
    const outermost = pair === 0;
    const from = facts.levels[pair];
    lines.push(
      { name: percent(facts.levels[levels - 1 - pair] - from, 0) + " interval", values: placed(high, ahead), colour: () => (outermost ? fan(0.3) : "transparent"), width: 0, area: true, hidden: !outermost,
        key: i => i < ahead || low[i - ahead] === null ? NOTHING : quantity(low[i - ahead]) + " to " + quantity(high[i - ahead]) },
      { name: "low", values: placed(low, ahead), colour: () => "transparent", width: 0, hidden: true });
    bands.push({ upper: lines.length - 2, lower: lines.length - 1, fill: () => fan(0.1 + 0.22 / pairs) });
  }
  return drawn({
    label: "History and forecast of " + one.id,
    height: 340,
    time: true,
    hourly: data.frequency === "hourly",
    x: facts.periods,
    mark: facts.periods[facts.origin],
    format: quantity,
    lines,
    bands,
  });
}
