/**
 * Trying stored credentials out. A workflow, because only workers reach outside; the API waits for
 * its answer. The work is behind {@code dev.stitch.port.ConnectionActivities}.
 */
@NullMarked
package dev.stitch.connection;

import org.jspecify.annotations.NullMarked;
