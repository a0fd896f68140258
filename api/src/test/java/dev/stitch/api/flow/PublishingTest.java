package dev.stitch.api.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class PublishingTest extends FlowApiTest {

  @Test
  void publishingMakesAnImmutableVersionThatWorkersFindByItsHash() {
    String id = bmc();

    Answer published = post("/api/flows/" + id + "/versions", json("{'notes':'first'}"));

    assertThat(published.status()).as(published.text()).isEqualTo(201);
    assertThat(published.header("location")).isEqualTo("/api/flows/" + id + "/versions/1");
    assertThat(published.at("/version").intValue()).isEqualTo(1);
    assertThat(published.at("/hash").textValue()).matches("[0-9a-f]{64}");
    change(id, "{'graph':{'nodes':[],'edges':[]}}");
    Answer version = get(published.header("location"));
    assertThat(version.at("/graph/nodes")).hasSize(3);
    assertThat(version.at("/notes").textValue()).isEqualTo("first");
    assertThat(get("/api/flows/" + id).at("/latestVersion").intValue()).isEqualTo(1);
    assertThat(
            database.exists(
                "SELECT 1 FROM graphs WHERE hash = ?", published.at("/hash").textValue()))
        .isTrue();
  }

  @Test
  void publishingTheSameContentAnswersTheSameVersion() {
    String id = bmc();
    Answer first = publish(id);
    change(id, "{'name':'Other name'}");

    Answer again = publish(id);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.at("/version").intValue()).isEqualTo(1);
    assertThat(again.at("/hash")).isEqualTo(first.at("/hash"));
    assertThat(get("/api/flows/" + id + "/versions").at("/total").intValue()).isEqualTo(1);
  }

  @Test
  void publishingAnEarlierContentMakesItTheNewestAgain() {
    String id = system();
    publish(id);
    change(
        id, "{'graph':{'nodes':[{'id':'z','type':'set','data':{'values':{'x':'1'}}}],'edges':[]}}");
    assertThat(publish(id).at("/version").intValue()).isEqualTo(2);
    change(id, "{'graph':" + PATH + "}");

    Answer back = publish(id);

    assertThat(back.status()).isEqualTo(200);
    assertThat(back.at("/version").intValue()).isEqualTo(1);
    assertThat(get("/api/flows/" + id).at("/latestVersion").intValue()).isEqualTo(1);
    assertThat(get("/api/flows/" + id + "/versions").at("/data").findValuesAsText("version"))
        .containsExactly("2", "1");
  }

  @Test
  void aVersionThatIsLiveAgainSaysSinceWhenByWhomAndWhy() {
    String id = system();
    Answer first = post("/api/flows/" + id + "/versions", json("{'notes':'first'}"));
    change(
        id, "{'graph':{'nodes':[{'id':'z','type':'set','data':{'values':{'x':'1'}}}],'edges':[]}}");
    publish(id);
    change(id, "{'graph':" + PATH + "}");

    post("/api/flows/" + id + "/versions", json("{'notes':'back, z was wrong'}"));
    post("/api/flows/" + id + "/versions", json("{'notes':'said of what is live already'}"));

    JsonNode live = get("/api/flows/" + id + "/versions").at("/data/1");
    assertThat(live.path("version").intValue()).isEqualTo(1);
    assertThat(live.path("notes").textValue()).isEqualTo("first");
    assertThat(live.path("liveNotes").textValue()).isEqualTo("back, z was wrong");
    assertThat(live.path("liveBy").textValue()).isNotBlank();
    assertThat(Instant.parse(live.path("liveSince").textValue()))
        .isAfter(Instant.parse(first.at("/publishedAt").textValue()));
    assertThat(get("/api/flows/" + id + "/versions/1").at("/liveNotes"))
        .isEqualTo(live.path("liveNotes"));
  }

  @Test
  void formsAndInputsKeepTheOrderOfTheirFieldsAndAnotherOrderIsAnotherVersion() {
    String id = flow("system", "Survey", survey("reason", "ok", "amount"));
    change(id, "{'inputSchema':%s}".formatted(fields("who", "a")));
    Answer first = publish(id);

    Answer draft = get("/api/flows/" + id);
    Answer version = get(first.header("location"));

    assertThat(List.of(draft.at("/draft"), version.at("/graph")))
        .extracting(graph -> names(graph.at("/nodes/0/data/form/properties")))
        .containsOnly(List.of("reason", "ok", "amount"));
    assertThat(List.of(draft, version))
        .extracting(answer -> names(answer.at("/inputSchema/properties")))
        .containsOnly(List.of("who", "a"));
    assertThat(draft.text() + version.text()).doesNotContain("x-stitch-order");
    assertThat(publish(id).status()).as("the same content").isEqualTo(200);

    change(id, "{'graph':%s}".formatted(survey("amount", "reason", "ok")));
    Answer second = publish(id);

    assertThat(second.at("/version").intValue()).as(second.text()).isEqualTo(2);
    assertThat(names(get(second.header("location")).at("/graph/nodes/0/data/form/properties")))
        .containsExactly("amount", "reason", "ok");
  }

  private static String survey(String... fields) {
    return "{'nodes':[{'id':'ask','type':'human.task','data':{'title':'Ask','form':%s}}],'edges':[]}"
        .formatted(fields(fields));
  }

  private static String fields(String... names) {
    return Stream.of(names)
        .map("'%s':{'type':'string'}"::formatted)
        .collect(Collectors.joining(",", "{'type':'object','properties':{", "}}"));
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  @Test
  void anotherInputSchemaIsAnotherVersionOfTheSameGraph() {
    String id = system();
    Answer first = publish(id);
    change(id, "{'inputSchema':{'type':'object','required':['name']}}");

    Answer second = publish(id);

    assertThat(second.at("/version").intValue()).isEqualTo(2);
    assertThat(second.at("/hash")).isEqualTo(first.at("/hash"));
    assertThat(publish(id).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bmc    | {'nodes':[],'edges':[]}                                                     | ``",
        "bmc    | {'nodes':[{'id':'a','type':'ux'},{'id':'a','type':'ux'}],'edges':[]}        | a",
        "bmc    | {'nodes':[{'id':'a','type':'ux','data':{'advance':'fly'}}],'edges':[]}      | a",
        "bmc    | {'nodes':[{'id':'a','type':'ux','data':{'exitWhen':'contact.'}}],'edges':[]}| a",
        "system | {'nodes':[],'edges':[]}                                                     | ``",
        "system | {'nodes':[{'id':'a','type':'nope'}],'edges':[]}                             | a",
        "system | {'nodes':[{'id':'a','type':'set','data':{'values':5}}],'edges':[]}          | a",
      })
  void aGraphThatCannotRunIsRefusedNamingTheNode(String kind, String graph, String node) {
    Answer answer = publish(flow(kind, "x", graph));

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.at("/errors/0/message").textValue()).isNotBlank();
    if (!node.isEmpty()) {
      assertThat(answer.at("/errors").findValuesAsText("nodeId")).as(answer.text()).contains(node);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':'e','source':'a','target':'nowhere'}                     | e",
        "{'id':'e','source':'a','target':'a'}                           | ``",
        "{'id':'e','source':'a','target':'b'},{'id':'f','source':'b','target':'a'} | ``",
        "{'id':'e','source':'a','target':'b'},{'id':'e','source':'a','target':'b'} | e",
      })
  void danglingDuplicateAndCircularEdgesAreRefused(String edges, String edge) {
    String nodes =
        "{'id':'a','type':'set','data':{'values':{'x':'1'}}},"
            + "{'id':'b','type':'set','data':{'values':{'x':'1'}}}";

    Answer answer =
        publish(flow("system", "x", "{'nodes':[" + nodes + "],'edges':[" + edges + "]}"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    if (!edge.isEmpty()) {
      assertThat(answer.at("/errors/0/edgeId").textValue()).isEqualTo(edge);
      assertThat(answer.pointer()).startsWith("/graph/edges/");
    }
  }

  @Test
  void moreNodesThanTheLimitAreRefused() {
    String nodes =
        IntStream.range(0, 2001)
            .mapToObj(i -> "{'id':'n" + i + "','type':'ux'}")
            .collect(Collectors.joining(","));

    Answer answer = publish(flow("bmc", "x", "{'nodes':[" + nodes + "],'edges':[]}"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/detail").textValue()).contains("2,000");
  }

  @Test
  void aFaultPointsAtTheFieldOfTheNode() {
    Answer answer =
        publish(
            flow(
                "system",
                "x",
                "{'nodes':[{'id':'ok','type':'set','data':{'values':{'x':'1'}}},"
                    + "{'id':'c','type':'condition','data':{'expression':'1 +'}}],'edges':[]}"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.pointer()).isEqualTo("/graph/nodes/1/data/expression");
    assertThat(answer.at("/errors/0/nodeId").textValue()).isEqualTo("c");
  }

  @Test
  void aPublisherMayInsistOnTheDraftItHasSeen() {
    String id = bmc();

    assertThat(post("/api/flows/" + id + "/versions", "{}", "If-Match", "\"5\"").status())
        .isEqualTo(412);
    assertThat(post("/api/flows/" + id + "/versions", "{}", "If-Match", "\"1\"").status())
        .isEqualTo(201);
    assertThat(post("/api/flows/" + id + "/versions", json("{'note':'x'}")).pointer())
        .isEqualTo("/note");
  }

  @Test
  void theBodyOfAPublicationMayBeAbsentEmptyOrNull() {
    String id = bmc();

    assertThat(send("POST", "/api/flows/" + id + "/versions", null).status()).isEqualTo(201);
    assertThat(post("/api/flows/" + id + "/versions", "").status()).isEqualTo(200);
    assertThat(post("/api/flows/" + id + "/versions", "null").status()).isEqualTo(200);
    assertThat(post("/api/flows/" + id + "/versions", "{}").status()).isEqualTo(200);
    assertThat(post("/api/flows/" + id + "/versions", "[]").status()).isEqualTo(400);
  }

  @Test
  void versionsThatDoNotExistAreNotFound() {
    String id = bmc();
    publish(id);

    for (String version : new String[] {"2", "0", "-1", "x", "99999999999"}) {
      assertThat(get("/api/flows/" + id + "/versions/" + version).status())
          .as(version)
          .isEqualTo(404);
    }
  }
}
