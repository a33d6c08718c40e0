/*
 * What the modules of pages use.
 *
 * A page is a module pages/NAME.js, a row in pages/registry.js and a file of texts lang/LANGUAGE/NAME.json for each
 * language. It exports
 *
 *   component   a Preact component; it receives {route: {page, path, query}}
 *   styles      optional: the path of a style sheet, relative to index.html
 *
 * and uses
 *
 *   store       values and state: store.subscribe(names, rate), store.draw(name, fn), store.entry(name), store.state,
 *               store.on(key, fn), store.ask(event, ...args), store.listen(event, fn), store.may(scope)
 *   api         requests: await api('api/v1/..', {method, body}); ApiError has status, code and message
 *   t           texts: t('NAME.key', {parameter})
 *   units       units.format(response), units.convert(value, unit), units.symbol(unit)
 *   hooks.js    useState(key), useEntry(name, rate), useSettings(), useApi(path)
 *   kit.js      Section, Table, List, Button, Field, Switch, Empty, confirm(), toast(), announce()
 *
 * Values that change often are drawn with store.draw, which changes the DOM directly; Preact renders the structure.
 */

import * as settings from './settings.js';
import * as units from './units.js';
import { api, ApiError } from './api.js';
import { Store } from './store.js';
import { dateTime, t, time } from './i18n.js';

export const store = new Store();
export { api, ApiError, dateTime, settings, t, time, units };
