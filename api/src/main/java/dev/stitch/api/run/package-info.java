/**
 * Runs: starting a flow directly or seeding it, reading runs, run control and retries. The rows are
 * {@code dev.stitch.store.run}; journeys start their own runs.
 */
package dev.stitch.api.run;
