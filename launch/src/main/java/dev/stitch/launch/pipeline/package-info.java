/**
 * Accepts runs that enrich, search and prune contacts: what may be asked for, and how it is kept
 * for {@code dev.stitch.activities.pipeline}. Routes, templates and schedules come in by {@code
 * PipelineRuns}. Uses {@code dev.stitch.launch} and {@code dev.stitch.store}.
 */
package dev.stitch.launch.pipeline;
