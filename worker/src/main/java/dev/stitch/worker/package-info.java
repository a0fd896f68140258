/**
 * The worker process: task queues, registration, tuning and graceful shutdown. Nothing but the
 * command line depends on it.
 */
package dev.stitch.worker;
