package dev.stitch.activities.claudecode;

import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * How a process is to be started.
 *
 * @param session by which it names its conversation
 * @param model what it asks for
 * @param systemPrompt what is added to its own; null for nothing
 * @param workFolder where it works; null for an empty folder that goes with it
 * @param tools those of its own that it may use
 * @param transcript what it wrote when it worked before; null when it has not
 */
public record ClaudeLaunch(
    UUID session,
    String model,
    @Nullable String systemPrompt,
    @Nullable Path workFolder,
    List<String> tools,
    @Nullable ClaudeTranscript transcript) {

  /** Who decides how many turns there are is the run; the program only wants a number. */
  private static final String TURNS = "100000";

  List<String> command(Path program, SessionFolder folder) {
    return List.of(
        program.toString(),
        "--print",
        "--input-format",
        "stream-json",
        "--output-format",
        "stream-json",
        "--verbose",
        "--replay-user-messages",
        "--model",
        model,
        "--max-turns",
        TURNS,
        // No file of a repository configures it: no settings, hooks, servers of tools, commands.
        "--restricted",
        "--setting-sources",
        "",
        "--disable-slash-commands",
        "--strict-mcp-config",
        "--mcp-config",
        folder.servers().toString(),
        "--tools",
        String.join(",", tools),
        "--permission-mode",
        "default",
        "--permission-prompt-tool",
        "stdio",
        transcript == null ? "--session-id" : "--resume",
        session.toString());
  }
}
