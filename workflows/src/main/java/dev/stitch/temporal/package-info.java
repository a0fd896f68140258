/**
 * How every process of ours reaches Temporal, and what the namespace must know before the first
 * start. Used by api, worker and cli; workflow code never. Go on with {@code dev.stitch.port}.
 */
@NullMarked
package dev.stitch.temporal;

import org.jspecify.annotations.NullMarked;
