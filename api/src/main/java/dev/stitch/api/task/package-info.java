/**
 * Routes of human tasks. An answer reaches a journey or a direct run by {@code
 * dev.stitch.launch.act}; the rows are {@code dev.stitch.store.task}.
 */
package dev.stitch.api.task;
