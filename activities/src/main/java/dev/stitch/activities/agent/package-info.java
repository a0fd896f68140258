/**
 * What agents do outside their workflow: they ask the model, carry tool calls out and tell people
 * of both. Conversations are in {@code dev.stitch.store.agent}; models are asked through {@code
 * dev.stitch.activities.llm}, acts outside go through {@code dev.stitch.activities.effect}. Next:
 * {@code AgentTurns}, then {@code Tool}.
 */
package dev.stitch.activities.agent;
