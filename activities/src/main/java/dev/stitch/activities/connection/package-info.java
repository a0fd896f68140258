/**
 * Stored credentials where they are used: found by what a step or its run names, and never put into
 * workflow state. The steps of {@code http} and {@code email} use it.
 */
package dev.stitch.activities.connection;
