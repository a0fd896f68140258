package dev.stitch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScriptTest {

  private final Script script = Script.load();
  private final JsonNode blueprint = blueprint();

  @Test
  void theScriptKnowsEveryMailThatAsksForAReplyAndEveryChoiceOfItsBlueprint() {
    Set<String> choices =
        steps("human.task")
            .flatMap(task -> task.path("choices").valueStream())
            .map(JsonNode::asText)
            .collect(Collectors.toSet());

    assertThat(script.decisions()).extracting(Script.Decision::choice).allMatch(choices::contains);
    assertThat(script.replies())
        .allSatisfy(
            reply ->
                assertThat(steps("email.send").map(mail -> mail.path("subject").asText()))
                    .anyMatch(subject -> subject.startsWith(reply.subjectBegins())));
  }

  @Test
  void journeysOfTheScriptEndAtAStageThatTheBlueprintHas() {
    assertThat(blueprint.at("/businessFlow/graph/nodes").findValuesAsText("id"))
        .contains(script.lastNodeId());
  }

  @Test
  void theSameOneInSoManyRecipientsAnswers() {
    Script.Reply reply = new Script.Reply("A question", 6, "Yes.");
    List<String> addresses =
        IntStream.range(0, 600).mapToObj(i -> "person" + i + "@example.com").toList();

    long answers =
        addresses.stream()
            .filter(address -> reply.isGivenBy(address, "A question for you"))
            .count();

    assertThat(answers).isBetween(60L, 140L);
    assertThat(addresses).noneMatch(address -> reply.isGivenBy(address, "Another subject"));
  }

  @Test
  void theDemonstrationsOwnContactsHaveAddresses() {
    assertThat(new ContactList("the demonstration", Script.contacts()).addresses())
        .hasSize(12)
        .allMatch(address -> address.endsWith("@example.com"));
  }

  @Test
  void addressesAreFoundInQuotedRowsAndInRowsOfTheWrongLength() {
    ContactList list =
        new ContactList(
            "a test",
            "name,email\n\"Ada,\nCountess\", ADA@Example.com \nonly-a-name\nB,b@example.com,x\n");

    assertThat(list.addresses())
        .isEqualTo(Set.copyOf(Arrays.asList("ada@example.com", "b@example.com")));
  }

  @Test
  void theFirstPeopleOfAListKeepTheirRowsWhateverTheyHold() {
    ContactList list =
        new ContactList("a test", "name,email\n\"Ada,\nCountess\",ada@example.com\nB\nC,c@x.org\n");

    ContactList first = list.first(2);

    assertThat(first.csv().replace("\r\n", "\n"))
        .isEqualTo("name,email\n\"Ada,\nCountess\",ada@example.com\nB\n");
    assertThat(first.origin()).isEqualTo("the first 2 of a test");
  }

  private static JsonNode blueprint() {
    try (var file =
        ScriptTest.class.getResourceAsStream("/blueprints/" + Script.BLUEPRINT + ".json")) {
      return JsonCodec.MAPPER.readTree(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Stream<JsonNode> steps(String type) {
    return blueprint
        .path("systemFlows")
        .valueStream()
        .flatMap(flow -> flow.at("/graph/nodes").valueStream())
        .filter(node -> node.path("type").asText().equals(type))
        .map(node -> node.path("data"));
  }
}
