import type { Locator, Page } from 'playwright-core';

/** What a screen of 60 Hz has for a frame, in milliseconds. */
const FRAME = 1000 / 60;

/** Pixels that it scrolls in a frame: 3,600 a second, faster than one reads and as fast as one flings. */
const STRIDE = 60;

/** What a browser did while something scrolled; times in milliseconds. */
export interface Frames {
  /** From each frame to the next. */
  times: number[];
  /** Tasks that kept the page from drawing for more than 50 ms. */
  longTasks: number[];
}

/** Scrolls a list up and down for a while, and watches each frame. */
export async function scrollAndWatch(list: Locator, duration: number): Promise<Frames> {
  const watched = watchFrames(list.page(), duration);
  await list.evaluate(
    (scrolled, { length, stride }) =>
      new Promise<void>((resolve) => {
        let direction = 1;
        const begun = performance.now();
        const frame = (now: number) => {
          const end = scrolled.scrollHeight - scrolled.clientHeight;
          if (scrolled.scrollTop >= end) {
            direction = -1;
          } else if (scrolled.scrollTop <= 0) {
            direction = 1;
          }
          scrolled.scrollBy(0, direction * stride);
          if (now - begun < length) {
            requestAnimationFrame(frame);
          } else {
            resolve();
          }
        };
        requestAnimationFrame(frame);
      }),
    { length: duration, stride: STRIDE },
  );
  return watched;
}

/** Watches each frame of a page for a while, whatever moves there. */
export function watchFrames(page: Page, duration: number): Promise<Frames> {
  return page.evaluate(
    (length) =>
      new Promise<Frames>((resolve) => {
        const times: number[] = [];
        const longTasks: number[] = [];
        const observer = new PerformanceObserver((tasks) =>
          longTasks.push(...tasks.getEntries().map((task) => task.duration)),
        );
        observer.observe({ type: 'longtask' });
        const begun = performance.now();
        let last = begun;
        const frame = (now: number) => {
          times.push(now - last);
          last = now;
          if (now - begun < length) {
            requestAnimationFrame(frame);
          } else {
            observer.disconnect();
            resolve({ times: times.slice(1), longTasks });
          }
        };
        requestAnimationFrame(frame);
      }),
    duration,
  );
}

/** The value below which a share of the others lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The share of frames that the screen would have shown and did not get. */
export function dropped({ times }: Frames): number {
  const missed = times.reduce((sum, time) => sum + Math.max(0, Math.round(time / FRAME) - 1), 0);
  return missed / (times.length + missed);
}

/** The figures in a line. */
export function told(frames: Frames): string {
  const { times, longTasks } = frames;
  const at = (share: number) => percentile(times, share).toFixed(1);
  return [
    `${times.length} frames`,
    `p50 ${at(0.5)} ms`,
    `p95 ${at(0.95)} ms`,
    `p99 ${at(0.99)} ms`,
    `max ${Math.max(...times).toFixed(1)} ms`,
    `dropped ${(dropped(frames) * 100).toFixed(1)} %`,
    `${longTasks.length} tasks over 50 ms`,
  ].join(', ');
}
