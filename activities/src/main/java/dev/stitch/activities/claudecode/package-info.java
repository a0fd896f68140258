/**
 * The {@code claude} program: how it is found, started and ended, what is said over its standard
 * streams, and the gateway through which alone it reaches a model. What it may do is decided by the
 * caller. Next: {@code ClaudeSession}, then {@code ClaudeCodeRun} in {@code
 * dev.stitch.activities.agent}.
 */
package dev.stitch.activities.claudecode;
