package dev.stitch.activities.agent;

import static dev.stitch.activities.agent.AgentWorld.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepException;
import org.junit.jupiter.api.Test;

/** What an agent that drafts flows is told of step types and of its graphs. */
class FlowToolsTest {

  private static final String GRAPH =
      """
      {'kind':'system','graph':{
        'nodes':[{'id':'greet','type':'email.send','data':{'subject':'Hi','text':'TEXT'}},
                 {'id':'rest','type':'wait','data':{'duration':'P1D'}}],
        'edges':[{'id':'e','source':'greet','target':'rest'}]}}
      """;

  private final FlowCheckTool check = new FlowCheckTool();
  private final FlowStepsTool steps = new FlowStepsTool();

  @Test
  void aGraphIsValidOrItSaysWhatToMendAndWhere() {
    JsonNode good = check.call(null, json(GRAPH));
    JsonNode bad =
        check.call(null, json(GRAPH.replace("P1D", "a day").replace("greet'}", "gone'}")));

    assertThat(good.path("valid").booleanValue()).as(good.toString()).isTrue();
    assertThat(bad.path("valid").booleanValue()).isFalse();
    assertThat(bad.path("errors").findValuesAsText("nodeId")).contains("rest");
    assertThat(bad.path("errors").findValuesAsText("message")).allMatch(it -> !it.isBlank());
  }

  @Test
  void aGraphThatIsNoneIsRefusedByTheSchemaAndManyFaultsAreCut() {
    assertThat(check.problem(json("{'kind':'system','graph':[]}"))).isPresent();
    assertThat(check.problem(json("{'kind':'other','graph':{'nodes':[],'edges':[]}}"))).isPresent();

    StringBuilder nodes = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      nodes.append(i == 0 ? "" : ",").append("{'id':'n").append(i).append("','type':'nope'}");
    }
    JsonNode many =
        check.call(null, json("{'kind':'system','graph':{'nodes':[" + nodes + "],'edges':[]}}"));

    assertThat(many.path("errors")).hasSize(40);
    assertThat(many.path("errorsLeftOut").intValue()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void aStepTypeIsDescribedAndAnUnknownOneIsToldByItsNearest() throws StepException {
    JsonNode told = steps.call(null, json("{'types':['wait.event','condition']}"));

    assertThat(told.at("/wait.event/schema/properties/event").isObject()).isTrue();
    assertThat(told.at("/condition/branches").size()).isEqualTo(2);
    assertThatThrownBy(() -> steps.call(null, json("{'types':['email']}")))
        .isInstanceOf(StepException.class)
        .hasMessageContaining("email.send");
  }
}
