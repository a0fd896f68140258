/**
 * Webhook endpoints with their sealed secrets, and the log of deliveries. Uses {@code
 * dev.stitch.store.Database} and {@code dev.stitch.store.secret}; served by {@code
 * dev.stitch.api.webhook}.
 */
package dev.stitch.store.webhook;
