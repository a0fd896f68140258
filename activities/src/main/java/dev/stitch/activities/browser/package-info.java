/**
 * Pages as a browser shows them, scripts run: Chromium, driven by its DevTools protocol, reaches
 * only what the guard of {@code dev.stitch.activities.http} lets through. Start at {@code Browser}.
 */
package dev.stitch.activities.browser;
