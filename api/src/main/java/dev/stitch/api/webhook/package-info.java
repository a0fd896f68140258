/**
 * Webhooks: endpoints that outside systems post to, signed as Standard Webhooks has it, and the log
 * of what came. Rows are {@code dev.stitch.store.webhook}; a post ends in {@code
 * dev.stitch.launch.InboundJourneys} or {@code dev.stitch.launch.JourneyEvents}. Start at {@code
 * WebhookReceiver}.
 */
package dev.stitch.api.webhook;
