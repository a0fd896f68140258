/**
 * A run of another flow for each of many items, some at a time. Starts them by {@code
 * dev.stitch.port.CallActivities}; is called by {@code dev.stitch.path} and reports to it.
 */
package dev.stitch.foreach;
