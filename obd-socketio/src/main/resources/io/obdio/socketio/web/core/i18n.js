// Texts by language. lang/LANGUAGE/FILE.json is an object of texts; t('FILE.a.b') is its member b of a. A text of another
// language than English that is missing is shown in English.

import { BASE } from './connection.js';

/** The languages with their own names. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' };

const texts = new Map(); // by language and file
let language = 'en';

/** Sets the language: a key of LANGUAGES, or 'auto' for that of the browser. */
export function choose(name) {
  const offered = name === 'auto' ? navigator.languages.map((l) => l.slice(0, 2)) : [name];
  language = offered.find((l) => l in LANGUAGES) ?? 'en';
  document.documentElement.lang = language;
}

/** The present language. */
export const current = () => language;

/** The present language with the region of the browser, such as en-GB: for numbers and dates. */
export const locale = () => navigator.languages.find((l) => l.slice(0, 2) === language) ?? language;

/** Loads the texts of some files in the present language and in English. */
export async function load(...files) {
  const wanted = [...new Set(['en', language])].flatMap((l) => files.map((f) => [l, f]));
  await Promise.all(wanted.map(async ([l, file]) => {
    const key = `${l}/${file}`;
    if (texts.has(key)) return;
    const answer = await fetch(new URL(`lang/${key}.json`, BASE), { cache: 'no-cache' }).catch(() => null);
    if (answer?.ok) texts.set(key, await answer.json());
  }));
}

function find(l, key) {
  const [file, ...path] = key.split('.');
  let text = texts.get(`${l}/${file}`);
  for (const part of path) text = text?.[part];
  return text;
}

/**
 * The text of a key; {name} in it is replaced by the parameter. With a parameter count, the text may be an object with the
 * plural forms of the language: {"one": .., "other": ..}.
 */
export function t(key, params = {}) {
  for (const l of [language, 'en']) {
    let text = find(l, key);
    if (text && typeof text === 'object') text = text[new Intl.PluralRules(l).select(params.count ?? 0)] ?? text.other;
    if (typeof text === 'string') {
      return text.replaceAll(/[{](\w+)[}]/g, (all, name) => (name in params ? String(params[name]) : all));
    }
  }
  return params.fallback ?? key;
}

/** A time of day, such as 14:03:05. */
export const time = (ms) => new Date(ms).toLocaleTimeString(locale(), { hour12: false });

/** A date with the time. */
export const dateTime = (ms) => new Date(ms).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' });
