package dev.stitch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.blueprint.Blueprints;
import dev.stitch.campaign.TemplateCheck;
import dev.stitch.campaign.TemplateCompiler;
import dev.stitch.campaign.TemplateDefinition;
import dev.stitch.campaign.TemplateStep;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.Validation;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FlowKind;
import dev.stitch.model.TemplateStepType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every blueprint holds to; here, since only the whole program has every step type. */
class BlueprintFilesTest {

  @TestFactory
  Stream<DynamicTest> itsGraphsHaveNothingToComplainAbout() {
    return each(
        blueprint -> {
          if (blueprint.has("businessFlow")) {
            assertComplete(FlowKind.BMC, blueprint.path("businessFlow"));
          }
          blueprint.path("systemFlows").forEach(flow -> assertComplete(FlowKind.SYSTEM, flow));
        });
  }

  @TestFactory
  Stream<DynamicTest> itsTemplateHasNothingToComplainAbout() {
    return each(
        blueprint -> {
          if (blueprint.has("template")) {
            TemplateCheck.Findings findings = TemplateCheck.of(definition(blueprint));
            assertThat(findings.errors()).isEmpty();
            assertThat(findings.warnings()).isEmpty();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> itsSystemFlowsHangFromStagesThatThereAre() {
    return each(
        blueprint -> {
          List<String> stages =
              Graphs.validate(FlowKind.BMC, blueprint.at("/businessFlow/graph")).uxSpine();
          assertThat(blueprint.path("systemFlows"))
              .allMatch(
                  flow -> !flow.has("uxNodeId") || stages.contains(flow.path("uxNodeId").asText()));
        });
  }

  @TestFactory
  Stream<DynamicTest> noMailOfItLeavesThisMachine() {
    return each(
        blueprint ->
            assertThat(steps(blueprint, "email.send"))
                .allMatch(mail -> mail.path("mailbox").asText().equals("built-in")));
  }

  @TestFactory
  Stream<DynamicTest> itsPeopleHaveAddressesThatAreReservedForExamples() {
    return each(
        blueprint -> {
          JsonNode trial = blueprint.path("trial");
          assertThat(trial.path("contacts").findValuesAsText("email"))
              .allMatch(address -> address.endsWith("@example.com"));
          assertThat(trial.path("mails").findValuesAsText("from"))
              .allMatch(address -> address.endsWith("@example.com"));
        });
  }

  @TestFactory
  Stream<DynamicTest> itSetsSomethingInMotion() {
    return each(
        blueprint -> {
          JsonNode trial = blueprint.path("trial");
          assertThat(trial.has("run") || trial.has("mails") || !trial.path("contacts").isEmpty())
              .isTrue();
          assertThat(!trial.has("mails") || blueprint.has("inboundRoute")).isTrue();
        });
  }

  @Test
  void theNamesOfAllSystemFlowsDiffer() {
    assertThat(
            Blueprints.IDS.stream()
                .map(BlueprintFilesTest::read)
                .flatMap(blueprint -> blueprint.path("systemFlows").valueStream())
                .map(flow -> flow.path("name").asText()))
        .doesNotHaveDuplicates();
  }

  private static Stream<DynamicTest> each(Consumer<JsonNode> check) {
    return Blueprints.IDS.stream()
        .map(id -> DynamicTest.dynamicTest(id, () -> check.accept(read(id))));
  }

  private static JsonNode read(String id) {
    try (var file = BlueprintFilesTest.class.getResourceAsStream("/blueprints/" + id + ".json")) {
      return JsonCodec.MAPPER.readTree(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertComplete(FlowKind kind, JsonNode flow) {
    Validation validation = Graphs.validate(kind, flow.path("graph"), flow.get("inputSchema"));
    assertThat(validation.errors()).as(flow.path("name").asText()).isEmpty();
    assertThat(validation.warnings()).as(flow.path("name").asText()).isEmpty();
  }

  private static TemplateDefinition definition(JsonNode blueprint) {
    JsonNode template = blueprint.path("template");
    return new TemplateDefinition(
        null,
        (ObjectNode) template.path("config"),
        template
            .path("steps")
            .valueStream()
            .map(
                step ->
                    new TemplateStep(
                        TemplateStepType.valueOf(
                            step.path("stepType").asText().toUpperCase(Locale.ROOT)),
                        (ObjectNode) step.path("config"),
                        step.path("delayHours").asDouble()))
            .toList());
  }

  private static Stream<JsonNode> steps(JsonNode blueprint, String type) {
    Stream<JsonNode> nodes =
        blueprint.has("template")
            ? TemplateCompiler.compile(definition(blueprint)).path("nodes").valueStream()
            : blueprint
                .path("systemFlows")
                .valueStream()
                .flatMap(flow -> flow.at("/graph/nodes").valueStream());
    return nodes
        .filter(node -> node.path("type").asText().equals(type))
        .map(node -> node.path("data"));
  }
}
