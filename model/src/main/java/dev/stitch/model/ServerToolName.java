package dev.stitch.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the tools of MCP servers are called: {@code mcp.CONNECTION.TOOL}, or {@code mcp.CONNECTION}
 * for all that a server has.
 *
 * @param connection the name of a connection of the toolkit {@code mcp}
 * @param tool as the server calls it; null for all
 */
public record ServerToolName(String connection, @Nullable String tool) {

  /** What such a connection may be called, so that a tool's name says where it ends. */
  public static final String CONNECTION = "[a-z0-9-]{1,30}";

  private static final Pattern WORD =
      Pattern.compile("mcp\\.(" + CONNECTION + ")(?:\\.([\\x21-\\x7e]{1,64}))?");

  /** The name that a run's list of tools has; empty for what is none. */
  public static Optional<ServerToolName> of(String word) {
    Matcher parts = WORD.matcher(word);
    return parts.matches()
        ? Optional.of(new ServerToolName(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /** The name of a server's tool; empty when it is none that could be spelt. */
  public static Optional<ServerToolName> of(String connection, String tool) {
    return of("mcp." + connection + "." + tool);
  }

  /** As clients and recorded steps spell it. */
  public String word() {
    return tool == null ? "mcp." + connection : "mcp." + connection + "." + tool;
  }
}
