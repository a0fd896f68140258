/**
 * Contacts and who they are elsewhere: one row, lists, imports, pages of people, exports,
 * timelines, what runs changed. Next: {@code dev.stitch.api.contact}, which checks what comes in.
 */
package dev.stitch.store.contact;
