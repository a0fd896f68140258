/**
 * Steps and runs that change contacts: {@code ContactRegister} one by one, {@code ContactPages}
 * many whom a platform tells of, both through {@code ContactMerging}. Uses the repository in {@code
 * dev.stitch.store.contact}; acts on nothing outside, so the ledger of effects has no part in it.
 */
package dev.stitch.activities.contact;
