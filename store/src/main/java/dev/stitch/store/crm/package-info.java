/**
 * The CRM's own rows: identities, content and posts, engagements and their metrics, tasks of
 * people, cursors of syncs. Used by {@code dev.stitch.api.crm}; runs write engagements by {@link
 * dev.stitch.store.crm.RunEngagements}.
 */
package dev.stitch.store.crm;
