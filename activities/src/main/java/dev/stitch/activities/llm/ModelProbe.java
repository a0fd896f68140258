package dev.stitch.activities.llm;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.RequestOptions;
import com.anthropic.errors.AnthropicException;
import com.anthropic.models.models.ModelListParams;
import dev.stitch.port.ConnectionActivities.TestOutcome;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Tries out a key of Anthropic's API by asking for its models, which costs nothing. */
@Singleton
public class ModelProbe {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final LanguageModels models;

  ModelProbe(LanguageModels models) {
    this.models = models;
  }

  /** Whether the API takes the key. */
  public TestOutcome test(String key) {
    AnthropicClient client = models.access(key).client();
    try {
      int known =
          client
              .models()
              .list(
                  ModelListParams.builder().limit(100).build(),
                  RequestOptions.builder().timeout(LIMIT).build())
              .data()
              .size();
      return new TestOutcome(
          true, "The Anthropic API took the key; it offers %d models.".formatted(known));
    } catch (AnthropicException e) {
      return new TestOutcome(false, ModelFailure.told(e));
    } finally {
      client.close();
    }
  }
}
