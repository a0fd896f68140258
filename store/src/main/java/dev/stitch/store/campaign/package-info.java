/**
 * Campaigns as rows: templates, their steps, and who is enrolled. What a template compiles to is in
 * {@code dev.stitch.campaign}; the routes are in {@code dev.stitch.api.campaign}, and what begins
 * and ends enrollments in {@code dev.stitch.activities.campaign}.
 */
package dev.stitch.store.campaign;
