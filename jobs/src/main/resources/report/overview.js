// The head of the page: what the report is of, key figures, and all series together.

function unit(data, count) {
  const one = { hourly: "hour", daily: "day", weekly: "week", monthly: "month" }[data.frequency];
  return plural(count, one);
}

function sum(values) {
  const known = (values || []).filter(value => value !== null);
  return known.length ? known.reduce((a, b) => a + b, 0) : null;
}

/** Share of the actuals that the outermost quantiles are meant to hold. */
function nominal(levels) {
  return levels.length > 1 ? levels[levels.length - 1] - levels[0] : null;
}

function heading(data) {
  const run = data.run;
  const channels = run.publications.map(p => p.channel + " (" + moment(p.publishedAt) + ")");
  return [
    el("h1", {}, "Forecast of " + data.dataSet + " after " + run.asOf),
    el("p", { class: "lead" },
      unit(data, data.horizon) + " ahead by model ", id(run.model.version), ", run ", id(run.runId), ". ",
      channels.length ? "Published in " + channels.join(", ") + "." : "Not published."),
    figures(data),
  ];
}

function figures(data) {
  const overall = data.accuracy.overall;
  const total = data.series.total;
  const ahead = total ? sum(total.forecast) : null;
  const before = total ? sum(total.actual.slice(data.series.origin + 1 - data.horizon, data.series.origin + 1)) : null;
  const rows = data.run.sources.reduce((all, source) => all + source.rows, 0);
  const fallback = data.run.sources.filter(source => source.reason).reduce((all, source) => all + source.rows, 0);
  const loaded = data.quality.total;
  const scored = "not known before targets of published runs are";
  const tiles = [
    ["Forecast", quantity(ahead), ahead !== null && before ? signed(ahead / before - 1) + " on the " + unit(data, data.horizon) + " before" : "units in all"],
    ["WAPE", percent(overall && overall.wape), overall ? "seasonal naive " + percent(overall.naiveWape) : scored],
    ["Value added", signed(overall && overall.valueAdded), overall ? "less error than the seasonal naive" : scored],
    ["Bias", signed(overall && overall.bias), overall ? "over " + plural(overall.rows, "forecast") : scored],
    ["Coverage", percent(overall && overall.coverage), overall ? "of nominal " + percent(nominal(data.accuracy.levels.map(l => l.nominal)), 0) : scored],
    ["Fallbacks", percent(rows ? fallback / rows : null), "of " + plural(rows, "forecast")],
    ["Set aside", percent(loaded.read ? loaded.quarantined / loaded.read : null, 2), plural(loaded.quarantined, "row") + " of " + number(loaded.read)],
    ["Drift", data.drift.measured ? number(data.drift.breached) : NOTHING, data.drift.measured ? "of " + plural(data.drift.measured, "figure") + " beyond bounds" : "not watched yet"],
  ];
  return el("dl", { class: "figures" }, tiles.map(([name, value, about]) =>
    el("div", {}, el("dt", {}, name), el("dd", { class: "number" }, value), el("dd", { class: "about" }, about))));
}

function overview(data) {
  const series = data.series;
  if (series.unavailable) {
    return [empty("All series together are not shown: " + series.unavailable + ".")];
  }
  const ahead = series.periods.length - series.origin - 1;
  const before = new Array(series.origin + 1).fill(null);
  const chart = drawn({
    label: "Sales of all series together, and the forecast",
    height: 300,
    time: true,
    hourly: data.frequency === "hourly",
    x: series.periods,
    mark: series.periods[series.origin],
    format: quantity,
    lines: [
      { name: "actual", values: padded(series.total.actual, series.periods.length), colour: () => colour("ink"), width: 1.5 },
      { name: "published before", values: padded(series.total.past, series.periods.length), colour: () => colour("past"), width: 1.5, dash: [5, 3] },
      { name: "this forecast", values: before.concat(series.total.forecast.slice(0, ahead)), colour: () => colour("model"), width: 2.5 },
    ],
  });
  return [
    el("p", { class: "lead" }, "Units of " + number(series.count) + " series" + " that are forecast; the stroke is the last " + unit(data, 1).replace("1 ", "") + " that the run knew."),
    chart.node,
    el("p", { class: "note" }, "\u201cPublished before\u201d is the mean that was published last for each of the " + unit(data, series.scored) + " up to the origin, as far as there is one. Quantiles of series do not add up, so that the total has no fan."),
  ];
}

function padded(values, length) {
  return values.concat(new Array(Math.max(0, length - values.length)).fill(null));
}
