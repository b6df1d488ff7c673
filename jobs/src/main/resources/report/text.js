// How numbers, days and nodes are written. Everything from the data becomes a text node: none of it
// is ever read as HTML.

const NOTHING = "\u2013";

function number(value, digits = 0) {
  if (value === null || value === undefined) {
    return NOTHING;
  }
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace("-", "\u2212");
}

/** A quantity: whole where it is large, with decimals where it is small. */
function quantity(value) {
  if (value === null || value === undefined) {
    return NOTHING;
  }
  const size = Math.abs(value);
  return number(value, size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2);
}

function percent(value, digits = 1) {
  return value === null || value === undefined ? NOTHING : number(100 * value, digits) + "\u202f%";
}

/** A share that may lie on either side of zero. */
function signed(value, digits = 1) {
  return value === null || value === undefined ? NOTHING : (value > 0 ? "+" : "") + percent(value, digits);
}

/** 2025-12-31T06:00:12Z as 2025-12-31 06:00 UTC. */
function moment(text) {
  return text ? text.slice(0, 10) + " " + text.slice(11, 16) + " UTC" : NOTHING;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Seconds since 1970 as 2025-12-31, of hourly data with the hour. */
function day(seconds, hourly = false) {
  const text = new Date(seconds * 1000).toISOString();
  return hourly ? text.slice(0, 10) + " " + text.slice(11, 16) : text.slice(0, 10);
}

function seconds(text) {
  return Date.parse(text + "T00:00:00Z") / 1000;
}

function plural(count, word) {
  return number(count) + " " + word + (count === 1 ? "" : "s");
}

/** An element with attributes and children; a text becomes a text node. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick" || name === "oninput" || name === "onkeydown") {
      node.addEventListener(name.slice(2), value);
    } else {
      node.setAttribute(name, value);
    }
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined) {
      node.append(child instanceof Node ? child : String(child));
    }
  }
  return node;
}

/** Nothing is known yet, and what will fill it. */
function empty(text) {
  return el("p", { class: "empty" }, text);
}

/**
 * A table.
 * @param columns {name, value: row => node or text, right: numbers, wide: long texts}
 * @param kind a class of tables whose columns are to be as wide in each
 */
function table(columns, rows, kind = "") {
  const style = column => (column.right ? { class: "right" } : column.wide ? { class: "wide" } : {});
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table" },
    el("table", { class: kind },
      el("thead", {}, el("tr", {}, columns.map(c => el("th", { scope: "col", ...style(c) }, c.name)))),
      el("tbody", {}, rows.map(row => el("tr", {}, columns.map(c => el("td", style(c), c.value(row))))))));
}

/**
 * A length beside a stroke for what it is compared with.
 * @param most the value of the whole length
 */
function bar(value, compared, most) {
  const width = share => Math.max(0, Math.min(100, (100 * share) / most)) + "%";
  const node = el("span", { class: "bar", "aria-hidden": "true" });
  if (value !== null && value !== undefined && most > 0) {
    const length = el("i");
    length.style.width = width(value);
    node.append(length);
  }
  if (compared !== null && compared !== undefined && most > 0) {
    const stroke = el("b");
    stroke.style.left = width(compared);
    node.append(stroke);
  }
  return node;
}

/** Names beside values. */
function facts(entries) {
  return el("dl", { class: "facts" }, entries
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function id(text) {
  return el("span", { class: "id" }, text);
}
