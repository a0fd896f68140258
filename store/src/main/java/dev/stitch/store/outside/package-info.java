/**
 * Live rows beside the workflows that Temporal runs, for whoever looks for what was done to those
 * without asking us. Uses {@code Database} only; see {@code dev.stitch.activities.reconcile}.
 */
package dev.stitch.store.outside;
