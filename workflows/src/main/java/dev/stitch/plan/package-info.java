/**
 * What a graph is compiled to, and where plans come from. Immutable data; the compiler is in {@code
 * dev.stitch.graph}.
 */
@NullMarked
package dev.stitch.plan;

import org.jspecify.annotations.NullMarked;
