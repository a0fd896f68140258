package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.GraphProblem;
import dev.stitch.graph.Graphs;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FlowKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a mail's settings is told when a flow is checked, by the place of it. */
class MailConfigTest {

  @Test
  void everyGateOfAMailCanBeSaid() throws Exception {
    assertThat(
            errors(
                """
                {'window': {'days': ['mon', 'fri'], 'from': '09:00', 'to': '17:00',
                            'blocks': [{'days': ['sat'], 'from': '22:00', 'to': '02:00'}],
                            'timezone': 'Australia/Lord_Howe', 'holidays': ['2026-12-25']},
                 'mailboxes': ['smtp', 'built-in'], 'topic': 'news', 'transactional': false,
                 'followUp': true, 'sameThread': true,
                 'variants': [{'name': 'a', 'weight': 2, 'subject': 'Hi {{contact.name}}'},
                              {'name': 'b', 'text': 'short'}]}
                """))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'window': {'timezone': 'Moon/Tycho'}}                 | data.window.timezone",
        "{'window': {'days': ['monday']}}                       | data.window.days[0]",
        "{'window': {'days': []}}                               | data.window.days",
        "{'window': {'from': '9:00'}}                           | data.window.from",
        "{'window': {'to': '24:30'}}                            | data.window.to",
        "{'window': {'blocks': [{'from': '25:00'}]}}            | data.window.blocks[0].from",
        "{'window': {'holidays': ['2026-02-30']}}               | data.window.holidays[0]",
        "{'window': {'opens': '09:00'}}                         | data.window",
        "{'window': 'always'}                                   | data.window",
        "{'mailboxes': []}                                      | data.mailboxes",
        "{'mailboxes': ['smtp', 'smtp']}                        | data.mailboxes",
        "{'variants': [{'name': 'a', 'weight': -1}]}            | data.variants[0].weight",
        "{'variants': [{'name': 'a', 'weight': 0}]}             | data.variants",
        "{'variants': [{'name': 'a'}, {'name': 'a'}]}           | data.variants[1].name",
        "{'variants': [{'weight': 1}]}                          | data.variants[0].name",
        "{'variants': [{'name': 'a', 'text': '{{#if}}'}]}       | data.variants[0].text",
        "{'variants': 7}                                        | data.variants",
        "{'transactional': 'yes'}                               | data.transactional",
        "{'followUp': 1}                                        | data.followUp",
      })
  void whatIsWrongIsNamedByItsPlace(String settings, String field) throws Exception {
    assertThat(errors(settings)).extracting(GraphProblem::field).contains(field);
  }

  private static List<GraphProblem> errors(String settings) throws Exception {
    JsonNode graph =
        json(
            """
            {'nodes': [{'id': 'mail', 'type': 'email.send',
                        'data': {'subject': 's', 'text': 't'}}], 'edges': []}
            """);
    ((ObjectNode) graph.at("/nodes/0/data")).setAll((ObjectNode) json(settings));
    return Graphs.validate(FlowKind.SYSTEM, graph).errors();
  }

  private static JsonNode json(String text) throws Exception {
    return JsonCodec.MAPPER.readTree(text.replace('\'', '"'));
  }
}
