// What the scripts share that open the dashboard in Chromium.
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Starts Chromium without requests of its own. */
export const launch = (executablePath) => chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--ignore-certificate-errors'],
});

/** Opens a page of its own context; complaints collects errors of the console and of scripts, and foreign requests. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.complaints = [];
  page.frames = 0;
  page.on('console', (message) => { if (message.type() === 'error') page.complaints.push(message.text()); });
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin && !/^(data|blob):/.test(request.url())) {
      page.complaints.push(`foreign request ${request.url()}`);
    }
  });
  page.pending = new Set();
  page.on('request', (request) => page.pending.add(request));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => page.pending.delete(request));
  page.on('websocket', (socket) => socket.on('framereceived', () => { page.frames += 1; }));
  return page;
}

/** Opens a page with axe-core, which adds styles; the policy of the page forbids them. */
export async function openAudited(browser, url, options = {}) {
  const page = await open(browser, url, { bypassCSP: true, ...options });
  await page.addInitScript({ path: AXE });
  return page;
}

/** The findings of axe-core, each with its elements. */
export async function findings(page) {
  const result = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'],
  }));
  return result.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`);
}

/** The text of the display of a command. */
export const figure = (page, command) => page.locator(`.item[data-command=${command}] .figure`);

/** Waits for the vehicle. */
export const connected = (page) => page.locator('#link[data-state=on]').waitFor({ timeout: 30000 });

/** Waits until a display shows a number. */
export const hasNumber = (page, command) => figure(page, command).filter({ hasText: /\d/ }).waitFor({ timeout: 20000 });

/**
 * Waits until the page requests nothing, no transition runs, and its width and elements have not changed for a time; pages
 * whose elements change with the values of the vehicle count as settled after a second.
 */
export async function settled(page, ms) {
  const begin = Date.now();
  for (let stable = false; !stable || page.pending.size > 0;) {
    if (Date.now() - begin > 20000) {
      throw new Error(`the page does not settle; it requests ${[...page.pending].map((request) => request.url())}`);
    }
    stable = await page.evaluate(async ([quiet, changes]) => {
      const frame = () => new Promise(requestAnimationFrame);
      const state = () => (changes ? 0 : `${document.documentElement.scrollWidth} ${document.querySelectorAll('*').length}`);
      const moving = () => document.getAnimations().some(
        (animation) => animation.playState === 'running' && Number.isFinite(animation.effect.getComputedTiming().endTime));
      await document.fonts.ready;
      await frame(); // the layout of what the caller has changed
      const before = state();
      for (const end = performance.now() + quiet; performance.now() < end;) {
        await frame();
        if (state() !== before || moving()) return false;
      }
      return true;
    }, [ms, Date.now() - begin > 1000]);
  }
}

/** Whether the text of an element changes within some time. */
export async function changes(page, locator, ms) {
  const before = await locator.textContent();
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if ((await locator.textContent()) !== before) return true;
    await page.waitForTimeout(50);
  }
  return false;
}
