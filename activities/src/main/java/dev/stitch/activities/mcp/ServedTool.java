package dev.stitch.activities.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A tool as its server describes it. All of it comes from outside.
 *
 * @param inputSchema JSON Schema of its input, an object
 */
public record ServedTool(String name, String description, ObjectNode inputSchema) {}
