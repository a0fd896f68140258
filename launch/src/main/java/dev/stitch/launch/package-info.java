/**
 * Launching: what is started is committed first, with all that its start needs, and started again
 * by the reconciler when the start got lost. Contacts that come from outside enter flows here, and
 * journeys hear of events. Uses {@code dev.stitch.store}, the plans of {@code dev.stitch.graph} and
 * the contracts of {@code dev.stitch.journey}, {@code path}, {@code foreach} and {@code bulk}.
 * Next: {@code dev.stitch.activities.reconcile}, which makes up for lost starts.
 */
package dev.stitch.launch;
