/**
 * Runs: starting a flow directly or seeding it, reading runs, run control and retries. What is done
 * to them is {@code dev.stitch.launch.act}. The rows are {@code dev.stitch.store.run}; journeys
 * start their own runs.
 */
package dev.stitch.api.run;
