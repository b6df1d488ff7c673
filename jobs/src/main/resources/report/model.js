// The model: how it is watched, and what it looks at.

const METRICS = {
  psi: "features against those trained on (PSI)",
  wape_growth: "growth of the WAPE",
  tracking_signal: "tracking signal",
  coverage: "coverage",
};

/** How a figure is held to its threshold, where it is not by lying below. */
const BOUNDS = { coverage: "\u2265 ", tracking_signal: "\u00b1 " };

function drift(data) {
  const facts = data.drift;
  const parts = [];
  if (facts.measured) {
    parts.push(
      el("p", { class: "lead" }, number(facts.breached) + " of " + plural(facts.measured, "figure") + " of this night " + (facts.breached === 1 ? "is" : "are") + " beyond what " + (facts.breached === 1 ? "it is" : "they are") + " held to. Those beyond come first, then those nearest to it."),
      table([
        { name: "Figure", value: f => METRICS[f.metric] || f.metric },
        { name: "Of", value: f => f.feature ? id(f.feature) : f.segment === "all" ? "all series" : f.segment + " " + f.segmentValue, wide: true },
        { name: "Value", value: f => number(f.value, 3), right: true },
        { name: "Held to", value: f => (BOUNDS[f.metric] || "\u2264 ") + number(f.threshold, 3), right: true },
        { name: "", value: f => f.breached ? el("span", { class: "bad" }, "\u26a0 beyond") : el("span", { class: "good" }, "\u2713 held") },
      ], facts.findings.slice(0, Math.max(12, facts.breached))));
  } else {
    parts.push(empty("Nothing was measured on this run\u2019s night. Features are compared once a model is in use, errors once targets of published runs are known (forecast run)."));
  }
  const metrics = [...new Set(facts.nights.map(night => night.metric))];
  const several = metrics.filter(metric => facts.nights.filter(night => night.metric === metric).length > 1);
  if (several.length) {
    parts.push(el("h3", {}, "Night by night, over all series"), el("div", { class: "pair" }, several.map(metric => {
      const nights = facts.nights.filter(night => night.metric === metric);
      return el("div", {}, drawn({
        label: METRICS[metric] + " of each night",
        height: 170,
        time: true,
        x: nights.map(night => seconds(night.asOf)),
        range: metric === "wape_growth" ? (u, low, high) => uPlot.rangeNum(low, high, 0.15, true) : undefined,
        format: y => number(y, 2),
        lines: [
          { name: METRICS[metric], values: nights.map(night => night.value), colour: () => colour("model"), points: true },
          { name: metric === "coverage" ? "at least" : "at most", values: nights.map(night => night.threshold), colour: () => colour("base"), width: 1.5, dash: [5, 3] },
        ],
      }).node);
    })), metrics.includes("psi") ? el("p", { class: "note" }, "Of features the one that drifts most.") : null);
  }
  return parts;
}

const SHOWN_FEATURES = 20;

function importances(data) {
  const features = data.importances;
  if (!features.length) {
    return [empty("The champion uses no trees, so that no feature has a share: a training that chooses trees fills this.")];
  }
  const rest = features.slice(SHOWN_FEATURES);
  return [
    el("p", { class: "lead" }, "Share of each feature in the gain of all splits of the trees (first bucket of leads)."),
    table([
      { name: "Feature", value: f => id(f.feature), wide: true },
      { name: "Share", value: f => percent(f.share), right: true },
      { name: "", value: f => bar(f.share, null, features[0].share) },
    ], features.slice(0, SHOWN_FEATURES)),
    rest.length ? el("p", { class: "note" }, "The other " + number(rest.length) + " features have " + percent(rest.reduce((all, f) => all + f.share, 0)) + " together.") : null,
  ];
}
