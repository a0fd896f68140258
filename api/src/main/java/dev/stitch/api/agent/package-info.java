/**
 * Agents: the route that starts a run, and sessions with their messages. Runs are read and acted on
 * as all others, in {@code dev.stitch.api.run}. Next: {@code AgentRuns}.
 */
package dev.stitch.api.agent;
