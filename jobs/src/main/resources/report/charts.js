// Lines, bands and points by uPlot, in the colours of the page, as wide as their place is.

const charts = [];
const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", () => charts.forEach(chart => chart.draw()));

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

/** A colour of the fan. */
function fan(alpha) {
  return "rgba(" + colour("fan") + ", " + alpha + ")";
}

const DAY = 86400;

/** How far apart the labels of a time axis may lie, where a period is a day or more. */
const APART = [1, 2, 3, 7, 14, 30, 60, 90, 180, 365].map(days => days * DAY);

/** Labels of a time axis: the month where marks are months apart, else the day, and the year where it changes. */
function times(splits, apart) {
  let year = null;
  return splits.map(split => {
    const at = new Date(split * 1000);
    const text =
      apart >= 28 * DAY ? MONTHS[at.getUTCMonth()]
        : apart >= DAY ? at.getUTCDate() + " " + MONTHS[at.getUTCMonth()]
          : String(at.getUTCHours()).padStart(2, "0") + ":00\n" + at.getUTCDate() + " " + MONTHS[at.getUTCMonth()];
    const changed = at.getUTCFullYear() !== year;
    year = at.getUTCFullYear();
    return changed && apart >= DAY ? text + "\n" + year : text;
  });
}

/** A mark of the key: how a line looks. */
function sample(line) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("width", "22");
  svg.setAttribute("height", "10");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(ns, line.area ? "rect" : "line");
  const attributes = line.area
    ? { x: 1, y: 1, width: 20, height: 8, fill: line.colour() }
    : { x1: 1, y1: 5, x2: 21, y2: 5, stroke: line.colour(), "stroke-width": line.width || 2, "stroke-dasharray": (line.dash || []).join(" ") };
  Object.entries(attributes).forEach(([name, value]) => shape.setAttribute(name, value));
  svg.append(shape);
  return svg;
}

/**
 * A chart that draws itself anew when the page's colours or its width change.
 * @param chart {label: what it shows, in words; height; x: values; time: of x; hourly;
 *   lines: [{name, values, colour: () => text, width, dash, points, hidden, area, key: index => text}];
 *   bands: [{upper, lower: positions of lines, fill: () => text}];
 *   format: y => text; range: of y; xRange; mark: x of a stroke; xFormat: x => text}
 */
function drawn(chart) {
  const place = el("div", { class: "chart" });
  const key = el("ul", { class: "key" });
  const host = el("div", { role: "img", "aria-label": chart.label });
  place.append(key, host);
  let plot = null;
  let width = 0;

  function keyed(index) {
    const at = index === null || index === undefined ? null
      : chart.xFormat ? chart.xFormat(chart.x[index]) : day(chart.x[index], chart.hourly);
    key.replaceChildren(
      ...chart.lines.filter(line => !line.hidden).map(line => {
        const value = at === null ? null : line.key ? line.key(index) : chart.format(line.values[index]);
        return el("li", {}, sample(line), line.name, value === null ? null : el("strong", {}, value));
      }),
      at === null ? "" : el("li", {}, at));
  }

  function options() {
    const axis = { stroke: colour("quiet"), font: "12px " + getComputedStyle(document.body).fontFamily,
      grid: { stroke: colour("grid"), width: 1 }, ticks: { show: false } };
    return {
      width, height: chart.height || 260,
      tzDate: ts => uPlot.tzDate(new Date(ts * 1000), "Etc/UTC"),
      padding: [12, 20, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { size: 7 }, drag: { x: Boolean(chart.time), y: false } },
      scales: {
        x: { time: Boolean(chart.time), range: chart.xRange },
        y: { range: chart.range || ((u, low, high) => uPlot.rangeNum(Math.min(0, low || 0), high || 1, { min: { pad: 0, soft: 0, mode: 1 }, max: { pad: 0.08, mode: 0 } })) },
      },
      axes: [
        { ...axis, size: chart.time ? 44 : 30, space: 64, gap: 6,
          ...(chart.time && !chart.hourly ? { incrs: APART } : {}),
          values: (u, splits, n, space, apart) => chart.time ? times(splits, apart) : splits.map(chart.xFormat) },
        { ...axis, size: 58, gap: 6, values: (u, splits) => splits.map(chart.format) },
      ],
      series: [{}, ...chart.lines.map(line => ({
        label: line.name, stroke: line.colour(), width: line.width ?? 2, dash: line.dash,
        points: line.points ? { show: true, size: 6, fill: line.colour(), stroke: line.colour() } : { show: false },
        spanGaps: false,
      }))],
      bands: (chart.bands || []).map(band => ({ series: [band.upper + 1, band.lower + 1], fill: band.fill() })),
      hooks: {
        setCursor: [u => keyed(u.cursor.idx)],
        draw: chart.mark === undefined ? [] : [stroke],
      },
    };
  }

  /** Where what is known ends. */
  function stroke(u) {
    const x = Math.round(u.valToPos(chart.mark, "x", true));
    u.ctx.save();
    u.ctx.strokeStyle = colour("base");
    u.ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
    u.ctx.beginPath();
    u.ctx.moveTo(x, u.bbox.top);
    u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
    u.ctx.stroke();
    u.ctx.restore();
  }

  function draw() {
    if (width > 0) {
      if (plot) {
        plot.destroy();
      }
      plot = new uPlot(options(), [chart.x, ...chart.lines.map(line => line.values)], host);
      keyed(null);
    }
  }

  const widths = new ResizeObserver(entries => {
    const wide = Math.floor(entries[0].contentRect.width);
    if (wide > 0 && wide !== width) {
      width = wide;
      if (plot) {
        plot.setSize({ width, height: chart.height || 260 });
      } else {
        draw();
      }
    }
  });
  widths.observe(place);
  const self = { draw };
  charts.push(self);
  return {
    node: place,
    end() {
      widths.disconnect();
      charts.splice(charts.indexOf(self), 1);
      if (plot) {
        plot.destroy();
      }
    },
  };
}
