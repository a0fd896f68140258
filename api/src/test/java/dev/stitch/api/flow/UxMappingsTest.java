package dev.stitch.api.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("server")
class UxMappingsTest extends FlowApiTest {

  private String bmc;
  private String system;
  private String route;

  @BeforeEach
  void flows() {
    bmc = bmc();
    system = system();
    route = "/api/flows/" + bmc + "/ux-mapping";
  }

  @Test
  void aMappingIsCreatedThenChangedAndKeepsWhatIsNotNamed() {
    Answer created =
        post(
            route,
            json(
                "{'uxNodeId':'new','systemFlowId':'%s','position':3,'input':{'a':1}}"
                    .formatted(system)));
    Answer changed =
        post(
            route,
            json("{'ux_node_id':'new','system_flow_id':'%s','position':4}".formatted(system)));

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.at("/data/0/systemFlowName").textValue()).isEqualTo("Greeting");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.at("/total").intValue()).isEqualTo(1);
    assertThat(changed.at("/data/0/position").intValue()).isEqualTo(4);
    assertThat(changed.at("/data/0/input/a").intValue()).isEqualTo(1);
    assertThat(get(route).body()).isEqualTo(changed.body());
  }

  @Test
  void severalMappingsAreTakenAllOrNone() {
    String other = flow("system", "Farewell", PATH);

    Answer refused =
        post(
            route,
            json(
                "{'mappings':[{'uxNodeId':'new','systemFlowId':'%s'},{'uxNodeId':'crm','systemFlowId':'%s'}]}"
                    .formatted(system, other)));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.pointer()).isEqualTo("/mappings/1/uxNodeId");
    assertThat(get(route).at("/total").intValue()).isZero();

    Answer taken =
        post(
            route,
            json(
                "{'mappings':[{'ux_node_id':'won','system_flow_id':'%s','position':1},{'uxNodeId':'new','systemFlowId':'%s'}]}"
                    .formatted(system, other)));
    assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    assertThat(taken.at("/data").findValuesAsText("uxNodeId")).containsExactly("new", "won");
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm", "nowhere", "NEW"})
  void onlyUxNodesCarryMappings(String node) {
    Answer answer =
        post(route, json("{'uxNodeId':'%s','systemFlowId':'%s'}".formatted(node, system)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.pointer()).isEqualTo("/uxNodeId");
    assertThat(answer.at("/detail").textValue()).contains(node).contains("new, won");
  }

  @Test
  void whichNodesThereAreIsAskedOfTheNewestVersionOnceThereIsOne() {
    publish(bmc);
    change(bmc, "{'graph':{'nodes':[{'id':'later','type':'ux'}],'edges':[]}}");

    assertThat(map("later").status()).isEqualTo(422);
    assertThat(map("new").status()).isEqualTo(201);
    publish(bmc);
    assertThat(map("later").status()).isEqualTo(201);
    assertThat(map("new").status()).isEqualTo(422);
    assertThat(delete(route + "/new/" + system).status()).isEqualTo(204);
  }

  @Test
  void theFlowsMustBeOfTheRightKindAndExist() {
    assertThat(post("/api/flows/" + system + "/ux-mapping", "{}").status()).isEqualTo(422);
    assertThat(get("/api/flows/" + system + "/ux-mapping").status()).isEqualTo(422);
    assertThat(post(route, body("new", bmc)).pointer()).isEqualTo("/systemFlowId");
    assertThat(post(route, body("new", bmc)).status()).isEqualTo(422);
    assertThat(post(route, body("new", UUID.randomUUID().toString())).status()).isEqualTo(404);
    assertThat(post("/api/flows/" + UUID.randomUUID() + "/ux-mapping", "{}").status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'uxNodeId':'new'}",
        "{'uxNodeId':'new','systemFlowId':'x'}",
        "{'uxNodeId':'new','systemFlowId':null}",
        "{'uxNodeId':1}",
        "{'mappings':{}}",
        "{'mappings':[null]}",
        "{'mappings':[1]}",
        "{'uxNodeId':'new','mappings':[]}",
        "[]",
      })
  void whatIsNoMappingIsRefused(String body) {
    assertThat(post(route, json(body)).status()).isBetween(400, 422);
  }

  @Test
  void positionsAndInputsHaveTheirTypes() {
    String start = "{'uxNodeId':'new','systemFlowId':'" + system + "',";

    assertThat(post(route, json(start + "'position':-1}")).pointer()).isEqualTo("/position");
    assertThat(post(route, json(start + "'position':'1'}")).status()).isEqualTo(400);
    assertThat(post(route, json(start + "'input':[]}")).status()).isEqualTo(400);
  }

  @Test
  void theFlowsOfANodeAreReplacedInOrderAndKeepTheirInput() {
    String second = flow("system", "Second", PATH);
    post(route, json("{'uxNodeId':'new','systemFlowId':'%s','input':{'a':1}}".formatted(system)));
    post(route, body("won", system));

    Answer replaced =
        put(route + "/new", json("{'systemFlowIds':['%s','%s']}".formatted(second, system)));

    assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
    assertThat(replaced.at("/data").findValuesAsText("systemFlowName"))
        .containsExactly("Second", "Greeting", "Greeting");
    assertThat(replaced.at("/data/1/input/a").intValue()).isEqualTo(1);
    assertThat(put(route + "/new", json("{'system_flow_ids':[]}")).at("/total").intValue())
        .isEqualTo(1);
    assertThat(put(route + "/crm", json("{'systemFlowIds':['%s']}".formatted(system))).status())
        .isEqualTo(422);
    assertThat(
            put(route + "/new", json("{'systemFlowIds':['%s','%1$s']}".formatted(system))).status())
        .isEqualTo(422);
    assertThat(put(route + "/new", "{}").pointer()).isEqualTo("/systemFlowIds");
  }

  @Test
  void aMappingIsRemovedOnce() {
    post(route, body("new", system));

    assertThat(delete(route + "/new/" + system).status()).isEqualTo(204);
    assertThat(delete(route + "/new/" + system).status()).isEqualTo(404);
    assertThat(delete(route + "/new/not-an-id").status()).isEqualTo(404);
  }

  private Answer map(String node) {
    return post(route, body(node, system));
  }

  private static String body(String node, String flow) {
    return json("{'uxNodeId':'%s','systemFlowId':'%s'}".formatted(node, flow));
  }
}
