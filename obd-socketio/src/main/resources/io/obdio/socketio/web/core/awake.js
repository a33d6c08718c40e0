// Keeps the screen on while the page is visible, where the browser can: pages over HTTPS or from this machine.

/** Follows the setting "awake"; returns how to end that. */
export function keepAwake(settings) {
  let lock = null;
  const update = async () => {
    const wanted = settings.get().awake && document.visibilityState === 'visible';
    if (!wanted) {
      await lock?.release();
      lock = null;
    } else if (!lock || lock.released) {
      lock = await navigator.wakeLock?.request('screen').catch(() => null) ?? null;
    }
  };
  document.addEventListener('visibilitychange', update);
  const stop = settings.onChange(update);
  update();
  return () => {
    stop();
    document.removeEventListener('visibilitychange', update);
    lock?.release();
  };
}
