package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No bad graph is published, and each refusal names the node or edge and what to do. */
class BadGraphTest {

  private static final String SET = "'type':'set','data':{'values':{'x':'1'}}";

  private final Api api = RunningStack.shared().api();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [{'id':'a',SET},{'id':'b',SET}] | [{'id':'e','source':'a','target':'b'},{'id':'f','source':'b','target':'a'}] | a
          [{'id':'a',SET},{'id':'a',SET}] | []                                            | a
          [{'id':'a','type':'teleport'}]  | []                                            | a
          [{'id':'a'}]                    | []                                            | a
          [{'id':'a','type':'set','data':{}}] | []                                        | a
          [{'id':'a','type':'set','data':{'values':{'x':'1 +'}}}] | []                    | a
          [{'id':'a','type':'set','data':{'values':{'x':'nobody.name'}}}] | []            | a
          [{'id':'a','type':'wait','data':{'duration':'soon'}}] | []                      | a
          [{'id':'a','type':'condition','data':{'expression':'1 + 1'}}] | []              | a
          [{'id':'a','type':'email.send','data':{'subject':'{{nobody}}','text':'x'}}] | [] | a
          """)
  void aNodeAtFaultIsNamed(String nodes, String edges, String nodeId) {
    JsonNode problem = refusedAtPublication("system", graph(nodes, edges));

    assertThat(problem.get("errors").findValuesAsText("nodeId")).contains(nodeId);
    assertThat(problem.get("errors").findValuesAsText("pointer"))
        .anyMatch(pointer -> pointer.startsWith("/graph/nodes/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          system | [{'id':'a',SET}]                | [{'id':'e','source':'a','target':'nowhere'}]
          system | [{'id':'a',SET}]                | [{'id':'e','source':'nowhere','target':'a'}]
          system | [{'id':'a',SET}]                | [{'id':'e','source':'a','target':'a'}]
          system | [{'id':'a',SET},{'id':'b',SET}] | [{'id':'e','source':'a','target':'b'},{'id':'e','source':'a','target':'b'}]
          system | [{'id':'a',SET},{'id':'b',SET}] | [{'id':'e','source':'a','target':'b','sourceHandle':'sideways'}]
          system | [{'id':'a',SET},{'id':'b',SET}] | [{'id':'e','source':'a'}]
          bmc    | [{'id':'u','type':'ux'},{'id':'b',SET}] | [{'id':'e','source':'u','target':'b','type':'ux'}]
          bmc    | [{'id':'u','type':'ux'},{'id':'v','type':'ux'}] | [{'id':'e','source':'u','target':'v','data':{'condition':'1 +'}}]
          """)
  void anEdgeAtFaultIsNamed(String kind, String nodes, String edges) {
    JsonNode problem = refusedAtPublication(kind, graph(nodes, edges));

    assertThat(problem.get("errors").findValuesAsText("edgeId")).contains("e");
    assertThat(problem.get("errors").findValuesAsText("pointer"))
        .anyMatch(pointer -> pointer.startsWith("/graph/edges/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'nodes':[]}
          {'nodes':[7],'edges':[]}
          {'nodes':[{'type':'set'}],'edges':[]}
          {'nodes':[],'edges':['x']}
          {'nodes':[],'edges':[],'settings':{'isolation':'total'}}
          """)
  void aGraphOfTheWrongShapeIsRefused(String graph) {
    refusedAtPublication("system", (ObjectNode) Canvas.json(graph));
  }

  @Test
  void nodesThatAreNoArrayCannotBeKept() {
    ExpectedRefusals.assertRefused(
        draft("system", (ObjectNode) Canvas.json("{'nodes':{},'edges':[]}")), 400, "/graph/nodes");
  }

  @Test
  void aBusinessFlowWithoutUxNodesIsRefused() {
    refusedAtPublication("bmc", graph("[{'id':'a',SET}]", "[]"));
  }

  @Test
  void aGraphOfTooManyNodesIsRefused() {
    Canvas canvas = new Canvas();
    for (int i = 0; i <= 2_000; i++) {
      canvas.node("n" + i, "set", "{'values':{'x':'1'}}");
    }

    JsonNode problem = refusedAtPublication("system", canvas.graph());

    assertThat(problem.get("detail").asText()).contains("2,001", "2,000");
  }

  @Test
  void aGraphOfTwoThousandNodesIsPublished() {
    Canvas canvas = new Canvas();
    for (int i = 0; i < 2_000; i++) {
      canvas.node("n" + i, "set", "{'values':{'x':'1'}}");
      if (i > 0) {
        canvas.edge("n" + (i - 1), "n" + i);
      }
    }

    assertThat(api.flow("system", "Long", canvas.graph())).isNotBlank();
  }

  @Test
  void aGraphOfTooManyBytesIsRefused() {
    ObjectNode graph = graph("[{'id':'a',SET}]", "[]");
    ((ObjectNode) graph.get("nodes").get(0)).put("label", "x".repeat(1 << 20));

    refusedBeforeOrAtPublication(graph);
  }

  @Test
  void aGraphOfTooManyLevelsIsRefused() {
    ObjectNode graph = graph("[{'id':'a',SET}]", "[]");
    ObjectNode level = (ObjectNode) graph.get("nodes").get(0).get("data");
    for (int depth = 0; depth < 100; depth++) {
      level = level.putObject("deeper");
    }

    refusedBeforeOrAtPublication(graph);
  }

  @Test
  void aBodyOfAHundredThousandLevelsIsRefused() {
    String graph = "[".repeat(100_000) + "]".repeat(100_000);

    ExpectedRefusals.assertRefused(
        api.post("/api/flows", "{\"name\":\"Deep\",\"kind\":\"system\",\"graph\":" + graph + "}"),
        400,
        "/graph");
  }

  @Test
  void aBodyOfManyMegabytesIsRefused() {
    ExpectedRefusals.assertRefused(
        api.post("/api/flows", "{\"name\":\"" + "x".repeat(8 << 20) + "\"}"), 413, null);
  }

  /** As the canvas shows it while it is drawn: findings, with the elements that they are about. */
  @Test
  void validationFindsEverythingAtOnce() {
    ObjectNode graph =
        graph(
            "[{'id':'a','type':'teleport'},{'id':'b','type':'wait','data':{'duration':'soon'}}]",
            "[{'id':'e','source':'a','target':'nowhere'}]");
    ObjectNode request = (ObjectNode) Canvas.json("{'kind':'system'}");
    request.set("graph", graph);

    JsonNode findings = api.post("/api/flows/validate", request).good();

    assertThat(findings.get("valid").asBoolean()).isFalse();
    assertThat(findings.get("errors").findValuesAsText("nodeId")).contains("a", "b");
    assertThat(findings.get("errors").findValuesAsText("edgeId")).contains("e");
    assertThat(StreamSupport.stream(findings.get("errors").spliterator(), false))
        .allSatisfy(error -> assertThat(error.get("message").asText()).isNotBlank());
  }

  private static ObjectNode graph(String nodes, String edges) {
    return (ObjectNode)
        Canvas.json("{'nodes':" + nodes.replace("SET", SET) + ",'edges':" + edges + "}");
  }

  /** A draft may be anything that can be kept; it is judged when it is published. */
  private JsonNode refusedAtPublication(String kind, ObjectNode graph) {
    Api.Answer draft = draft(kind, graph);
    String id = draft.good().get("id").asText();
    Api.Answer publication = api.post("/api/flows/" + id + "/versions", "{}");
    ExpectedRefusals.assertRefused(publication, 422, null);
    assertThat(publication.body().get("errors")).isNotEmpty();
    String run = kind.equals("bmc") ? "{\"contactIds\":[]}" : "{}";
    ExpectedRefusals.assertRefused(api.post("/api/flows/" + id + "/run", run), 409, null);
    return publication.body();
  }

  /** What is too large to keep as a draft is refused there. */
  private void refusedBeforeOrAtPublication(ObjectNode graph) {
    Api.Answer draft = draft("system", graph);
    ExpectedRefusals.assertRefused(
        draft.status() == 201
            ? api.post("/api/flows/" + draft.body().get("id").asText() + "/versions", "{}")
            : draft,
        422,
        "/graph");
  }

  private Api.Answer draft(String kind, ObjectNode graph) {
    ObjectNode request = (ObjectNode) Canvas.json("{'name':'Bad graph','kind':'" + kind + "'}");
    request.set("graph", graph);
    return api.post("/api/flows", request);
  }
}
