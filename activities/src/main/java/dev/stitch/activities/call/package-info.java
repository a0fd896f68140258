/**
 * Steps that call runs of another flow, {@code subflow} and {@code for_each}, what steps share that
 * call runs of other kinds, and the activities that start these runs and report their ends. Their
 * workflow side is {@code dev.stitch.path}, {@code dev.stitch.foreach}, {@code dev.stitch.batch}
 * and {@code dev.stitch.agent}.
 */
package dev.stitch.activities.call;
