/**
 * System flows: the workflow's contract and the driver that carries out what {@code
 * dev.stitch.machine.PathMachine} decides, as a child of a journey or as a direct run. {@link
 * dev.stitch.driver.RunActs} is what people do to any run. Next: {@code dev.stitch.port}.
 */
@NullMarked
package dev.stitch.path;

import org.jspecify.annotations.NullMarked;
