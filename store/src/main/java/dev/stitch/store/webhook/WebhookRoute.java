package dev.stitch.store.webhook;

/**
 * One alternative of where a webhook's journey begins.
 *
 * @param when CEL over {@code body}, {@code headers} and {@code now}
 * @param uxNodeId where it begins when that holds
 */
public record WebhookRoute(String when, String uxNodeId) {}
