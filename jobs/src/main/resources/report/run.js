// What ran, and what was loaded and set aside.

function ran(data) {
  const run = data.run;
  const stages = Object.entries(run.stageSeconds);
  const most = Math.max(...stages.map(([, taken]) => taken), 0);
  const rows = run.sources.reduce((all, source) => all + source.rows, 0);
  return [
    facts([
      ["Run", id(run.runId)],
      ["Last day of actuals", run.asOf],
      ["Command", run.command + " by " + run.user],
      ["Time", moment(run.startedAt) + (run.endedAt ? " to " + moment(run.endedAt) : "")],
      ["Model", [id(run.model.version), " of " + run.model.asOf + ", " + number(run.model.features) + " features, " + plural(run.model.trainingRows, "row") + ", trained in " + number(run.model.seconds) + " s"]],
      ["Champion", run.model.champion],
      ["Engine", run.model.engine + (run.model.engineChoice ? ": " + run.model.engineChoice : "")],
      ["Last load", number(run.loadSeq)],
      ["Software", run.codeVersion],
    ]),
    el("details", {}, el("summary", {}, "Configuration, versions, Spark"),
      facts([["Configuration", id(run.configHash)], ["Seed", String(run.seed)]]
        .concat(Object.entries(run.versions).map(([name, value]) => [name, id(value)]))
        .concat(Object.entries(run.settings).map(([name, value]) => [name, id(value)])))),
    el("h3", {}, "Checks before publication"),
    run.checks.length
      ? table([
        { name: "Check", value: c => c.name.replaceAll("_", " ") },
        { name: "Result", value: c => c.passed ? el("span", { class: "good" }, "\u2713 held") : el("span", { class: "bad" }, c.severity === "warn" ? "\u26a0 warned" : "\u2715 failed") },
        { name: "Finding", value: c => c.message, wide: true },
        { name: "Bound", value: c => c.bound },
      ], run.checks)
      : empty("None yet: a run is checked when it is published (forecast publish)."),
    el("h3", {}, "What made the forecasts"),
    table([
      { name: "Source", value: s => s.source, wide: true },
      { name: "Why a fallback", value: s => s.reason || NOTHING, wide: true },
      { name: "Forecasts", value: s => number(s.rows), right: true },
      { name: "Share", value: s => percent(rows ? s.rows / rows : null), right: true },
    ], run.sources),
    el("h3", {}, "Stages"),
    stages.length
      ? table([
        { name: "Stage", value: ([name]) => name },
        { name: "Seconds", value: ([, taken]) => number(taken, 1), right: true },
        { name: "", value: ([, taken]) => bar(taken, null, most) },
      ], stages.sort((a, b) => b[1] - a[1]))
      : empty("Durations are written down when the command ends, which is after it wrote this page: forecast report --run " + run.runId + " shows them."),
  ];
}

function quality(data) {
  const facts = data.quality;
  if (!facts.loads.length) {
    return [empty("Nothing is loaded: forecast ingest fills this.")];
  }
  const counts = [
    { name: "Read", value: l => number(l.read), right: true },
    { name: "Accepted", value: l => number(l.accepted), right: true },
    { name: "Merged", value: l => number(l.merged), right: true },
    { name: "Set aside", value: l => number(l.quarantined), right: true },
    { name: "Out of scope", value: l => number(l.outOfScope), right: true },
    { name: "Warned of", value: l => number(l.warned), right: true },
  ];
  const most = Math.max(...facts.rules.map(rule => rule.rows), 0);
  return [
    el("p", { class: "lead" }, "Every row read is accepted, merged, set aside or out of scope. " + number(facts.total.read) + " rows in " + plural(facts.allLoads, "load") + " came to this run."),
    table([{ name: "Load", value: l => (l.number ? number(l.number) : el("span", { class: "mark" }, "all")) }]
      .concat(counts)
      .concat([{ name: "At", value: l => moment(l.loadedAt) }]),
      facts.allLoads > 1 ? [facts.total].concat(facts.loads) : facts.loads),
    facts.allLoads > facts.loads.length ? el("p", { class: "note" }, "The newest " + number(facts.loads.length) + " of " + plural(facts.allLoads, "load") + ".") : null,
    el("h3", {}, "Set aside, by rule"),
    facts.rules.length
      ? table([
        { name: "Input", value: r => r.input },
        { name: "Rule", value: r => r.rule },
        { name: "Rows", value: r => number(r.rows), right: true },
        { name: "In the last load", value: r => number(r.newestRows), right: true },
        { name: "", value: r => bar(r.rows, null, most) },
        { name: "For example", value: r => r.example, wide: true },
      ], facts.rules)
      : empty("No row was set aside."),
  ];
}
