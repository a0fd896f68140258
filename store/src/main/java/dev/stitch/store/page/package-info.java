/**
 * Lists in pages: what was asked for, what is answered, and how the SQL between them is made from
 * constants only. Used by repositories; {@code dev.stitch.api.page} reads the request.
 */
package dev.stitch.store.page;
