package dev.stitch.api.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.json.JsonCodec;
import dev.stitch.store.Ids;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class InstallationTest extends ApiTest {

  @Inject Installation installation;

  @Test
  void itsFlowsArePublishedAndMappedOnceHoweverOftenItIsInstalled() throws Exception {
    Blueprint blueprint = blueprint("Hello");

    Installation.Outcome first = installation.install(blueprint, "user:ada");
    Installation.Outcome second = installation.install(blueprint, "user:ada");

    assertThat(first.changed()).isTrue();
    assertThat(second.changed()).isFalse();
    assertThat(second.flows()).isEqualTo(first.flows());
    assertThat(flow(first).at("/latestVersion").asInt()).isEqualTo(1);
    assertThat(mappings(first).at("/data/0/systemFlowId").asText())
        .isEqualTo(first.flows().get("Greet").id().toString());
  }

  @Test
  void whatSomebodyHasChangedStaysAlsoWhenTheBlueprintChanges() throws Exception {
    Blueprint blueprint = blueprint("Hello");
    Installation.Outcome before = installation.install(blueprint, "user:ada");
    String main = "/api/flows/" + before.flows().get("Way").id();
    ObjectNode draft = get(main).at("/draft").deepCopy();
    ((ObjectNode) draft.at("/nodes/0")).put("label", "Came by");
    ObjectNode change = JSON.createObjectNode();
    change.set("graph", draft);
    assertThat(put(main, change.toString(), "If-Match", get(main).header("ETag")).status())
        .isEqualTo(200);
    delete(main + "/ux-mapping/come/" + before.flows().get("Greet").id());

    Installation.Outcome after = installation.install(renamed(blueprint, "Good day"), "user:ada");

    assertThat(after.changed()).isFalse();
    assertThat(get(main).at("/draft/nodes/0/label").asText()).isEqualTo("Came by");
    assertThat(mappings(after).at("/total").asInt()).isZero();
  }

  @Test
  void aFlowThatNobodyHasChangedFollowsItsBlueprint() throws Exception {
    Blueprint blueprint = blueprint("Hello");
    Installation.Outcome before = installation.install(blueprint, "user:ada");

    Installation.Outcome after = installation.install(renamed(blueprint, "Good day"), "user:ada");

    assertThat(after.changed()).isTrue();
    assertThat(after.flows().get("Way").id()).isEqualTo(before.flows().get("Way").id());
    assertThat(flow(after).at("/draft/nodes/0/label").asText()).isEqualTo("Good day");
    assertThat(flow(after).at("/latestVersion").asInt()).isEqualTo(2);
    assertThat(mappings(after).at("/total").asInt()).isEqualTo(1);
  }

  @Test
  void aFlowThatWasRemovedIsMadeAgainAndMapped() throws Exception {
    Blueprint blueprint = blueprint("Hello");
    Installation.Outcome before = installation.install(blueprint, "user:ada");
    String main = "/api/flows/" + before.flows().get("Way").id();
    assertThat(delete(main, "If-Match", get(main).header("ETag")).status()).isEqualTo(204);

    Installation.Outcome after = installation.install(blueprint, "user:ada");

    assertThat(after.flows().get("Way").id()).isNotEqualTo(before.flows().get("Way").id());
    assertThat(after.flows().get("Greet").id()).isEqualTo(before.flows().get("Greet").id());
    assertThat(mappings(after).at("/total").asInt()).isEqualTo(1);
  }

  @Test
  void installationsAtTheSameTimeMakeOneSetOfFlows() throws Exception {
    Blueprint blueprint = blueprint("Hello");
    Callable<UUID> work = () -> installation.install(blueprint, "user:ada").flows().get("Way").id();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(
              threads.invokeAll(IntStream.range(0, 6).mapToObj(i -> work).toList()).stream()
                  .map(Future::resultNow)
                  .distinct())
          .hasSize(1);
    }
  }

  /** A business flow of one stage, and a system flow there. */
  private static Blueprint blueprint(String label) throws JsonProcessingException {
    return JsonCodec.MAPPER.readValue(
        json(
            """
            {'id':'%s','title':'Test','description':'Of this test.','shows':[],
             'businessFlow':{'name':'Way','graph':{
               'nodes':[{'id':'come','type':'ux','label':'%s','data':{}}],'edges':[]}},
             'systemFlows':[
               {'uxNodeId':'come','name':'Greet','graph':{
                 'nodes':[{'id':'a','type':'set','data':{'values':{'x':'1'}}}],'edges':[]}}],
             'trial':{'contacts':[]}}
            """
                .formatted(Ids.next(), label)),
        Blueprint.class);
  }

  private static Blueprint renamed(Blueprint blueprint, String label)
      throws JsonProcessingException {
    Blueprint other = blueprint(label);
    return new Blueprint(
        blueprint.id(),
        other.title(),
        other.description(),
        other.shows(),
        other.template(),
        other.businessFlow(),
        other.systemFlows(),
        other.inboundRoute(),
        other.trial());
  }

  private JsonNode flow(Installation.Outcome outcome) {
    return get("/api/flows/" + outcome.flows().get("Way").id()).body();
  }

  private JsonNode mappings(Installation.Outcome outcome) {
    return get("/api/flows/" + outcome.flows().get("Way").id() + "/ux-mapping").body();
  }
}
