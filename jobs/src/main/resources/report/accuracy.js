// How wrong published forecasts were: by origin, leads and segment; calibration and bias.

const UNSCORED = "Nothing is scored yet. The first night after a target of a published run is known fills this (forecast run, or forecast evaluate).";

/** WAPE beside that of the seasonal naive, as a table. */
function scored(name, rows, value) {
  const most = Math.max(...rows.map(r => Math.max(r.wape || 0, r.naiveWape || 0)), 0);
  return table([
    { name, value: value || (r => r.name || "(empty)") },
    { name: "Forecasts", value: r => number(r.rows), right: true },
    { name: "WAPE", value: r => percent(r.wape), right: true },
    { name: "Naive", value: r => percent(r.naiveWape), right: true },
    { name: "", value: r => bar(r.wape, r.naiveWape, most) },
    { name: "Value added", value: r => added(r.valueAdded), right: true },
    { name: "Bias", value: r => signed(r.bias), right: true },
    { name: "Coverage", value: r => percent(r.coverage), right: true },
  ], rows, "scored");
}

function added(value) {
  return value === null || value === undefined ? NOTHING
    : el("span", { class: value < 0 ? "bad" : "good" }, signed(value));
}

function accuracy(data) {
  const facts = data.accuracy;
  const parts = [];
  if (facts.overall) {
    parts.push(
      el("p", { class: "lead" }, plural(facts.runs, "run") + " published in channel " + data.channel + ", scored with actuals up to " + facts.knownAsOf + ". WAPE is the sum of absolute errors over the sum of actuals; the stroke across a bar is the seasonal naive\u2019s. Value added is the share of its error that is saved."),
      el("h3", {}, "By origin"),
      byOrigin(facts).node,
      el("h3", {}, "By lead, in " + unit(data, 2).slice(2)),
      scored("Leads", facts.byLeads),
      ...facts.segments.flatMap(segment => [
        el("h3", {}, "By " + segment.column),
        scored(segment.column, segment.values),
        segment.of > segment.values.length ? el("p", { class: "note" }, "The " + number(segment.values.length) + " of " + number(segment.of) + " with the highest WAPE.") : null,
      ]),
      el("p", { class: "note" }, "Figures over several runs are means weighted by their scored forecasts. Coverage is the share of actuals between the outermost quantiles."));
  } else {
    parts.push(empty(UNSCORED));
  }
  parts.push(el("h3", {}, "Out of fold, before anything was published"), ...outOfFold(data.outOfFold));
  return parts;
}

function byOrigin(facts) {
  const x = facts.byOrigin.map(f => seconds(f.name));
  return drawn({
    label: "WAPE of each run and of the seasonal naive, by origin",
    height: 220,
    time: true,
    x,
    xRange: x.length > 1 ? undefined : [x[0] - 7 * DAY, x[0] + 7 * DAY],
    format: y => percent(y, 0),
    lines: [
      { name: "published", values: facts.byOrigin.map(f => f.wape), colour: () => colour("model"), points: true, key: i => percent(facts.byOrigin[i].wape) },
      { name: "seasonal naive", values: facts.byOrigin.map(f => f.naiveWape), colour: () => colour("base"), dash: [5, 3], points: true, key: i => percent(facts.byOrigin[i].naiveWape) },
    ],
  });
}

function outOfFold(facts) {
  if (!facts.candidates.some(candidate => candidate.rmsse !== null)) {
    return [empty("The history shows no rolling origin that candidates could be judged at; a longer one fills this.")];
  }
  const naive = facts.candidates.find(candidate => candidate.name === "seasonal_naive");
  const most = Math.max(...facts.candidates.map(c => c.wape || 0));
  return [
    table([
      { name: "Candidate", value: c => c.champion ? el("span", { class: "mark" }, "\u2605 " + c.name) : c.name, wide: true },
      { name: "RMSSE", value: c => number(c.rmsse, 4), right: true },
      { name: "WAPE", value: c => percent(c.wape), right: true },
      { name: "", value: c => bar(c.wape, naive && naive.wape, most) },
      { name: "Bias", value: c => signed(c.bias), right: true },
    ], facts.candidates),
    el("p", { class: "note" }, "Means over " + plural(facts.candidates[0].origins, "rolling origin") + " of the model\u2019s training; the star is the one that was chosen."
      + (facts.origins.length ? " By origin: " + facts.origins.map(o => o.origin + " " + percent(o.wape) + " (seasonal naive " + percent(o.naiveWape) + ")").join(", ") + "." : "")),
  ];
}

