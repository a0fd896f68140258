/**
 * Requests that start runs: what they say, how they are checked, and how they are accepted in the
 * database. Knows no HTTP, since a schedule asks for the same as a route; what cannot be accepted
 * is a {@code Refusal}. Start at {@code DirectRuns}, {@code FlowSeedings} and {@code
 * TemplateEnrollments}.
 */
package dev.stitch.launch.request;
