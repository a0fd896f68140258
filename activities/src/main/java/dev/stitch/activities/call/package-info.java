/**
 * Steps that call runs of another flow, {@code subflow} and {@code for_each}, and the activities
 * that start these runs and report their ends. Their workflow side is {@code dev.stitch.path} and
 * {@code dev.stitch.foreach}.
 */
package dev.stitch.activities.call;
