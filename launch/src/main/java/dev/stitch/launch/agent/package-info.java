/**
 * Accepts runs of agents: what may be asked for, and how it is kept for {@code
 * dev.stitch.activities.agent}. The route and the step come in by {@code AgentRequests}. Uses
 * {@code dev.stitch.launch} and {@code dev.stitch.store}.
 */
package dev.stitch.launch.agent;
