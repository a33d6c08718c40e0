// From a response's JSON to words. Units come by their compatibility names.

const SYMBOLS = {
  revolutions_per_minute: 'rpm', kilometer_per_hour: 'km/h', degree_Celsius: '°C', celsius: '°C', percent: '%',
  gps: 'g/s', grams_per_second: 'g/s', volt: 'V', millivolt: 'mV', kilopascal: 'kPa', pascal: 'Pa', second: 's',
  minute: 'min', count: '', ratio: '', degree: '°', kilometer: 'km', ampere: 'A', milliampere: 'mA', liter: 'l',
  liters_per_hour: 'l/h', newton_meter: 'Nm', ppm: 'ppm', hour: 'h', millisecond: 'ms', kilowatt: 'kW',
};

/** The short form of a unit. */
export function symbol(unit) {
  if (!unit || unit.startsWith('<class')) return '';
  return SYMBOLS[unit] ?? unit.replaceAll('_', ' ');
}

/** A number as a person reads it: as many decimals as help. */
export function number(value) {
  const size = Math.abs(value);
  const digits = Number.isInteger(value) ? 0 : size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString(undefined, { maximumFractionDigits: digits, minimumFractionDigits: digits });
}

const isQuantity = (x) => x && typeof x === 'object' && 'value' in x && 'unit' in x;

/** Any value as words. */
export function words(value) {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value || '–';
  if (Array.isArray(value)) return list(value);
  if ('MIL' in value) {
    return `MIL ${value.MIL ? 'on' : 'off'}, ${value.DTC_COUNT} codes, ${value.ignition_type} ignition`;
  }
  if (isQuantity(value)) return `${words(value.value)} ${symbol(value.unit)}`.trim();
  return Object.entries(value).map(([k, v]) => `${k} ${words(v)}`).join(', ') || '–';
}

function list(values) {
  if (values.length === 0) return 'none';
  if (values.every((v) => typeof v === 'boolean')) {
    return `${values.filter(Boolean).length} of ${values.length}`;
  }
  if (values.every((v) => typeof v === 'string')) return [...new Set(values.filter(Boolean))].join(', ') || '–';
  if (values.every(Array.isArray) && values.some((v) => typeof v[0] === 'string')) {
    return values.map((v) => v[0]).join(', ');
  }
  return values.map(words).join(' · ');
}
