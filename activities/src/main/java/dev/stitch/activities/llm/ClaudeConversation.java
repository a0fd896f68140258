package dev.stitch.activities.llm;

import com.anthropic.core.JsonField;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.ToolUnion;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepException;
import java.util.List;
import java.util.Map;

/** Claude as a partner of conversations, through Anthropic's Messages API. */
final class ClaudeConversation implements Conversation.Partner {

  private final AnthropicAccess access;

  ClaudeConversation(AnthropicAccess access) {
    this.access = access;
  }

  @Override
  public ModelTurn answer(Conversation conversation, AnswerListener listener)
      throws StepException, InterruptedException {
    RawTurn turn = new RawTurn(listener);
    access.stream(params(conversation), conversation.limit(), listener, turn::take);
    return turn.whole();
  }

  /** What was said before is passed on as it is, not as types of the SDK. */
  private static MessageCreateParams params(Conversation conversation) {
    JsonField<List<MessageParam>> messages = raw(conversation.messages());
    MessageCreateParams.Builder params =
        MessageCreateParams.builder()
            .model(conversation.model())
            .maxTokens(conversation.maxTokens())
            .messages(messages);
    if (conversation.foreign() == null) {
      // What is the same in the next turn is read from the cache then.
      params.cacheControl(CacheControlEphemeral.builder().build());
    } else {
      addTo(params, conversation.foreign());
    }
    if (conversation.system() != null) {
      params.system(conversation.system());
    }
    if (!conversation.tools().isEmpty()) {
      JsonField<List<ToolUnion>> tools = raw(conversation.tools());
      params.tools(tools);
    }
    return params.build();
  }

  /** Another program says itself what is to be kept in the cache. */
  private static void addTo(MessageCreateParams.Builder params, Conversation.Foreign foreign) {
    for (Map.Entry<String, JsonNode> field : foreign.fields().properties()) {
      params.putAdditionalBodyProperty(field.getKey(), JsonValue.fromJsonNode(field.getValue()));
    }
    if (foreign.betas() != null) {
      params.putAdditionalQueryParam("beta", "true");
      params.putAdditionalHeader("anthropic-beta", foreign.betas());
    }
  }

  /** A field of any type takes JSON in its place; the SDK writes it as it is. */
  @SuppressWarnings("unchecked")
  private static <T> JsonField<T> raw(JsonNode json) {
    return (JsonField<T>) (JsonField<?>) JsonValue.fromJsonNode(json);
  }
}
