// The titles of signals: the item's own, else that of the language, else the description of the server.

import { store, t } from '../../core/app.js';

/** The title of a command. */
export const titleOfCommand = (name) => t(`commands.${name}`, { fallback: store.state.commands.get(name)?.desc ?? name });

/** The title of an item of a layout. */
export const titleOf = (item) => item.title || titleOfCommand(item.command);
