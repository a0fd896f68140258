package dev.stitch.api.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class FlowViewsTest extends FlowApiTest {

  @Test
  void validationTellsErrorsWarningsAndTheSpine() {
    Answer good = post("/api/flows/validate", json("{'kind':'bmc','graph':" + SPINE + "}"));
    Answer bad =
        post(
            "/api/flows/validate",
            json(
                "{'kind':'system','graph':{'nodes':[{'id':'a','type':'nope'}],"
                    + "'edges':[{'id':'e','source':'a','target':'b'}]}}"));

    assertThat(good.status()).as(good.text()).isEqualTo(200);
    assertThat(good.at("/valid").booleanValue()).isTrue();
    assertThat(good.at("/uxSpine").toString()).isEqualTo(json("['new','won']"));
    assertThat(bad.at("/valid").booleanValue()).isFalse();
    assertThat(bad.at("/errors").findValuesAsText("nodeId")).contains("a");
    assertThat(bad.at("/errors").findValuesAsText("edgeId")).contains("e");
    assertThat(bad.at("/errors/0").has("field")).isTrue();
  }

  @Test
  void validationTakesAnyGraphAndAsksForBothFields() {
    for (String graph : new String[] {"[]", "5", "'x'", "{}", "{'nodes':5,'edges':[null,[],{}]}"}) {
      Answer answer = post("/api/flows/validate", json("{'kind':'bmc','graph':" + graph + "}"));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.at("/valid").booleanValue()).isFalse();
    }
    assertThat(post("/api/flows/validate", json("{'kind':'bmc'}")).pointer()).isEqualTo("/graph");
    assertThat(post("/api/flows/validate", json("{'graph':{}}")).pointer()).isEqualTo("/kind");
    assertThat(post("/api/flows/validate", json("{'kind':'x','graph':{}}")).status())
        .isEqualTo(422);
  }

  @Test
  void validationKnowsWhatTheInputHasAndTakesAnySchema() {
    String request =
        "{'kind':'system','graph':{'nodes':[{'id':'a','type':'condition','data':"
            + "{'expression':'input.nope'}}],'edges':[]},'inputSchema':";
    Answer warned = post("/api/flows/validate", json(request + "{'properties':{'note':{}}}}"));
    assertThat(warned.at("/valid").booleanValue()).as(warned.text()).isTrue();
    assertThat(warned.at("/warnings/0/field").textValue()).isEqualTo("data.expression");
    assertThat(warned.at("/warnings/0/message").textValue()).contains("did you mean 'note'?");
    for (String schema : new String[] {"null", "[]", "5", "'x'", "{}", "{'properties':[3]}"}) {
      Answer answer = post("/api/flows/validate", json(request + schema + "}"));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.at("/warnings")).isEmpty();
    }
  }

  @Test
  void stepTypesComeWithTheirSchemas() {
    Answer answer = get("/api/step-types");

    assertThat(answer.at("/total").intValue()).isEqualTo(answer.at("/data").size()).isPositive();
    assertThat(answer.at("/data").findValuesAsText("id")).contains("wait", "condition", "set");
    answer
        .at("/data")
        .forEach(
            type -> {
              assertThat(type.path("schema").path("type").textValue()).isEqualTo("object");
              assertThat(type.path("title").textValue()).isNotBlank();
              assertThat(type.path("branches").isArray()).isTrue();
              assertThat(type.path("taskQueue").textValue()).isNotBlank();
              assertThat(type.path("effect").isBoolean()).isTrue();
            });
  }

  @Test
  void theRunFormIsThatOfTheVersionThatWouldRun() {
    String id =
        flow(
            "system",
            "x",
            "{'nodes':[{'id':'a','type':'http.request','data':{'connection':'c1'}},"
                + "{'id':'b','type':'http.request','data':{'connection':'c1'}}],'edges':[]}");
    change(
        id,
        "{'inputSchema':{'type':'object','properties':{'size':{'type':'integer','default':3},'name':{}}}}");

    Answer form = get("/api/flows/" + id + "/run-form");

    assertThat(form.at("/inputSchema/type").textValue()).isEqualTo("object");
    assertThat(form.at("/defaults").toString()).isEqualTo(json("{'size':3}"));
    assertThat(form.at("/requiredConnections").toString())
        .isEqualTo(json("[{'toolkit':'http','nodeIds':['a','b'],'boundId':null,'candidates':[]}]"));
    String published = system();
    publish(published);
    change(published, "{'inputSchema':{'type':'object'}}");
    assertThat(get("/api/flows/" + published + "/run-form").at("/inputSchema").isNull()).isTrue();
  }

  @Test
  void stagesCountEntitiesInSpineOrder() {
    String id = bmc();
    publish(id);
    entity(id, "won", "completed");
    entity(id, "new", "waiting");
    entity(id, "new", "active");
    entity(id, null, "active");
    entity(id, "gone", "blocked");

    Answer stages = get("/api/flows/" + id + "/stages");

    assertThat(stages.at("/data").toString())
        .isEqualTo(
            json(
                "[{'uxNodeId':'new','label':'New','counts':{'active':2,'waiting':1},'total':3},"
                    + "{'uxNodeId':'won','label':'Won','counts':{'completed':1},'total':1},"
                    + "{'uxNodeId':'gone','label':null,'counts':{'blocked':1},'total':1}]"));
    assertThat(get("/api/flows/" + system() + "/stages").status()).isEqualTo(422);
  }
}
