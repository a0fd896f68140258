/**
 * Calls of language models and what they cost, table {@code model_calls}. Written by {@code
 * dev.stitch.activities.llm}, read by the API's analytics.
 */
package dev.stitch.store.model;
