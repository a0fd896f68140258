package dev.stitch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.FlowKind;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.Validation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class BlueprintTest {

  private final Blueprint blueprint = Blueprint.load();

  @Test
  void theBusinessFlowHasFiveStagesAndNothingToComplainAbout() {
    Validation validation = Graphs.validate(FlowKind.BMC, blueprint.businessFlow().graph());

    assertThat(validation.errors()).isEmpty();
    assertThat(validation.warnings()).isEmpty();
    assertThat(validation.uxSpine()).hasSize(5).endsWith(blueprint.script().lastNodeId());
  }

  @Test
  void threeSystemFlowsHangFromStagesAndHaveNothingToComplainAbout() {
    List<String> spine = Graphs.validate(FlowKind.BMC, blueprint.businessFlow().graph()).uxSpine();

    assertThat(blueprint.systemFlows())
        .hasSize(3)
        .allSatisfy(
            flow -> {
              Validation validation = Graphs.validate(FlowKind.SYSTEM, flow.graph());
              assertThat(validation.errors()).as(flow.name()).isEmpty();
              assertThat(validation.warnings()).as(flow.name()).isEmpty();
              assertThat(spine).contains(flow.uxNodeId());
            });
  }

  @Test
  void theScriptKnowsEveryMailThatAsksForAReplyAndEveryChoice() {
    Set<String> choices =
        steps("human.task")
            .flatMap(choice -> choice.path("choices").valueStream())
            .map(choice -> choice.asText())
            .collect(Collectors.toSet());

    assertThat(blueprint.script().decisions())
        .extracting(Blueprint.Decision::choice)
        .allMatch(choices::contains);
    assertThat(blueprint.script().replies())
        .allSatisfy(
            reply ->
                assertThat(steps("email.send").map(mail -> mail.path("subject").asText()))
                    .anyMatch(subject -> subject.startsWith(reply.subjectBegins())));
  }

  @Test
  void noMailLeavesThisMachine() {
    assertThat(steps("email.send"))
        .isNotEmpty()
        .allMatch(mail -> mail.path("mailbox").asText().equals("built-in"));
  }

  @Test
  void theSameOneInSoManyRecipientsAnswers() {
    Blueprint.Reply reply = new Blueprint.Reply("A question", 6, "Yes.");
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
  void theBlueprintsOwnContactsHaveAddresses() {
    assertThat(new ContactList("the blueprint", Blueprint.contacts()).addresses())
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

  private Stream<JsonNode> steps(String type) {
    return blueprint.systemFlows().stream()
        .flatMap(flow -> StreamSupport.stream(flow.graph().path("nodes").spliterator(), false))
        .filter(node -> node.path("type").asText().equals(type))
        .map(node -> node.path("data"));
  }
}
