/**
 * Agents: sessions and their messages, and what runs of agents have besides every run. Written by
 * {@code dev.stitch.launch} and {@code dev.stitch.activities.agent}. Next: {@code
 * SessionRepository}.
 */
package dev.stitch.store.agent;
