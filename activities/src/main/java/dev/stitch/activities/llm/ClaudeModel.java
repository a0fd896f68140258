package dev.stitch.activities.llm;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepException;
import java.time.Duration;

/** Claude, through Anthropic's Messages API; its answers are always streamed. */
final class ClaudeModel implements LanguageModel {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final AnthropicAccess access;

  ClaudeModel(AnthropicAccess access) {
    this.access = access;
  }

  @Override
  public ModelAnswer answer(ModelRequest request, AnswerListener listener)
      throws StepException, InterruptedException {
    AnthropicClient client = access.client();
    try (StreamResponse<RawMessageStreamEvent> events =
        client.messages().createStreaming(params(request), options(request))) {
      listener.hangUpBy(events::close);
      ClaudeAnswer answer = new ClaudeAnswer(listener);
      for (RawMessageStreamEvent event : events) {
        answer.take(event);
      }
      listener.requireWanted();
      return answer.whole();
    } catch (AnthropicException e) {
      listener.requireWanted();
      throw ModelFailure.of(e);
    } finally {
      client.close();
    }
  }

  private static MessageCreateParams params(ModelRequest request) {
    MessageCreateParams.Builder params =
        MessageCreateParams.builder()
            .model(request.model())
            .maxTokens(request.maxTokens())
            .addUserMessage(request.prompt());
    if (request.system() != null) {
      params.system(request.system());
    }
    if (request.schema() != null) {
      params.outputConfig(OutputConfig.builder().format(format(request.schema())).build());
    }
    return params.build();
  }

  private static JsonOutputFormat format(JsonNode schema) {
    JsonOutputFormat.Schema.Builder taken = JsonOutputFormat.Schema.builder();
    new AnswerSchema(schema)
        .forApi()
        .properties()
        .forEach(
            entry ->
                taken.putAdditionalProperty(
                    entry.getKey(), JsonValue.fromJsonNode(entry.getValue())));
    return JsonOutputFormat.builder().schema(taken.build()).build();
  }

  private static RequestOptions options(ModelRequest request) {
    return RequestOptions.builder()
        .timeout(Timeout.builder().connect(CONNECT_TIMEOUT).request(request.limit()).build())
        .build();
  }
}
