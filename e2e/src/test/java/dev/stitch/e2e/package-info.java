/**
 * Tests of the whole product over real servers: {@link dev.stitch.e2e.RunningStack} is what {@code
 * stitch up} runs. They speak to it as clients do.
 */
package dev.stitch.e2e;
