/**
 * The worker process: task queues, registration, tuning and graceful shutdown, and the watch of the
 * folder that mail is fetched from. Nothing but the command line depends on it.
 */
package dev.stitch.worker;
