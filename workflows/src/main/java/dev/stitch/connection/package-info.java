/**
 * Trying stored credentials out. A workflow, because only workers reach outside; the API waits for
 * its answer. The work is behind {@code dev.stitch.port.ConnectionActivities}.
 */
package dev.stitch.connection;
