/**
 * What a step type is, and the built-in ones that need nothing from outside. Outward types live in
 * {@code activities}; all are found by ServiceLoader. Next: {@code dev.stitch.graph}.
 */
@NullMarked
package dev.stitch.step;

import org.jspecify.annotations.NullMarked;
