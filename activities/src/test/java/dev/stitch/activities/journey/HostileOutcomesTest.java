package dev.stitch.activities.journey;

import static dev.stitch.activities.journey.JourneyWorld.chain;
import static dev.stitch.activities.journey.JourneyWorld.spine;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FlowKind;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a step comes to and no workflow, timer or table could hold, in any way a path may run. */
@Tag("server")
class HostileOutcomesTest {

  private static final List<String> WAYS =
      List.of(
          "{'isolation':'child'}",
          "{'isolation':'inline'}",
          "{'isolation':'child','steps':'remote'}");

  private static final String DEEP = "[".repeat(12) + "contact.attributes.deep" + "]".repeat(12);

  private static JourneyWorld world;

  @BeforeAll
  static void start() {
    world = new JourneyWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  static Stream<Arguments> whatCannotBeKeptFailsTheStepAndSaysWhy() {
    return WAYS.stream()
        .flatMap(
            way ->
                Stream.of(
                    Arguments.of(
                        way,
                        step("transform", "{'values':{'v':'" + DEEP + "'}}"),
                        "nested deeper than 64 levels"),
                    Arguments.of(
                        way,
                        step("set", "{'values':{'v':'" + DEEP + "'}}"),
                        "nested deeper than 64 levels"),
                    Arguments.of(
                        way,
                        step("wait", "{'until':'+999999999-12-31T23:59:59Z'}"),
                        "not in the years 1 to 9999"),
                    Arguments.of(
                        way,
                        step(
                            "wait",
                            "{'until':'{{contact.attributes.late}}','window':{'from':'09:00'}}"),
                        "not in the years 1 to 9999"),
                    Arguments.of(
                        way,
                        step("human.task", "{'title':'{{contact.attributes.long}}'}"),
                        "title: 70000 characters")));
  }

  @ParameterizedTest
  @MethodSource
  void whatCannotBeKeptFailsTheStepAndSaysWhy(String way, String step, String said) {
    UUID entity = enter(way, step);

    world.awaitStatus(entity, "blocked");
    assertThat(
            world.database.list(
                "SELECT description FROM human_tasks WHERE entity_id = ? AND kind = 'blocked'",
                row -> row.text("description"),
                entity))
        .singleElement()
        .asString()
        .contains(said);
  }

  private static String step(String type, String data) {
    return "{'id':'one','type':'" + type + "','data':" + data + "}";
  }

  /** The contact's attributes hold what no graph could. */
  private static UUID enter(String way, String step) {
    UUID bmc = world.flow(FlowKind.BMC, "hostile", spine("a"));
    world.map(bmc, "a", world.flow(FlowKind.SYSTEM, "hostile", chain(way, step)), 0);
    UUID contact = world.contact("Ada", UUID.randomUUID() + "@example.org");
    world.database.update("UPDATE contacts SET attributes = ? WHERE id = ?", attributes(), contact);
    return world.start(bmc, contact);
  }

  private static JsonNode attributes() {
    ObjectNode attributes = (ObjectNode) JourneyWorld.json("{}");
    attributes.set("deep", JourneyWorld.json("[".repeat(60) + "]".repeat(60)));
    attributes.put("late", "+999999999-01-01T00:00:00Z");
    attributes.put("long", "x".repeat(70_000));
    return attributes;
  }
}
