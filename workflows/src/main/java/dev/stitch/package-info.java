/**
 * Stitch: durable journeys. Deterministic code and every contract between workflow and world live
 * in this module; it uses temporal-sdk and pure libraries only. Read {@code dev.stitch.machine}
 * next.
 */
@NullMarked
package dev.stitch;

import org.jspecify.annotations.NullMarked;
