package dev.stitch.launch.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.GraphProblem;
import dev.stitch.graph.Validation;
import dev.stitch.json.JsonCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavedMailsTest {

  @Test
  void whatIsDoubtfulOfATextIsToldWhereItsMailIsChosen() throws JsonProcessingException {
    JsonNode graph =
        JsonCodec.MAPPER.readTree(
            """
            {"nodes": [{"id": "saved", "type": "email.send", "data": {"mailTemplate": "m", "text": "x"}},
                       {"id": "own", "type": "email.send", "data": {"text": "x"}}]}
            """);
    Validation validation =
        new Validation(
            List.of(),
            List.of(
                new GraphProblem("saved", null, "data.text", "no 'nme'"),
                new GraphProblem("own", null, "data.text", "no 'nme'")),
            List.of());

    assertThat(new SavedMails.OfGraph(graph, List.of(), List.of()).warnings(validation))
        .extracting(GraphProblem::field)
        .containsExactly("data.mailTemplate", "data.text");
  }
}
