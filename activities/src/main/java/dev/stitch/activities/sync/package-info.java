/**
 * What syncs read of platforms, page by page: each kind is a {@code BatchWork} of {@code
 * dev.stitch.activities.batch}. People go through {@code dev.stitch.activities.contact}, posts
 * through {@code dev.stitch.store.crm}; start at {@code XContactsWork}.
 */
package dev.stitch.activities.sync;
