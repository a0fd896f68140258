/**
 * Gmail and the People API. Uses {@code http} and {@code failure}; start at {@code GmailClient} and
 * {@code PeopleClient}. What is known of them is in docs/platforms/gmail.md.
 */
package dev.stitch.connectors.google;
