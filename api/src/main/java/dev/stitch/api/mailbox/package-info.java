/**
 * The built-in mailbox: what was sent, and answering it as its recipient would. Reads {@code
 * dev.stitch.store.mail}; a reply goes to its journey by the contract in {@code
 * dev.stitch.journey}.
 */
package dev.stitch.api.mailbox;
