// Requests to the REST interface, relative to the page and with its key.

import { BASE } from './connection.js';
import { headers } from './key.js';

const DEADLINE_MS = 15000;

/** A response that is not of the class 2xx; body has the code and the message, or the text. */
export class ApiError extends Error {
  constructor(status, body, response) {
    super(body?.message ?? body?.errors?.__all__ ?? `status ${status}`);
    this.status = status;
    this.code = body?.code ?? '';
    this.body = body;
    this.response = response;
  }
}

/**
 * Sends a request: api('api/v1/trips'), api(path, {method, body, headers, deadline}). A body that is no string is sent as
 * JSON. Returns the decoded JSON, or the text of other types. With {response: true} returns {body, response}.
 */
export async function api(path, options = {}) {
  const { body, deadline = DEADLINE_MS } = options;
  const json = body !== undefined && typeof body !== 'string';
  const response = await fetch(new URL(path.replace(/^[/]/, ''), BASE), {
    method: options.method ?? 'GET',
    headers: { ...headers(), ...(json ? { 'content-type': 'application/json' } : {}), ...options.headers },
    body: json ? JSON.stringify(body) : body,
    cache: 'no-store',
    signal: AbortSignal.timeout(deadline),
  });
  const type = response.headers.get('content-type') ?? '';
  const content = type.includes('json') ? await response.json() : await response.text();
  if (!response.ok) throw new ApiError(response.status, content, response);
  return options.response ? { body: content, response } : content;
}
