package dev.stitch.activities.agent;

import static dev.stitch.activities.agent.AgentWorld.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.agent.ConversationRepository.Given;
import dev.stitch.store.agent.MessageRole;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderMessagesTest {

  private static final String CALLS =
      "[{'type':'tool_use','id':'a','name':'x','input':{}},{'type':'tool_use','id':'b','name':'x','input':{}}]";

  @Test
  void resultsComeBeforeWhatPeopleSayInOneMessage() {
    JsonNode messages =
        messages(
            user("Go"),
            assistant(CALLS),
            tool(
                "[{'type':'tool_result','tool_use_id':'a'},{'type':'tool_result','tool_use_id':'b'}]"),
            user("And?"));

    assertThat(roles(messages)).containsExactly("user", "assistant", "user");
    assertThat(messages.get(2).path("content").valueStream().map(it -> it.path("type").asText()))
        .containsExactly("tool_result", "tool_result", "text");
  }

  @Test
  void aCallWithoutAResultGetsOneThatSaysSo() {
    JsonNode messages =
        messages(
            user("Go"),
            assistant(CALLS),
            tool(
                "[{'type':'tool_result','tool_use_id':'b'},{'type':'tool_result','tool_use_id':'z'}]"),
            user("And?"));

    JsonNode content = messages.get(2).path("content");
    assertThat(content.valueStream().map(it -> it.path("tool_use_id").asText("-")))
        .as("results of no call are left out")
        .containsExactly("b", "a", "-");
    assertThat(content.get(1).path("is_error").booleanValue()).isTrue();
    assertThat(messages(user("Go"), assistant(CALLS)).get(2).path("content")).hasSize(2);
  }

  @Test
  void whatTheModelWroteGoesBackLetterByLetter() {
    String raw =
        "[{\"type\":\"thinking\",\"thinking\":\"é\\u0000\",\"signature\":\"x==\",\"new\":1.50},{\"type\":\"novel\",\"z\":null}]";
    JsonNode messages =
        messages(
            user("Go"),
            new Given(0, MessageRole.ASSISTANT, json("[{'type':'text'}]"), raw, false),
            user("On"));

    assertThat(messages.get(1).path("content").get(0).path("thinking").asText())
        .isEqualTo("é\u0000");
    assertThat(messages.get(1).path("content").get(1).has("z")).isTrue();
  }

  @Test
  void aPausedAnswerIsTheLastAndAnEmptyOneIsLeftOut() {
    assertThat(roles(messages(user("Go"), assistant("[]"), user("On")))).containsExactly("user");
    assertThat(roles(messages(user("Go"), assistant("[{'type':'server_tool_use'}]"))))
        .containsExactly("user", "assistant");
  }

  private static JsonNode messages(Given... given) {
    return ProviderMessages.of(List.of(given));
  }

  private static List<String> roles(JsonNode messages) {
    return messages.valueStream().map(it -> it.path("role").asText()).toList();
  }

  private static Given user(String text) {
    return new Given(
        0, MessageRole.USER, json("[{'type':'text','text':'" + text + "'}]"), null, false);
  }

  private static Given assistant(String content) {
    return new Given(0, MessageRole.ASSISTANT, json(content), null, false);
  }

  private static Given tool(String content) {
    return new Given(0, MessageRole.TOOL, json(content), null, false);
  }
}
