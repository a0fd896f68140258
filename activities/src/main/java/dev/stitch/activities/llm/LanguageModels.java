package dev.stitch.activities.llm;

import dev.stitch.activities.connection.BoundConnections;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.Toolkit;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * The models that steps can ask. Keys come from the connection of the run or step, else from {@code
 * ANTHROPIC_API_KEY}; the operator alone says by {@code ANTHROPIC_BASE_URL} where they are sent.
 */
@Singleton
class LanguageModels {

  private final BoundConnections connections;
  private final String apiKey;
  private final String baseUrl;
  private final Duration silence;

  LanguageModels(
      BoundConnections connections,
      @Value("${anthropic.api.key:}") String apiKey,
      @Value("${anthropic.base.url:}") String baseUrl,
      @Value("${anthropic.silence:PT2M}") Duration silence) {
    this.connections = connections;
    this.apiKey = apiKey.strip();
    this.baseUrl = baseUrl.isBlank() ? "https://api.anthropic.com" : baseUrl.strip();
    this.silence = silence;
  }

  /**
   * The model of a name, as a step may ask it.
   *
   * @throws StepException {@code INVALID_CONFIG} when there is no key to ask it with
   */
  LanguageModel of(StepContext context, String name) throws StepException {
    return name.equals(ScriptedModel.NAME)
        ? new ScriptedModel()
        : new ClaudeModel(access(context, name));
  }

  /**
   * The model of a name, as an agent may talk to it.
   *
   * @param connection the stored key to ask with, by id or name; null for the server's own
   * @throws StepException {@code INVALID_CONFIG} when there is no key to ask it with
   */
  Conversation.Partner partner(String name, @Nullable String connection) throws StepException {
    if (name.equals(ScriptedModel.NAME)) {
      return new ScriptedConversation();
    }
    return new ClaudeConversation(
        connection == null
            ? ownAccess(name)
            : access(connections.secret(connections.named(Toolkit.ANTHROPIC, connection))));
  }

  /**
   * The model of a name, asked with the server's own key.
   *
   * @throws StepException {@code INVALID_CONFIG} when there is none
   */
  LanguageModel of(String name) throws StepException {
    return name.equals(ScriptedModel.NAME) ? new ScriptedModel() : new ClaudeModel(ownAccess(name));
  }

  /** The API as it is entered with a key. */
  AnthropicAccess access(String key) {
    return new AnthropicAccess(key, baseUrl, silence);
  }

  private AnthropicAccess access(StepContext context, String model) throws StepException {
    Optional<Connection> connection = connection(context);
    if (connection.isPresent()) {
      return access(connections.secret(connection.get()));
    }
    return ownAccess(model);
  }

  private AnthropicAccess ownAccess(String model) throws StepException {
    if (apiKey.isEmpty()) {
      throw new StepException(
          FailureCode.INVALID_CONFIG,
          "There is no key to ask %s with: set ANTHROPIC_API_KEY for the worker, or store an anthropic connection and name it in \"connection\". The model \"%s\" needs none."
              .formatted(model, ScriptedModel.NAME));
    }
    return access(apiKey);
  }

  private Optional<Connection> connection(StepContext context) throws StepException {
    String named = context.config().path("connection").asText();
    return named.isBlank()
        ? connections.ofRun(context, Toolkit.ANTHROPIC)
        : Optional.of(connections.of(context, Toolkit.ANTHROPIC, named));
  }
}
