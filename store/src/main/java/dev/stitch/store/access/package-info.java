/**
 * Who may call the API and who did what: keys, sessions of the console, the audit log. Uses {@code
 * dev.stitch.store.Database}; {@code dev.stitch.api.security} decides by it.
 */
package dev.stitch.store.access;
