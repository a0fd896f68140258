/**
 * Pure state machines: (state, input) to (state', commands). Everything a journey or a path decides
 * is decided here; no Temporal type, no clock, no I/O. Carried out by {@code dev.stitch.journey}
 * and {@code dev.stitch.path}, and under a virtual clock by {@code dev.stitch.simulation}.
 */
@NullMarked
package dev.stitch.machine;

import org.jspecify.annotations.NullMarked;
