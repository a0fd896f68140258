/**
 * What people want to be written about: tables {@code consent_changes} and {@code
 * unsubscribe_links}. Uses {@code dev.stitch.store.Database}. Next: {@code
 * dev.stitch.activities.email}, which asks before a mail leaves.
 */
package dev.stitch.store.consent;
