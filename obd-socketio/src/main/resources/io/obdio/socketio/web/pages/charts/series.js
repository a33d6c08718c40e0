// From remembered and past values to what is drawn: two points for each interval of the time axis, its minimum and maximum,
// so that no peak is lost however long the axis is.

const MAX_INTERVALS = 500;
const MIN_INTERVAL_MS = 250;

/**
 * Builds the data of a chart, [times in s, values...]. sources is an array of arrays of objects with
 * each(from, to, visit(time, min, max)); the first of a signal that has a value for an interval is used. A gap is drawn where
 * a signal has no value for longer than gapMs, or than the property gap of its source.
 */
export function aligned(sources, from, to, convert, gapMs = 8000) {
  const count = Math.max(2, Math.min(MAX_INTERVALS, Math.ceil((to - from) / MIN_INTERVAL_MS)));
  const step = (to - from) / count;
  const times = new Array(count * 2);
  for (let i = 0; i < count; i += 1) {
    times[2 * i] = (from + step * (i + 0.25)) / 1000;
    times[2 * i + 1] = (from + step * (i + 0.75)) / 1000;
  }
  const gap = (part) => Math.max(1, Math.ceil(Math.max(gapMs, part.gap ?? 0) / step));
  return [times, ...sources.map((parts, n) => column(parts, from, to, count, step, parts.map(gap), (v) => convert(v, n)))];
}

function column(parts, from, to, count, step, gaps, convert) {
  const low = new Array(count).fill(Infinity);
  const high = new Array(count).fill(-Infinity);
  const rising = new Array(count).fill(true);
  const owner = new Array(count).fill(-1);
  parts.forEach((part, n) => part.each(from, to, (time, min, max) => {
    const i = Math.min(count - 1, Math.floor((time - from) / step));
    if (i < 0 || (owner[i] >= 0 && owner[i] !== n)) return;
    owner[i] = n;
    if (max > high[i]) { high[i] = max; rising[i] = true; }
    if (min < low[i]) { low[i] = min; if (low[i] < high[i]) rising[i] = high[i] === max; }
  }));
  const values = new Array(count * 2);
  let last = -1;
  for (let i = 0; i < count; i += 1) {
    if (owner[i] < 0) continue;
    const [a, b] = [convert(low[i]), convert(high[i])];
    values[2 * i] = rising[i] ? a : b;
    values[2 * i + 1] = rising[i] ? b : a;
    // null is a gap; what is undefined is bridged by the line
    if (last >= 0 && i - last > gaps[owner[last]]) for (let k = last + 1; k < i; k += 1) values[2 * k] = null;
    last = i;
  }
  return values;
}

/** The smallest and the largest value of a column. */
export function extent(values) {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value === null || value === undefined) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min > max ? null : { min, max };
}

/** The visible values as CSV (RFC 4180): the time, then a column for each signal. */
export function csv(titles, data) {
  const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [['time', ...titles].map(cell).join(',')];
  data[0].forEach((time, row) => {
    const values = data.slice(1).map((column) => column[row]);
    if (values.every((v) => v === null || v === undefined)) return;
    lines.push([new Date(time * 1000).toISOString(), ...values.map((v) => (v ?? '') === '' ? '' : String(Number(v.toFixed(4))))].join(','));
  });
  return `${lines.join('\r\n')}\r\n`;
}
