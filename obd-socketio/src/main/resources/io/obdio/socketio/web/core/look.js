// Sets theme and text size before the first drawing; a classic script, so that it runs before the page is shown.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    let settings = {};
    try {
      settings = JSON.parse(localStorage.getItem('obdio.settings') ?? '{}');
    } catch { /* no storage: the defaults */ }
    const root = document.documentElement;
    const theme = settings.theme === 'light' || settings.theme === 'dark' ? settings.theme : dark.matches ? 'dark' : 'light';
    root.dataset.theme = theme;
    root.dataset.size = settings.size ?? 'normal';
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', theme === 'dark' ? '#10171c' : '#ffffff');
  };
  apply();
  dark.addEventListener('change', apply);
  window.applyLook = apply;
})();
