package dev.stitch.activities.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.campaign.EngagementTask;
import dev.stitch.campaign.TemplateCompiler;
import dev.stitch.campaign.TemplateDefinition;
import dev.stitch.campaign.TemplateStep;
import dev.stitch.model.Platform;
import dev.stitch.model.TemplateStepType;
import dev.stitch.store.Jsonb;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngagementTaskTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"Hello", "Two\n\nparts", "x\n\nProfile: not this\n\nmore", "Profile: no", ""})
  void theTextAndTheProfileOfATaskAreReadBack(String text) {
    JsonNode data =
        TemplateCompiler.compile(
                new TemplateDefinition(
                    Platform.LINKEDIN,
                    Jsonb.object(),
                    List.of(
                        new TemplateStep(
                            TemplateStepType.MESSAGE, Jsonb.object().put("text", text), 0))))
            .at("/nodes/0/data");
    String rendered =
        data.get("description")
            .textValue()
            .replaceAll("\\{\\{#if.*\\{\\{/if}}", "https://linkedin.example/in/ada");

    EngagementTask ready = EngagementTask.of(rendered);

    assertThat(ready.text()).isEqualTo(text);
    assertThat(ready.link()).contains("https://linkedin.example/in/ada");
    assertThat(data.at("/engagement/type").textValue()).isEqualTo("message");
    assertThat(data.at("/engagement/platform").textValue()).isEqualTo("linkedin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada@crm.example",
        "javascript:alert(1)",
        "https:// x",
        "//x.example",
        "https:"
      })
  void aProfileThatABrowserDoesNotOpenIsNoLink(String profile) {
    assertThat(new EngagementTask(null, profile, null, null).link()).isEmpty();
  }

  @Test
  void thePostAndTheReasonAreReadBackAndThePostIsTheLink() {
    EngagementTask task =
        new EngagementTask(
            "Nice\nPost: not this",
            "https://x.example/ada",
            "https://x.example/1",
            "X refuses.\nIt.");

    EngagementTask read = EngagementTask.of(task.description());

    assertThat(read).isEqualTo(task);
    assertThat(read.link()).contains("https://x.example/1");
    assertThat(new EngagementTask(null, "https://x.example/ada", "latest_post", null).link())
        .contains("https://x.example/ada");
  }

  @Test
  void aDescriptionThatSomebodyElseWroteIsAllText() {
    assertThat(EngagementTask.of("Call Ada").text()).isEqualTo("Call Ada");
    assertThat(EngagementTask.of("Profile: https://x.example").text()).isNull();
  }
}
