/**
 * The driver kit: what every workflow's driver is made of, whichever family of runs it drives. It
 * uses {@code dev.stitch.port} and {@code dev.stitch.machine} and knows no family. Next: {@code
 * dev.stitch.path}, the plainest driver.
 */
@NullMarked
package dev.stitch.driver;

import org.jspecify.annotations.NullMarked;
