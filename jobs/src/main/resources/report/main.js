// Puts the page together.

function section(name, title, nodes) {
  return el("section", { id: name, "aria-labelledby": name + "-title" }, el("h2", { id: name + "-title" }, title), nodes);
}

function build(data) {
  const explored = explorer(data);
  const sections = [
    ["overview", "All series", overview(data)],
    ["series", "One series", explored.nodes],
    ["errors", "Largest errors", worst(data, explored.show)],
    ["accuracy", "Accuracy", accuracy(data)],
    ["calibration", "Calibration", calibration(data)],
    ["bias", "Bias", bias(data)],
    ["drift", "Drift", drift(data)],
    ["features", "Features", importances(data)],
    ["data", "Data", quality(data)],
    ["run", "Run", ran(data)],
  ];
  document.getElementById("top").append(...heading(data));
  document.getElementById("contents").append(el("ul", {}, sections.map(([name, title]) => el("li", {}, el("a", { href: "#" + name }, title)))));
  document.getElementById("sections").append(...sections.map(([name, title, nodes]) => section(name, title, nodes)));
  document.getElementById("end").append("Figures are those of the warehouse\u2019s tables when this page was written; they are rounded for display. Charts: drag to zoom, double click to zoom out.");
}

build(JSON.parse(document.getElementById("data").textContent));
