/**
 * What bulk operations do to a template's enrollments, and what the reconciler makes up for. Uses
 * {@code dev.stitch.launch} and {@code dev.stitch.store.campaign}.
 */
package dev.stitch.activities.campaign;
