/**
 * Consent: what people decide for contacts in the console, and the page by which recipients
 * unsubscribe. Keeps it in {@code dev.stitch.store.consent}. Next: {@code
 * dev.stitch.activities.email}, which asks before a mail leaves.
 */
package dev.stitch.api.consent;
