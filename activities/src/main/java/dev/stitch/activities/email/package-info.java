/**
 * Mail: the step type {@code email.send}, and the two mailboxes it can go through. Acts through
 * {@code dev.stitch.activities.effect}; every mail is kept in {@code dev.stitch.store.mail}, and
 * goes over the wire by {@code dev.stitch.mail}.
 */
package dev.stitch.activities.email;
