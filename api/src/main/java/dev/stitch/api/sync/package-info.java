/**
 * Routes that sync platforms: they translate, and {@code dev.stitch.launch.SyncRequests} checks and
 * accepts. Start at {@code XSyncController}.
 */
package dev.stitch.api.sync;
