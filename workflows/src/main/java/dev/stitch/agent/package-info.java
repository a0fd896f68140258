/**
 * Runs of agents: the pure machine that decides, and the workflow that carries its commands out.
 * Uses the driver kit and {@code dev.stitch.port}; conversations are the activities' affair. Next:
 * {@code AgentMachine}, then {@code dev.stitch.activities.agent}.
 */
@NullMarked
package dev.stitch.agent;

import org.jspecify.annotations.NullMarked;
