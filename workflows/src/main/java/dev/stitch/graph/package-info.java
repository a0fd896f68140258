/**
 * Graphs: parse, validate, compile to a plan. Pure. Uses {@code dev.stitch.step} for what a step
 * type is. Next: {@code dev.stitch.machine}, which walks the plans made here.
 */
@NullMarked
package dev.stitch.graph;

import org.jspecify.annotations.NullMarked;