function calibration(data) {
  const facts = data.accuracy;
  const levels = facts.levels.filter(level => level.observed !== null);
  if (!levels.length) {
    return [empty(UNSCORED + " Quantiles are calibrated out of fold until then; those scores are not kept.")];
  }
  const x = [0, ...levels.map(l => l.nominal), 1];
  const inner = values => [null, ...values, null];
  const share = value => percent(value, 0);
  const chart = drawn({
    label: "Observed share of actuals at or below each quantile, against its nominal level",
    height: 340,
    x,
    xRange: [0, 1],
    range: [0, 1],
    format: share,
    xFormat: share,
    bands: [{ upper: 1, lower: 2, fill: () => fan(0.22) }],
    lines: [
      { name: "nominal", values: x, colour: () => colour("base"), dash: [5, 3], width: 1.5, key: i => percent(x[i]) },
      { name: "observed, at or below", values: inner(levels.map(l => l.observed)), colour: () => colour("model"), points: true, key: i => percent(inner(levels.map(l => l.observed))[i]) },
      { name: "observed, below", values: inner(levels.map(l => l.below)), colour: () => colour("past"), width: 1.5, dash: [2, 3], points: true, key: i => percent(inner(levels.map(l => l.below))[i]) },
    ],
  });
  return [
    el("p", { class: "lead" }, "How often actuals lay at or below each quantile, over " + plural(facts.overall.rows, "forecast") + ". Well calibrated quantiles of counts have the diagonal between the two lines: an actual may equal a quantile."),
    el("div", { class: "pair" }, chart.node, table([
      { name: "Quantile", value: l => l.column },
      { name: "Nominal", value: l => percent(l.nominal), right: true },
      { name: "At or below", value: l => percent(l.observed), right: true },
      { name: "Below", value: l => percent(l.below), right: true },
    ], facts.levels)),
  ];
}

function bias(data) {
  const facts = data.accuracy;
  const parts = [];
  if (facts.overall) {
    const x = facts.byOrigin.map(f => seconds(f.name));
    const ends = Math.max(0.05, ...facts.byOrigin.map(f => Math.abs(f.bias || 0)));
    parts.push(el("p", { class: "lead" }, "Sum of errors over sum of actuals, by origin: above zero too much was forecast."), drawn({
      label: "Bias of each published run, by origin",
      height: 200,
      time: true,
      x,
      xRange: x.length > 1 ? undefined : [x[0] - 7 * DAY, x[0] + 7 * DAY],
      range: [-1.15 * ends, 1.15 * ends],
      format: y => signed(y, ends < 0.1 ? 1 : 0),
      lines: [
        { name: "bias", values: facts.byOrigin.map(f => f.bias), colour: () => colour("model"), points: true, key: i => signed(facts.byOrigin[i].bias) },
        { name: "none", values: x.map(() => 0), colour: () => colour("base"), width: 1, dash: [5, 3], hidden: true },
      ],
    }).node);
  } else {
    parts.push(empty(UNSCORED));
  }
  parts.push(el("h3", {}, "Out of fold, by leads and pattern of demand"), data.outOfFold.bias.length
    ? table([
      { name: "Leads", value: b => b.leads },
      { name: "Demand", value: b => b.demandClass },
      { name: "Forecasts", value: b => number(b.rows), right: true },
      { name: "Bias", value: b => signed(b.bias), right: true },
      { name: "Left if corrected", value: b => signed(b.biasLeft), right: true },
      { name: "Factor in use", value: b => number(b.factor, 3), right: true },
    ], data.outOfFold.bias)
    : empty("The model has none on record: it was trained without rolling origins, or by an older version."));
  return parts;
}
