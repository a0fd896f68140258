/**
 * What recipients decide by what our mails carry: a link, or an address to write to. The API's page
 * and {@code dev.stitch.inbound.Inbox} hand over to {@code Unsubscribing}; rows are {@code
 * dev.stitch.store.consent}.
 */
package dev.stitch.inbound.consent;
