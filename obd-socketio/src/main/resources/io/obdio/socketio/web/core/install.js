// Registers the service worker, where the browser has one: only pages over HTTPS or from this machine do.

import { BASE } from './connection.js';
import { toast } from '../ui/kit.js';
import { t } from './app.js';

/** Registers the worker of a version of the page; a new version is announced. */
export async function install(version) {
  if (!version || !('serviceWorker' in navigator)) return;
  const replaced = navigator.serviceWorker.controller !== null;
  try {
    await navigator.serviceWorker.register(new URL(`sw.js?v=${version}`, BASE), { scope: BASE.pathname });
  } catch { return; /* the page works without it */ }
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (replaced) toast(t('shell.newVersion'), { action: t('shell.reload'), run: () => location.reload() });
  });
}
