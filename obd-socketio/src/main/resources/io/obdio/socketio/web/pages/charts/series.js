// From remembered and past values to what is drawn: two points for each interval of the time axis, its minimum and maximum,
// so that no peak is lost however long the axis is.

const MAX_INTERVALS = 500;
const MIN_INTERVAL_MS = 250;

const GAP_MS = 8000;

/**
 * Builds the data of a chart, [times in s, values...]. sources is an array of arrays of objects with
 * each(from, to, visit(time, min, max)); the first of a signal that has a value for an interval is used. presence is an array
 * of such objects that show when the vehicle was connected. A line has a gap where no signal at all has a value for some
 * seconds: a signal that is merely requested rarely has none.
 */
export function aligned(sources, from, to, convert, presence = []) {
  const count = Math.max(2, Math.min(MAX_INTERVALS, Math.ceil((to - from) / MIN_INTERVAL_MS)));
  const step = (to - from) / count;
  const times = new Array(count * 2);
  for (let i = 0; i < count; i += 1) {
    times[2 * i] = (from + step * (i + 0.25)) / 1000;
    times[2 * i + 1] = (from + step * (i + 0.75)) / 1000;
  }
  const alive = new Array(count).fill(false);
  const columns = sources.map((parts) => intervals(parts, from, to, count, step, alive));
  for (const part of presence) part.each(from, to, (time) => { alive[Math.min(count - 1, Math.floor((time - from) / step))] = true; });
  const lost = losses(alive, Math.max(1, Math.ceil(GAP_MS / step)));
  return [times, ...columns.map((column, n) => points(column, lost, (v) => convert(v, n)))];
}

/** Which intervals belong to a run without any value that is longer than a number of intervals. */
function losses(alive, longest) {
  const lost = new Array(alive.length).fill(false);
  let last = -1;
  alive.forEach((isAlive, i) => {
    if (!isAlive) return;
    if (last >= 0 && i - last > longest) lost.fill(true, last + 1, i);
    last = i;
  });
  return lost;
}

/** The minimum and the maximum of a signal in each interval, and whether the maximum came last; marks those with values. */
function intervals(parts, from, to, count, step, alive) {
  const low = new Array(count).fill(Infinity);
  const high = new Array(count).fill(-Infinity);
  const rising = new Array(count).fill(true);
  const owner = new Array(count).fill(-1);
  parts.forEach((part, n) => part.each(from, to, (time, min, max) => {
    const i = Math.min(count - 1, Math.floor((time - from) / step));
    if (i < 0 || (owner[i] >= 0 && owner[i] !== n)) return;
    owner[i] = n;
    alive[i] = true;
    if (max > high[i]) { high[i] = max; rising[i] = true; }
    if (min < low[i]) { low[i] = min; if (low[i] < high[i]) rising[i] = high[i] === max; }
  }));
  return { low, high, rising };
}

/** Two values for each interval; null is a gap, and what is undefined is bridged by the line. */
function points({ low, high, rising }, lost, convert) {
  const values = new Array(low.length * 2);
  low.forEach((min, i) => {
    if (lost[i]) values[2 * i] = null;
    if (min === Infinity) return;
    const [a, b] = [convert(min), convert(high[i])];
    values[2 * i] = rising[i] ? a : b;
    values[2 * i + 1] = rising[i] ? b : a;
  });
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
