/**
 * A small family of runs, as {@code docs/adding-a-run-family.md} describes one: a machine, a driver
 * made of the kit, and nothing else. It counts down, a step a second.
 */
package dev.stitch.activities.family;
