// Numbers with their units, in the user's unit system. The conversions come from the server; without them the units are
// those of the responses.

import { current } from './i18n.js';

const SYMBOLS = {
  revolutions_per_minute: 'rpm', kilometer_per_hour: 'km/h', degree_Celsius: '°C', celsius: '°C', percent: '%',
  gps: 'g/s', grams_per_second: 'g/s', volt: 'V', millivolt: 'mV', kilopascal: 'kPa', pascal: 'Pa', second: 's',
  minute: 'min', count: '', ratio: '', degree: '°', kilometer: 'km', ampere: 'A', milliampere: 'mA', liter: 'l',
  liters_per_hour: 'l/h', newton_meter: 'Nm', ppm: 'ppm', hour: 'h', millisecond: 'ms', kilowatt: 'kW',
};

let table = new Map(); // by unit: { unit, symbol, factor, offset, decimals }
const formats = new Map();

/** Replaces the conversions. */
export function use(conversions) {
  table = conversions;
}

/** The short form of a unit after conversion. */
export function symbol(unit) {
  if (!unit || unit.startsWith('<class')) return '';
  const row = table.get(unit);
  return row?.symbol ?? SYMBOLS[row?.unit ?? unit] ?? (row?.unit ?? unit).replaceAll('_', ' ');
}

/** A number in the user's unit. */
export function convert(value, unit) {
  const row = table.get(unit);
  if (!row) return value;
  return row.inverse ? (value === 0 ? Infinity : row.inverse / value) : value * row.factor + row.offset;
}

/** A number in the unit of the responses, from one in the user's unit. */
export function revert(value, unit) {
  const row = table.get(unit);
  if (!row) return value;
  return row.inverse ? (value === 0 ? Infinity : row.inverse / value) : (value - row.offset) / row.factor;
}

/** Whether the unit is converted. */
export const converts = (unit) => table.has(unit);

/** A number as a person reads it: with as many decimals as help, or as requested. */
export function number(value, decimals) {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const digits = decimals ?? (Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2);
  const key = `${current()} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(current(), { maximumFractionDigits: digits, minimumFractionDigits: digits });
    formats.set(key, format);
  }
  return format.format(value);
}

/** A response as text and unit: { text, unit, number }; the number is null if the value is none. */
export function format(response, decimals) {
  const value = response?.value;
  if (typeof value !== 'number') return { text: words(value), unit: '', number: null };
  const converted = convert(value, response.unit);
  const digits = decimals ?? (converts(response.unit) && !Number.isInteger(converted)
    ? (Math.abs(converted) >= 100 ? 0 : 1) : undefined);
  return { text: number(converted, digits), unit: symbol(response.unit), number: converted };
}

const isQuantity = (x) => x && typeof x === 'object' && 'value' in x && 'unit' in x;

/** Any value as text. */
export function words(value) {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return value ? '✓' : '–';
  if (typeof value === 'string') return value || '–';
  if (Array.isArray(value)) return list(value);
  if ('MIL' in value) return `MIL ${value.MIL ? 'on' : 'off'}, ${value.DTC_COUNT} DTC, ${value.ignition_type}`;
  if (isQuantity(value)) {
    const { text, unit } = format(value);
    return `${text} ${unit}`.trim();
  }
  return Object.entries(value).map(([k, v]) => `${k} ${words(v)}`).join(', ') || '–';
}

function list(values) {
  if (values.length === 0) return '–';
  if (values.every((v) => typeof v === 'boolean')) return `${values.filter(Boolean).length} / ${values.length}`;
  if (values.every((v) => typeof v === 'string')) return [...new Set(values.filter(Boolean))].join(', ') || '–';
  if (values.every(Array.isArray) && values.some((v) => typeof v[0] === 'string')) {
    return values.map((v) => v[0]).join(', ');
  }
  return values.map(words).join(' · ');
}
