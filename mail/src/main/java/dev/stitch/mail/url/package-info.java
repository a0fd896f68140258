/**
 * The URLs by which settings name mail servers. Used by {@code smtp} and {@code imap} beside it.
 */
package dev.stitch.mail.url;
