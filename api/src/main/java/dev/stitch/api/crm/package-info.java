/**
 * The CRM's own routes: identities, content and posts, engagements and their metrics, tasks of
 * people, cursors of syncs. The rows are {@code dev.stitch.store.crm}.
 */
package dev.stitch.api.crm;
