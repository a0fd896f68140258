/**
 * What runs do that enrich, search and prune contacts, as works of {@code
 * dev.stitch.activities.batch}. Pages come by {@code http} and {@code browser}, facts by {@code
 * llm}, and contacts change by {@code contact}. Start at {@code EnrichWork}.
 */
package dev.stitch.activities.pipeline;
