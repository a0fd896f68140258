package dev.stitch.activities.llm;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepException;

/** Claude, through Anthropic's Messages API; its answers are always streamed. */
final class ClaudeModel implements LanguageModel {

  private final AnthropicAccess access;

  ClaudeModel(AnthropicAccess access) {
    this.access = access;
  }

  @Override
  public ModelAnswer answer(ModelRequest request, AnswerListener listener)
      throws StepException, InterruptedException {
    ClaudeAnswer answer = new ClaudeAnswer(listener);
    access.stream(params(request), request.limit(), listener, answer::take);
    return answer.whole();
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
}
