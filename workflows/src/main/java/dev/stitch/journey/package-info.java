/**
 * The journey of an entity: the workflow's contract and the driver that carries out what {@code
 * dev.stitch.machine.JourneyMachine} decides. Next: {@code dev.stitch.path}.
 */
@NullMarked
package dev.stitch.journey;

import org.jspecify.annotations.NullMarked;
