/**
 * Campaigns: templates with their steps, and who is enrolled in them. What a template compiles to
 * is {@code dev.stitch.campaign}, its rows are {@code dev.stitch.store.campaign}.
 */
package dev.stitch.api.campaign;
