/**
 * Human tasks: reading and answering them. Answers reach a journey as updates, a direct run as
 * signals; the rows are {@code dev.stitch.store.task}.
 */
package dev.stitch.api.task;
