/**
 * Contacts and who they are elsewhere: one row, lists, imports, exports, timelines. Next: {@code
 * dev.stitch.api.contact}, which checks what comes in.
 */
package dev.stitch.store.contact;
