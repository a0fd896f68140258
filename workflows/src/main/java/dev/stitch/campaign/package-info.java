/**
 * Campaigns: what a template and its steps compile to, and where an enrollment stands in it. Pure;
 * uses {@code dev.stitch.graph} and {@code dev.stitch.machine}. The rows are in {@code
 * dev.stitch.store.campaign}, the routes in {@code dev.stitch.api.campaign}.
 */
@NullMarked
package dev.stitch.campaign;

import org.jspecify.annotations.NullMarked;
