/**
 * The machines under a virtual clock: what a journey would do from now on, without a server, a
 * database or anybody being written to. The same seed gives the same. Uses {@code
 * dev.stitch.machine} and {@code dev.stitch.evaluation}; nothing of Temporal. Begin with {@link
 * dev.stitch.simulation.Simulation}.
 */
package dev.stitch.simulation;
