/**
 * A run of another flow for each of many items, some at a time. Starts them by {@code
 * dev.stitch.port.CallActivities}; is called by {@code dev.stitch.path} and reports to it.
 */
@NullMarked
package dev.stitch.foreach;

import org.jspecify.annotations.NullMarked;
