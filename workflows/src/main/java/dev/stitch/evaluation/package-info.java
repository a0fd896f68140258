/**
 * What a machine's work comes to as far as nobody outside is asked: expressions of stages, events
 * that are waited for, steps that only compute. Pure; whoever calls it has read the contact. Uses
 * {@code dev.stitch.graph.expression} and {@code dev.stitch.machine}; {@code activities} evaluates
 * with it in production, {@code dev.stitch.simulation} under a virtual clock.
 */
@NullMarked
package dev.stitch.evaluation;

import org.jspecify.annotations.NullMarked;
