/**
 * Talks to MCP servers that connections of the toolkit {@code mcp} lead to: which tools they have,
 * and calls of them. What agents may do with them is decided in {@code activities.agent}.
 */
package dev.stitch.activities.mcp;
