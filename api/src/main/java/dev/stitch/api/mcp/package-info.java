/**
 * Stitch as an MCP server: {@code OfferedOperations} lists the routes that agents are given as
 * tools, {@code ApiTools} makes tools of them, and a call goes through the whole API, its gate and
 * audit log included, without leaving the process. Start at {@code McpController}.
 */
package dev.stitch.api.mcp;
