/** Closed sets and small values that everything shares; depends on nothing beside it. */
@NullMarked
package dev.stitch.model;

import org.jspecify.annotations.NullMarked;
