/**
 * Runs: starting a flow directly or seeding it, reading runs, run control and retries. {@code Runs}
 * is the way to one that is a workflow of its own, also for {@code task}. The rows are {@code
 * dev.stitch.store.run}; journeys start their own runs.
 */
package dev.stitch.api.run;
