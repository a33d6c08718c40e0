// Numbers with their units, in the user's unit system. The conversions come from the server; without them the units are
// those of the responses.

import { locale } from './i18n.js';

let known = {}; // by unit: { symbol, decimals }
let conversions = {}; // by unit: { unit, symbol, factor, offset, reciprocal, decimals }
const formats = new Map();

/** Replaces the table of units: the response to the event units, which has the conversions of one system. */
export function use(table) {
  known = table?.units ?? {};
  conversions = Object.values(table?.conversions ?? {})[0] ?? {};
}

/** The short form of a unit after conversion. */
export function symbol(unit) {
  if (!unit || unit.startsWith('<class')) return '';
  return conversions[unit]?.symbol ?? known[unit]?.symbol ?? unit.replaceAll('_', ' ');
}

/** A number in the user's unit. */
export function convert(value, unit) {
  const row = conversions[unit];
  if (!row) return value;
  return row.reciprocal ? row.factor / value : value * row.factor + row.offset;
}

/** A number in the unit of the responses, from one in the user's unit. */
export function revert(value, unit) {
  const row = conversions[unit];
  if (!row) return value;
  return row.reciprocal ? row.factor / value : (value - row.offset) / row.factor;
}

/** The number of decimals with which a unit is displayed; undefined if it is not known. */
export const decimalsOf = (unit) => (conversions[unit] ?? known[unit])?.decimals;

/** A number as a person reads it: with as many decimals as help, or as requested. */
export function number(value, decimals) {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const digits = decimals ?? (Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2);
  const key = `${locale()} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale(), { maximumFractionDigits: digits, minimumFractionDigits: digits });
    formats.set(key, format);
  }
  return format.format(value);
}

/** A response as text and unit: { text, unit, number }; the number is null if the value is none. */
export function format(response, decimals) {
  const value = response?.value;
  if (typeof value !== 'number') return { text: words(value), unit: '', number: null };
  const converted = convert(value, response.unit);
  return { text: number(converted, decimals ?? decimalsOf(response.unit)), unit: symbol(response.unit), number: converted };
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
