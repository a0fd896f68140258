/**
 * Steps that change contacts. Uses the repository in {@code dev.stitch.store.contact}; acts on
 * nothing outside, so the ledger of effects has no part in it.
 */
package dev.stitch.activities.contact;
