package dev.stitch.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run of any family is what the API's description says of all runs. */
@Tag("server")
class RunViewSchemaTest extends JourneyApiTest {

  @ParameterizedTest
  @ValueSource(strings = {"flow", "agent", "prune"})
  void aRunHasEveryFieldThatIsRequiredAndNoneThatIsNotDescribed(String type) {
    JsonNode schema = get("/openapi.json").at("/components/schemas/RunView");
    JsonNode run = get("/api/workflows/" + begun(type)).body();

    assertThat(run.path("workflowType").asText()).isEqualTo(type);
    List<String> required = schema.path("required").valueStream().map(JsonNode::textValue).toList();
    assertThat(required).isNotEmpty();
    assertThat(run.fieldNames()).toIterable().containsAll(required);
    assertThat(schema.path("properties").fieldNames())
        .toIterable()
        .containsAll(() -> run.fieldNames());
  }

  private String begun(String type) {
    return (switch (type) {
          case "flow" -> post("/api/flows/" + published("system", PATH) + "/run", "{}");
          case "agent" ->
              post("/api/agents/runs", json("{'task':'Hi','script':{'turns':[{'text':'Hi'}]}}"));
          default -> post("/api/workflows/prune", json("{'criteria':'false'}"));
        })
        .at("/runId")
        .textValue();
  }
}
