package dev.stitch.activities.agent;

import static dev.stitch.activities.mcp.FakeToolServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class StrangeSchemaTest {

  @Test
  void whatMayLeadElsewhereOrTakeForEverIsNotChecked() {
    JsonNode schema =
        json(
            """
            {'type':'object','required':['pattern'],'$ref':'http://evil.example/schema',
             'properties':{
               'pattern':{'type':'string','pattern':'(a+)+$','maxLength':9},
               'loop':{'$ref':'#'},
               'list':{'type':'array','items':{'type':'integer','format':'regex'}},
               'one':{'anyOf':[{'type':'string'},{'not':{'$ref':'#'}}]}},
             'additionalProperties':false}
            """);

    assertThat(StrangeSchema.bounded(schema))
        .isEqualTo(
            json(
                """
                {'type':'object','required':['pattern'],
                 'properties':{
                   'pattern':{'type':'string','maxLength':9},
                   'loop':{},
                   'list':{'type':'array','items':{'type':'integer'}},
                   'one':{'anyOf':[{'type':'string'},{}]}},
                 'additionalProperties':false}
                """));
  }

  @Test
  void namesThatOnlyAnExpressionAllowsStayAllowed() {
    JsonNode schema =
        json(
            "{'type':'object','patternProperties':{'^x':{}},'additionalProperties':{'type':'null'}}");

    assertThat(StrangeSchema.bounded(schema)).isEqualTo(json("{'type':'object'}"));
  }
}
