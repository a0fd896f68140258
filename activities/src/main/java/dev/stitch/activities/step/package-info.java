/**
 * How a step is carried out: its context, and the services of the process that outward step types
 * use. Next: {@code dev.stitch.step}, the contract.
 */
package dev.stitch.activities.step;
