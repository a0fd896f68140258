/**
 * Human tasks: reading and answering them. An answer reaches a journey or a direct run as an
 * update; the rows are {@code dev.stitch.store.task}.
 */
package dev.stitch.api.task;
