package dev.stitch.activities.llm;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.LogLevel;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.stitch.model.StepException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A way into Anthropic's API.
 *
 * @param baseUrl where the API is
 * @param silence how long it may say nothing, neither part of an answer nor a ping
 */
record AnthropicAccess(String apiKey, String baseUrl, Duration silence) {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** A client for one call. Temporal tries again where that helps, so the client does not. */
  AnthropicClient client() {
    return AnthropicOkHttpClient.builder()
        .apiKey(apiKey)
        .baseUrl(baseUrl)
        .maxRetries(0)
        // Prompts belong neither into logs nor into traces.
        .logLevel(LogLevel.OFF)
        .openTelemetry(false)
        .build();
  }

  /**
   * Has an answer streamed.
   *
   * @param limit longest time that it may take
   * @param taken is given each event, in order
   * @throws StepException when there is no whole answer; whether to ask again is in its code
   */
  void stream(
      MessageCreateParams params,
      Duration limit,
      AnswerListener listener,
      Consumer<RawMessageStreamEvent> taken)
      throws StepException, InterruptedException {
    AnthropicClient client = client();
    RequestOptions options =
        RequestOptions.builder()
            .timeout(
                Timeout.builder().connect(CONNECT_TIMEOUT).read(silence).request(limit).build())
            .build();
    try (StreamResponse<RawMessageStreamEvent> events =
        client.messages().createStreaming(params, options)) {
      listener.hangUpBy(events::close);
      for (RawMessageStreamEvent event : events) {
        taken.accept(event);
      }
      listener.requireWanted();
    } catch (AnthropicException e) {
      listener.requireWanted();
      throw ModelFailure.of(e);
    } finally {
      client.close();
    }
  }

  /** Without the key, for whatever log it may get into. */
  @Override
  public String toString() {
    return "AnthropicAccess[" + baseUrl + "]";
  }
}
