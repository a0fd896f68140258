package dev.stitch.activities.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.StepException;
import io.micronaut.core.annotation.Nullable;

/**
 * Whom a session asks for all that matters. Each call is made in a thread of its own and may take
 * as long as it must; it ends soon after the host has closed the session.
 */
public interface SessionHost {

  /**
   * What a model says.
   *
   * @param id by which the program's transcript knows it
   * @param content blocks as Anthropic's API spells them
   */
  record Answer(String id, JsonNode content, String stopReason, long outputTokens) {}

  /** What a tool of ours came to. */
  record Outcome(boolean failed, String words) {}

  /**
   * Answers the program's next request to the model.
   *
   * @param request its body, as for Anthropic's API
   * @param betas what of that API it wants besides, or null
   */
  Answer answer(ObjectNode request, @Nullable String betas)
      throws StepException, InterruptedException;

  /**
   * Decides about a tool call that the model has asked for.
   *
   * @return why it is not carried out, as the model is told; null when it is
   */
  @Nullable
  String refusal(String toolUseId) throws InterruptedException;

  /** The tools of ours that it offers, as the Model Context Protocol describes them. */
  ArrayNode tools() throws InterruptedException;

  /** Carries a call of a tool of ours out. */
  Outcome call(String toolUseId) throws InterruptedException;

  /** A tool call has come to its end, whosesoever the tool. */
  void ended(ToolEnd end) throws InterruptedException;
}
