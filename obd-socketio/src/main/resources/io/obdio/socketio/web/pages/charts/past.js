// Values from the history of the server, for times that this page has not seen.

/** Nothing yet. */
export class Past {
  source() { return { each() {} }; }

  changed() { return false; }
}
